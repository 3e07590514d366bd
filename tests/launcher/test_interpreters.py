"""Which Python the environment is made with."""

import sys

import pytest

from launcher import interpreters


@pytest.mark.parametrize(
    ("seconds", "chosen"),
    [
        pytest.param({"own": 1.0, "other": 0.6}, "other", id="clearly-faster"),
        pytest.param({"own": 1.0, "other": 0.95}, "own", id="hardly-faster"),
        pytest.param({"own": 1.0, "other": None}, "own", id="does-not-run"),
        pytest.param({"own": 1.0, "other": 0.6, "unfit": 0.1}, "other", id="the-fastest-cannot-make-environments"),
        pytest.param({"own": 1.0, "good": 0.7, "other": 0.5}, "other", id="the-fastest-of-several"),
        pytest.param({"own": None, "other": 0.6}, "own", id="this-one-cannot-be-measured"),
    ],
)
def test_the_environment_is_made_with_a_python_that_is_clearly_faster(monkeypatch, seconds, chosen):
    monkeypatch.setattr(sys, "executable", "own")
    monkeypatch.setattr(
        interpreters, "others_of_this_version", lambda _own: [name for name in seconds if name != "own"]
    )
    monkeypatch.setattr(interpreters, "seconds_of", seconds.get)
    monkeypatch.setattr(interpreters, "makes_environments", lambda name: name != "unfit")

    assert interpreters.fastest_of_this_version() == chosen


def test_only_programs_of_this_very_version_are_considered_and_none_twice(monkeypatch, tmp_path):
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for folder, file, head in (
        ("shims", name, b"#!/bin/sh"), ("bin", name, b"\x7fELF"), ("old", "python3.1", b"\x7fELF"), ("none", "", b""),
    ):  # fmt: skip
        (tmp_path / folder).mkdir()
        if file:
            (tmp_path / folder / file).write_bytes(head)
            (tmp_path / folder / file).chmod(0o755)
    (tmp_path / "link").symlink_to(tmp_path / "bin")
    folders = ("shims", "link", "bin", "old", "none", "absent")
    monkeypatch.setenv("PATH", ":".join(str(tmp_path / folder) for folder in folders))

    assert interpreters.others_of_this_version(tmp_path / "own") == [str(tmp_path / "bin" / name)]


def test_this_python_can_be_measured_and_a_missing_one_cannot():
    assert interpreters.seconds_of(sys.executable) > 0
    assert interpreters.seconds_of("/nowhere/python") is None
    assert not interpreters.makes_environments("/nowhere/python")
