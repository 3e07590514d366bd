"""Set-up: what is current is left alone, what has changed is noticed."""

import json
import os

import pytest

from launcher.assets import PackageInstall
from launcher.environment import Environment
from launcher.installation import Installation, write_whole
from launcher.quality import BESIDE, counted, folders_together
from launcher.running import django_environment
from launcher.server import Database


def test_the_packages_are_current_until_a_lock_file_changes(checkout):
    environment = Environment(checkout.root)

    before = environment.is_current(("app",))
    (checkout.root / "requirements" / "app.txt").write_text("# changed\n")

    assert before
    assert not environment.is_current(("app",))


def test_the_rivals_of_a_measurement_are_installed_beside_the_product_and_not_into_it(checkout):
    product, rivals = Environment(checkout.root), Environment(checkout.root, ".venv-bench")

    assert product.is_current(("app",))
    assert not rivals.is_current(("app",))
    assert rivals.python.parent.parent == checkout.root / ".venv-bench"


def test_a_broken_stamp_means_that_nothing_is_known_to_be_installed(checkout):
    environment = Environment(checkout.root)
    environment.stamp.write_text("{")

    assert not environment.is_current(("app",))


@pytest.mark.parametrize(
    ("installed", "wanted", "current"),
    [
        pytest.param("yes", True, True, id="all-for-all"),
        pytest.param("yes", False, True, id="all-for-the-demo"),
        pytest.param("no", False, True, id="demo-for-the-demo"),
        pytest.param("no", True, False, id="demo-is-too-little-for-tests"),
    ],
)
def test_browser_packages_are_current_when_they_hold_what_is_wanted(tmp_path, installed, wanted, current):
    (tmp_path / "package-lock.json").write_text("{}")
    packages = PackageInstall(tmp_path, with_development=wanted)
    packages.stamp.parent.mkdir()
    lock = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    packages.stamp.write_text(json.dumps({"lock": lock, "development": installed}))

    assert packages.is_current() == current


def test_every_folder_with_tests_is_run_and_none_twice(tmp_path):
    for name in ("unit", "web", "somewhere-new", "journeys"):
        folder = tmp_path / "tests" / name
        folder.mkdir(parents=True)
        (folder / "test_it.py").touch()
    (tmp_path / "tests" / "factories").mkdir()

    groups = folders_together(tmp_path)

    assert [name for group in groups for name in group] == ["unit", "web", "somewhere-new"]
    assert BESIDE == "journeys"


def test_results_are_added_up_from_the_report(tmp_path):
    report = tmp_path / "junit.xml"
    report.write_text('<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>')

    assert counted(report).sentence() == "3 passed, 2 failed, 2 skipped"


def test_django_is_told_where_everything_is(tmp_path, monkeypatch):
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    monkeypatch.delenv("ONESEAL_BASE_URL", raising=False)
    installation = Installation(tmp_path, tmp_path / "data")

    env = django_environment(
        installation, Database("postgresql://x"), settings="config.settings.dev", url="http://localhost:1"
    )

    assert env["DATABASE_URL"] == "postgresql://x"
    assert env["ONESEAL_DATA"] == str(tmp_path / "data")
    assert env["ONESEAL_BASE_URL"] == "http://localhost:1"
    assert env["DJANGO_SETTINGS_MODULE"] == "config.settings.dev"
    assert env["PATH"].split(os.pathsep)[0] == str(tmp_path / ".venv" / "bin")


def test_a_file_is_written_whole_and_private(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text("old")

    write_whole(path, "new")

    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o077 == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["facts.json"]
