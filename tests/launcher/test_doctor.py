"""The doctor: finds what is wrong, says how to mend it, and works on a stopped installation too."""

import json

from launcher import doctor
from launcher.installation import Installation
from launcher.running import ports_of, ports_told


def by_name(done):
    return {row["name"]: row for row in json.loads(done.stdout)}


def test_a_running_installation_is_in_order(checkout, data):
    demo = checkout.demo(data)

    done = checkout.run("doctor", "--data", data)

    assert done.returncode == 0, done.stdout
    assert "Everything is in order." in done.stdout
    assert f"{demo.port}: OneSeal answers" in done.stdout
    assert "Outside systems: 1 answer" in done.stdout


def test_a_stopped_installation_is_examined_with_its_database_started_for_that_time(checkout, data):
    done = checkout.run("doctor", "--data", data, "--json")

    found = by_name(done)
    assert found["Database"]["detail"] == "PostgreSQL 18.4"
    assert found["Database time zone"]["ok"]
    assert found["Migrations"]["ok"]
    assert not (data / "postgres" / "postmaster.pid").exists()


def test_the_record_of_a_launcher_that_was_killed_counts_for_nothing(tmp_path):
    installation = Installation(tmp_path, tmp_path)
    with ports_told(installation, web=8123, outside=8700):
        assert ports_of(installation) == {"web": 8123, "outside": 8700}
        record = json.loads((tmp_path / "ports.json").read_text())
    (tmp_path / "ports.json").write_text(json.dumps({**record, "since": record["since"] + 1}))

    assert ports_of(installation) == {}


def test_a_fault_has_a_way_to_mend_it_and_exit_code_1(checkout, data):
    (data / "keys" / "oneseal.key").chmod(0o644)

    done = checkout.run("doctor", "--data", data, "--json")

    fault = by_name(done)["Keys"]
    assert done.returncode == 1
    assert not fault["ok"]
    assert fault["mend"].startswith("chmod 600 ")


def test_a_folder_without_an_installation_is_told_so_and_nothing_is_made(checkout, tmp_path):
    done = checkout.run("doctor", "--data", tmp_path / "nothing", "--json")

    assert done.returncode == 1
    assert "is not there" in by_name(done)["Data folder"]["detail"]
    assert not (tmp_path / "nothing").exists()


def test_a_clock_behind_existing_files_is_a_fault(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(doctor.time, "time", lambda: 0.0)

    assert not doctor.machine_clock(Installation(tmp_path, tmp_path / "data")).ok
