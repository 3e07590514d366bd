"""The embedded database on its own: made, started, recovered, stopped, and open to nobody else."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from launcher import sockets
from launcher.installation import Installation, claim
from launcher.postgres import Cluster, orphans_of
from launcher.server import own_database
from launcher.trouble import Trouble
from tests.launcher.conftest import BINARIES, ROOT, until

HOLD = """
import signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from launcher.installation import claim
from launcher.postgres import Cluster
claim(Path(sys.argv[2]))
cluster = Cluster(Path(sys.argv[2]), Path(sys.argv[3]))
cluster.start()
cluster.sql("CREATE TABLE IF NOT EXISTS notes (text text); INSERT INTO notes (text) VALUES ('kept')")
print("up", flush=True)
signal.pause()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A running database made for these tests; they only look at it."""
    folder = tmp_path_factory.mktemp("cluster") / "data"
    claim(folder)
    made = Cluster(folder, BINARIES)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def empty(tmp_path):
    """A data folder with nothing in it."""
    folder = tmp_path / "empty"
    claim(folder)
    return folder


@pytest.fixture
def no_database_url(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


def holder(data):
    """Start a process that runs the database of a folder and has written a row."""
    command = [sys.executable, "-c", HOLD, str(ROOT), str(data), str(BINARIES)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"up\n"
    return process


def killed(process):
    process.kill()
    process.stdout.close()
    process.wait()


def notes_after_a_new_start(data):
    again = Cluster(data, BINARIES)
    again.start()
    try:
        return again.sql("SELECT text FROM notes WHERE text = 'kept'").split()
    finally:
        again.stop()


def test_a_stopped_database_leaves_no_process(data):
    started = Cluster(data, BINARIES)
    started.start()
    running = orphans_of(started.path)
    started.stop()

    assert running
    assert orphans_of(started.path) == []


def test_the_application_is_no_superuser_and_nobody_is_trusted(cluster):
    rules = (cluster.path / "pg_hba.conf").read_text()

    assert cluster.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").strip() == "f"
    assert "trust" not in rules.replace("Nobody is trusted", "")
    assert cluster.sql("SHOW listen_addresses").strip() == ""


def test_the_database_speaks_the_time_and_the_characters_of_the_house(cluster):
    provider = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'oneseal'"

    assert cluster.sql("SHOW timezone").strip() == "Asia/Shanghai"
    assert cluster.sql(provider).strip() == "b|C.UTF-8"


def test_only_the_owner_can_enter_the_folder_of_the_socket(cluster):
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE((cluster.socket / sockets.SOCKET_NAME).stat().st_mode) == 0o700


def test_after_kill_9_of_its_supervisor_the_database_ends_and_keeps_its_data(data):
    process = holder(data)

    killed(process)

    until(lambda: not orphans_of(data / "postgres"), what="the end of the database")
    assert notes_after_a_new_start(data) == ["kept"]


def test_after_kill_9_of_supervisor_and_database_the_next_start_recovers(data):
    process = holder(data)
    postmaster = int((data / "postgres" / "postmaster.pid").read_text().split()[0])

    os.kill(postmaster, signal.SIGKILL)
    killed(process)

    assert notes_after_a_new_start(data) == ["kept"]
    assert "was not properly shut down" in (data / "log" / "postgres.log").read_text()


def test_a_stale_process_number_that_now_belongs_to_another_program_does_not_block(data):
    killed(holder(data))
    until(lambda: not orphans_of(data / "postgres"), what="the end of the database")
    stale = data / "postgres" / "postmaster.pid"
    stranger = subprocess.Popen(["sleep", "60"])
    stale.write_text(f"{stranger.pid}\n{data / 'postgres'}\n1\n5432\n\n\n\n\n")

    found = notes_after_a_new_start(data)
    stranger.kill()
    stranger.wait()

    assert found == ["kept"]


def test_a_half_made_database_is_thrown_away_and_made_anew(empty):
    half = empty / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    made = Cluster(empty, BINARIES)
    made.start()
    made.stop()

    assert not half.exists()
    assert (empty / "postgres" / "PG_VERSION").exists()


def test_a_data_folder_with_a_long_path_gets_a_short_private_socket_that_is_remembered(tmp_path):
    data = tmp_path / ("long-" * 20) / "data"
    claim(data)
    first = Cluster(data, BINARIES)
    first.start()
    second = None
    try:
        folder = first.socket
        first.sql("SELECT 1")
        second = Cluster(data, BINARIES)

        assert len(str(folder / sockets.SOCKET_NAME)) < 100
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert second.socket == sockets.current_folder(data) == folder
    finally:
        first.stop()
        shutil.rmtree(first.socket)


def test_a_remembered_socket_folder_that_others_may_enter_is_not_used(tmp_path):
    data = tmp_path / ("long-" * 20) / "data"
    claim(data)
    first = Cluster(data, BINARIES).socket
    first.chmod(0o755)

    second = Cluster(data, BINARIES).socket
    shutil.rmtree(first)
    shutil.rmtree(second)

    assert second != first


@pytest.mark.usefixtures("no_database_url")
def test_one_folder_is_run_by_one_process_and_the_sentence_names_it(data):
    installation = Installation(ROOT, data)

    with (
        own_database(installation, "demo", url="http://localhost:8000"),
        pytest.raises(Trouble) as refusal,
        own_database(installation, "serve"),
    ):
        pytest.fail("two processes run one folder")

    assert f"already in use by process {os.getpid()} (demo) at http://localhost:8000" in str(refusal.value)


def test_a_data_folder_of_somebody_else_is_refused_in_one_sentence(tmp_path, monkeypatch):
    folder = tmp_path / "theirs"
    folder.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)

    with pytest.raises(Trouble, match=r"belongs to .* --data DIR"):
        claim(folder)


def unprivileged_python():
    """Return a Python that another user may run, or None."""
    for python in (sys.executable, "/usr/bin/python3.11", "/usr/bin/python3", "/usr/local/bin/python3"):
        check = [*AS_NOBODY, python, "-c", CAN_RUN_ITSELF]
        try:
            if subprocess.run(check, capture_output=True, check=False).returncode == 0:
                return python
        except OSError:
            return None
    return None


CAN_RUN_ITSELF = (
    "import subprocess, sys; assert sys.version_info >= (3, 11);subprocess.run([sys.executable, '-c', ''], check=True)"
)
AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@needs_root
def test_an_ordinary_user_runs_a_database_beside_that_of_root(cluster):
    python = unprivileged_python()
    if python is None:
        pytest.skip("no Python that another user may run")
    with tempfile.TemporaryDirectory(prefix="oneseal-other-") as home:
        os.chown(home, 65534, 65534)
        # The stand-in for a checkout of that user: he cannot see into a home of root.
        shutil.copytree(ROOT / "launcher", Path(home) / "launcher")
        script = HOLD.replace("signal.pause()", "cluster.stop()")
        command = [*AS_NOBODY, python, "-c", script, home, f"{home}/data", str(BINARIES)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if "cannot be started" in done.stderr:
            pytest.skip("the packages are where only root may read")

    assert done.stdout == "up\n", done.stderr
    assert cluster.sql("SELECT 1").strip() == "1"


@needs_root
def test_under_root_the_database_runs_as_somebody_else_and_nothing_outside_changes(cluster):
    status = Path(f"/proc/{cluster.child.pid}/status").read_text()
    uid = next(line.split()[1] for line in status.splitlines() if line.startswith("Uid:"))
    outside = [cluster.data.parent, BINARIES]

    assert int(uid) == cluster.path.stat().st_uid != 0
    assert all(path.stat().st_uid == 0 for path in outside)
    assert stat.S_IMODE(cluster.data.parent.stat().st_mode) == 0o700


@needs_root
def test_under_root_the_database_keeps_no_more_than_the_right_to_search_folders(cluster):
    status = Path(f"/proc/{cluster.child.pid}/status").read_text()
    effective = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapEff:"))

    assert effective & ~(1 << 2 | 1 << 1) == 0
