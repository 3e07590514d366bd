"""Real processes on small data folders: a stand-in application and the real launcher."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import launcher
from launcher.environment import content_mark, python_mark
from launcher.postgres import Cluster, binaries_folder
from launcher.probe import Answer

ROOT = Path(launcher.__file__).resolve().parent.parent
BINARIES = binaries_folder(ROOT)
STAND_IN = Path(__file__).with_name("stand_in")
DEADLINE_SECONDS = 40.0


def until(condition, *, seconds=DEADLINE_SECONDS, what="the condition"):
    """Return the first true value of a condition; fail after the deadline."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            pytest.fail(f"{what} was not met within {seconds} s")
        # A poll with a deadline, not a guess at how long something takes.
        time.sleep(0.02)
    return value


def processes_mentioning(text):
    """Return the numbers and command lines of living processes that mention a text."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environment = (entry / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if text in words or f"ONESEAL_DATA={text}\0" in environment:
                found[int(entry.name)] = words
    return found


def free_port():
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status_of(url):
    """Return the status of a page, or 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return reply.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return 0


def sql(data, statement):
    """Run SQL in an installation, whether it runs or not, and return the rows."""
    cluster = Cluster(data, BINARIES)
    started = cluster.answer() is not Answer.READY
    if started:
        cluster.start()
    try:
        return [line.split("|") for line in cluster.sql(statement).splitlines()]
    finally:
        cluster.stop()


@dataclass
class Checkout:
    """A checkout of the launcher around a stand-in application."""

    root: Path
    started: list = field(default_factory=list)

    def environment(self):
        """Return the launcher's environment without what the test run itself has set."""
        unwanted = ("ONESEAL_", "DATABASE_URL", "DJANGO_")
        return {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}

    def run(self, *arguments, **options):
        """Run a verb to its end; return exit code, stdout and stderr."""
        command = [sys.executable, str(self.root / "oneseal"), *map(str, arguments)]
        return subprocess.run(
            command,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=DEADLINE_SECONDS,
            check=False,
            **options,
        )

    def demo(self, data, *, wait=True):
        """Start a demo and return it once it answers."""
        demo = Demo(self, data, free_port())
        demo.start()
        self.started.append(demo)
        if wait:
            demo.wait()
        return demo


@dataclass
class Demo:
    """A demo that runs in the background."""

    checkout: Checkout
    data: Path
    port: int
    process: subprocess.Popen | None = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self):
        return self.data.with_name(f"{self.data.name}-{self.port}.txt")

    def start(self):
        command = [sys.executable, str(self.checkout.root / "oneseal"), "demo"]
        command += ["--port", str(self.port), "--data", str(self.data)]
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                command,
                env=self.checkout.environment(),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def wait(self):
        def has_answered():
            assert self.process.poll() is None, self.said.read_text()
            return "OneSeal runs at" in self.said.read_text()

        until(has_answered, what="the demo")

    def send(self, number):
        self.process.send_signal(number)
        return self.process.wait(DEADLINE_SECONDS)

    def processes(self):
        return processes_mentioning(str(self.data))

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(DEADLINE_SECONDS)


def make_checkout(root):
    """Make a stand-in application under the real launcher, on the packages that are installed."""
    shutil.copytree(STAND_IN, root)
    for name in ("oneseal", "launcher"):
        (root / name).symlink_to(ROOT / name)
    (root / "pyproject.toml").write_text('[project]\nname = "stand-in"\nversion = "1.2.3"\n')
    (root / "requirements").mkdir()
    (root / "requirements" / "app.txt").write_text("# nothing beyond what is there\n")
    home = root / ".venv"
    home.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (home / name).symlink_to(ROOT / ".venv" / name)
    stamp = {
        "python": python_mark(home / "bin" / "python"),
        "app": content_mark(root / "requirements" / "app.txt"),
    }
    (home / "oneseal-installed.json").write_text(json.dumps(stamp))
    return Checkout(root)


@pytest.fixture
def checkout(tmp_path):
    """A stand-in application of this test alone; its demos are ended afterwards."""
    place = make_checkout(tmp_path / "checkout")
    yield place
    for demo in place.started:
        demo.end()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A stopped installation with a row and a file, and its backup; for copying only."""
    home = tmp_path_factory.mktemp("prepared")
    place, data = make_checkout(home / "checkout"), home / "data"
    done = place.run("manage", "--data", data, "prepare")
    assert done.returncode == 0, done.stderr
    (data / "files" / "ab").mkdir()
    (data / "files" / "ab" / "paper").write_text("the paper")
    sql(data, "INSERT INTO notes (text) VALUES ('before')")
    done = place.run("backup", home / "saved", "--data", data)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def data(prepared, tmp_path):
    """A stopped installation of this test alone, with one row and one file."""
    subprocess.run(["cp", "-a", str(prepared / "data"), str(tmp_path / "data")], check=True)
    return tmp_path / "data"


@pytest.fixture
def saved(prepared, tmp_path):
    """A backup of that installation, with its keys."""
    for name in ("saved", "saved.keys"):
        shutil.copy(prepared / name, tmp_path / name)
    return tmp_path / "saved"
