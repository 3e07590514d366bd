"""The demo: it comes up, comes back, and leaves nothing behind."""

import http.client
import os
import signal
import socket
from contextlib import ExitStack, closing

import pytest

from launcher import running
from launcher.running import OUTSIDE_ROW, Address, outside_port
from tests.launcher.conftest import free_port, sql, status_of, until

KEEP = "INSERT INTO notes (text) VALUES ('kept')"


def test_a_demo_answers_and_names_its_accounts(checkout, tmp_path):
    demo = checkout.demo(tmp_path / "data")

    said = demo.said.read_text()

    assert status_of(f"{demo.url}/healthz") == 200
    assert f"http://localhost:{demo.port}" in said
    assert "secret-word" in said


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGINT, id="ctrl-c"),
        pytest.param(signal.SIGTERM, id="sigterm"),
        pytest.param(signal.SIGHUP, id="end-of-the-terminal"),
    ],
)
def test_a_demo_that_is_asked_to_end_leaves_no_process_and_keeps_its_data(checkout, data, number):
    demo = checkout.demo(data)
    sql(data, KEEP)

    code = demo.send(number)

    assert code == 128 + number
    assert demo.processes() == {}
    assert sql(data, "SELECT text FROM notes") == [["before"], ["kept"]]


def test_after_kill_9_of_the_program_nothing_stays_and_the_next_start_has_the_data(checkout, data):
    demo = checkout.demo(data)
    sql(data, KEEP)

    demo.send(signal.SIGKILL)
    again = checkout.demo(data)

    assert status_of(f"{again.url}/healthz") == 200
    assert sql(data, "SELECT text FROM notes") == [["before"], ["kept"]]
    until(
        lambda: not any(str(demo.port) in words for words in demo.processes().values()),
        what="the end of the first demo's web server",
    )


def test_after_kill_9_of_program_and_database_the_next_start_recovers(checkout, data):
    demo = checkout.demo(data)
    sql(data, KEEP)
    postmaster = int((data / "postgres" / "postmaster.pid").read_text().split()[0])

    demo.send(signal.SIGKILL)
    os.kill(postmaster, signal.SIGKILL)
    again = checkout.demo(data)

    assert status_of(f"{again.url}/healthz") == 200
    assert sql(data, "SELECT text FROM notes") == [["before"], ["kept"]]


def test_a_database_that_is_killed_is_started_again(checkout, data):
    demo = checkout.demo(data)
    sql(data, KEEP)
    postmaster = int((data / "postgres" / "postmaster.pid").read_text().split()[0])

    os.kill(postmaster, signal.SIGKILL)

    until(lambda: "The database is back" in demo.said.read_text(), what="the database")
    assert sql(data, "SELECT text FROM notes") == [["before"], ["kept"]]
    assert status_of(f"{demo.url}/healthz") == 200


def test_a_worker_that_is_killed_is_started_again_and_the_operator_is_told(checkout, data):
    demo = checkout.demo(data)
    before = worker_of(demo)

    os.kill(before, signal.SIGKILL)

    until(lambda: worker_of(demo) not in {None, before}, what="another worker")
    assert "The worker stopped (signal SIGKILL); starting it again" in demo.said.read_text()


def worker_of(demo):
    return next((pid for pid, words in demo.processes().items() if "run_worker" in words), None)


def test_browsers_that_keep_their_connections_open_do_not_shut_out_others(checkout, tmp_path):
    demo = checkout.demo(tmp_path / "data")

    with ExitStack() as kept_open:
        for _ in range(100):
            # The server lets go of a connection that was silent for half a minute; who waits for that is shut out.
            reader = http.client.HTTPConnection("localhost", demo.port, timeout=20)
            kept_open.enter_context(closing(reader))
            reader.request("GET", "/healthz")
            assert reader.getresponse().read()


def test_two_demos_with_two_data_folders_run_side_by_side(checkout, data, tmp_path):
    first = checkout.demo(data, wait=False)
    second = checkout.demo(tmp_path / "second")
    first.wait()

    assert status_of(f"{first.url}/healthz") == status_of(f"{second.url}/healthz") == 200
    assert sql(first.data, "SELECT text FROM notes") == [["before"]]
    assert sql(second.data, "SELECT text FROM notes") == []


def test_two_demos_that_start_at_the_same_moment_look_at_different_ports_for_their_outside_systems(monkeypatch):
    monkeypatch.setattr(running, "is_free", lambda address: True)

    first, second = (outside_port(Address("127.0.0.1", port)) for port in (8000, 8001))

    assert abs(first - second) >= OUTSIDE_ROW


def test_a_second_demo_on_the_same_folder_is_refused_with_the_address_of_the_first(checkout, data):
    demo = checkout.demo(data)

    refused = checkout.run("demo", "--port", demo.port + 1, "--data", data)

    assert refused.returncode == 1
    assert f"already in use by process {demo.process.pid} (demo)" in refused.stderr
    assert f"http://localhost:{demo.port}" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_taken_port_gives_one_sentence_with_a_free_port_before_any_work(checkout, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        refused = checkout.run("demo", "--port", taken, "--data", tmp_path / "data")

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {taken} is taken on this machine.")
    assert "--port " in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "data" / "postgres").exists()


def test_an_application_that_does_not_start_ends_the_demo_with_the_end_of_its_log(checkout, data):
    (checkout.root / "config" / "wsgi.py").write_text("raise RuntimeError('no settings today')\n")

    refused = checkout.run("demo", "--port", free_port(), "--data", data)

    assert refused.returncode == 1
    assert "The web server does not start" in refused.stderr
