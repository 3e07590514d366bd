"""Backups: whole or refused, and nothing is lost on the way."""

import json
import stat
import tarfile

import pytest

from launcher.archive import safe_name
from launcher.restoring import begin_swap, finish_swap
from tests.launcher.conftest import sql


def test_a_backup_restores_rows_files_and_keys_into_an_empty_folder(checkout, data, saved, tmp_path):
    fresh = tmp_path / "fresh"

    done = checkout.run("restore", saved, "--data", fresh)

    assert done.returncode == 0, done.stderr
    assert sql(fresh, "SELECT text FROM notes") == [["before"]]
    assert (fresh / "files" / "ab" / "paper").read_text() == "the paper"
    key = fresh / "keys" / "oneseal.key"
    assert key.read_bytes() == (data / "keys" / "oneseal.key").read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_the_keys_are_apart_and_everything_is_private(saved):
    keys = saved.with_name(saved.name + ".keys")

    with tarfile.open(saved) as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json"))

    assert not [name for name in names if "key" in name]
    assert stat.S_IMODE(keys.stat().st_mode) == stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert manifest["program"] == "1.2.3"
    assert manifest["migrations"] == ["notes.0001_initial"]
    assert set(manifest["parts"]) == {"database.dump", "files/ab/paper"}
    assert [path.name for path in saved.parent.glob(".saved*")] == []


def test_a_backup_of_a_running_installation_works(checkout, data, tmp_path):
    demo = checkout.demo(data)

    done = checkout.run("backup", tmp_path / "live", "--data", demo.data)
    restored = checkout.run("restore", tmp_path / "live", "--data", tmp_path / "fresh")

    assert done.returncode == restored.returncode == 0, done.stderr + restored.stderr
    assert sql(tmp_path / "fresh", "SELECT text FROM notes") == [["before"]]


def test_a_restore_over_data_needs_a_yes_and_keeps_the_old_data_aside(checkout, data, saved):
    sql(data, "INSERT INTO notes (text) VALUES ('after')")

    refused = checkout.run("restore", saved, "--data", data)
    rows = sql(data, "SELECT text FROM notes ORDER BY id")
    done = checkout.run("restore", saved, "--data", data, "--yes")

    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert rows == [["before"], ["after"]]
    assert done.returncode == 0, done.stderr
    assert sql(data, "SELECT text FROM notes") == [["before"]]
    kept = {path.name for path in (data / "before-restore").iterdir()}
    assert kept == {"postgres", "files", "keys"}


def shortened(content):
    return content[: len(content) // 2]


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(shortened, id="cut-short"),
        pytest.param(lambda content: content[:-4], id="last-bytes-missing"),
        pytest.param(flipped, id="one-byte-changed"),
        pytest.param(lambda _: b"a letter, no backup", id="another-kind-of-file"),
        pytest.param(lambda _: b"", id="empty"),
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_is_changed(checkout, data, saved, damage):
    saved.write_bytes(damage(saved.read_bytes()))
    before = sorted(path.name for path in data.iterdir())

    refused = checkout.run("restore", saved, "--data", data, "--yes")

    assert refused.returncode == 1
    assert "Nothing was changed." in refused.stderr
    assert "Traceback" not in refused.stderr
    assert sorted(path.name for path in data.iterdir()) == before
    assert (data / "files" / "ab" / "paper").read_text() == "the paper"


def test_keys_of_another_backup_or_none_are_refused(checkout, saved, tmp_path):
    keys = saved.with_name(saved.name + ".keys")
    keys.write_bytes(keys.read_bytes() + b"x")
    others = checkout.run("restore", saved, "--data", tmp_path / "fresh")
    keys.unlink()
    none = checkout.run("restore", saved, "--data", tmp_path / "fresh")

    assert "do not belong to this backup" in others.stderr
    assert "are missing" in none.stderr
    assert not (tmp_path / "fresh" / "postgres").exists()


def test_a_restore_that_was_cut_off_between_two_moves_is_finished_at_the_next_start(tmp_path):
    data, staging = tmp_path / "data", tmp_path / "data" / "restoring-1"
    for name in ("postgres", "files"):
        (data / name).mkdir(parents=True)
        (data / name / "old").touch()
        (staging / name).mkdir(parents=True)
        (staging / name / "new").touch()
    begin_swap_and_stop_after_one_move(data, staging)

    finish_swap(data)

    for name in ("postgres", "files"):
        assert [path.name for path in (data / name).iterdir()] == ["new"]
        assert [path.name for path in (data / "before-restore" / name).iterdir()] == ["old"]
    assert sorted(path.name for path in data.iterdir()) == ["before-restore", "files", "postgres"]


def begin_swap_and_stop_after_one_move(data, staging):
    (staging / "files").rename(staging / "away")
    begin_swap(data, staging, ("postgres",))
    # As if the power had gone after the first of the two parts had moved.
    staging.mkdir()
    (staging / "files").mkdir()
    (staging / "files" / "new").touch()
    journal = {"staging": staging.name, "parts": ["postgres", "files"]}
    (data / "restore.json").write_text(json.dumps(journal))


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "files/../../outside", "elsewhere/x"])
def test_a_name_that_would_leave_the_folder_is_refused(name):
    with pytest.raises(ValueError, match="has no place in a backup"):
        safe_name(name)
