"""Browser assets come from locked npm packages, and only the files that are wanted."""

import json
import re
from pathlib import Path

import pytest
from django.test import override_settings

from oneseal import ui
from oneseal.ui import assets

ROOT = Path(ui.__file__).parents[3]
LOCK = json.loads((ROOT / "package-lock.json").read_text())
PACKAGE = json.loads((ROOT / "package.json").read_text())


@pytest.fixture
def finder(tmp_path: Path) -> assets.PackageFinder:
    for name in ("400.css", "700.css", "files/a-400-normal.woff2", "files/a-700-normal.woff2"):
        file = tmp_path / "@fontsource" / "noto-sans-sc" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    with override_settings(NODE_MODULES=tmp_path):
        return assets.PackageFinder()


def test_the_lock_names_no_download_address() -> None:
    assert "resolved" not in {key for entry in LOCK["packages"].values() for key in entry}


def test_every_locked_package_has_a_checksum() -> None:
    without = [name for name, entry in LOCK["packages"].items() if name and "integrity" not in entry]

    assert without == []


def test_every_wanted_package_has_one_exact_version() -> None:
    wanted = PACKAGE["dependencies"] | PACKAGE["devDependencies"]

    assert [v for v in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []
    assert {assets_package.folder.split("/dist")[0] for assets_package in assets.PACKAGES} <= (
        PACKAGE["dependencies"].keys()
    )


def test_a_wanted_file_is_found_under_its_prefix(finder: assets.PackageFinder) -> None:
    found = finder.find("vendor/noto-sans-sc/files/a-400-normal.woff2")

    assert isinstance(found, str)
    assert found.endswith("files/a-400-normal.woff2")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("vendor/noto-sans-sc/700.css", id="weight-not-used"),
        pytest.param("vendor/noto-sans-sc/files/../700.css", id="way-out-of-the-folder"),
        pytest.param("noto-sans-sc/400.css", id="other-prefix"),
        pytest.param("vendor/tabler/tabler.min.css", id="package-not-installed"),
    ],
)
def test_another_file_is_not_found(finder: assets.PackageFinder, address: str) -> None:
    assert not finder.find(address)


def test_listing_gives_the_wanted_files_of_what_is_installed(finder: assets.PackageFinder) -> None:
    assert [name for name, _ in finder.list(None)] == ["400.css", "files/a-400-normal.woff2"]


def test_a_package_that_is_not_installed_is_reported(finder: assets.PackageFinder) -> None:
    missing = [error.msg for error in finder.check()]

    assert len(missing) == len(assets.PACKAGES) - 1
    assert not [message for message in missing if "noto-sans-sc" in message]


def test_the_modules_import_only_files_that_exist() -> None:
    folder = Path(ui.__file__).parent / "static" / "ui" / "js"
    missing = [
        name
        for module in folder.glob("*.js")
        for name in re.findall(r'from "\./([^"]+)"', module.read_text())
        if not (folder / name).is_file()
    ]

    assert missing == []


def test_every_icon_that_a_template_names_is_drawn() -> None:
    base = Path(ui.__file__).parent
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (base / "static/ui/icons.svg").read_text()))
    named = {
        name
        for template in (base / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"|icon(?:_after)?="([\w-]+)"', template.read_text())
    }

    assert {one or other for one, other in named} - drawn == set()
