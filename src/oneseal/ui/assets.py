"""Static files that come straight from npm packages; nothing of them lies in the repository.

`STATICFILES_FINDERS` names `oneseal.ui.assets.PackageFinder`; the setting `NODE_MODULES` holds the
folder (default: `node_modules` under `BASE_DIR`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage


@dataclass(frozen=True, slots=True)
class Package:
    """Files of one npm package: `prefix` under the static address, `folder` under node_modules."""

    prefix: str
    folder: str
    patterns: tuple[str, ...]


Strings = list[str]  # inside the finder the name `list` is its method

PACKAGES: Final = (
    Package("vendor/echarts", "echarts/dist", ("echarts.simple.min.js",)),
    Package("vendor/tabler", "@tabler/core/dist/css", ("tabler.min.css", "tabler.min.css.map")),
    Package(
        "vendor/noto-sans-sc",
        "@fontsource/noto-sans-sc",
        ("400.css", "600.css", "files/*-400-normal.woff*", "files/*-600-normal.woff*"),
    ),
)


class PackageFinder(BaseFinder):
    """Find the wanted files of the npm packages under `vendor/`."""

    def __init__(self, app_names: Sequence[str] | None = None, *args: object, **kwargs: object) -> None:
        """Take the place of the packages from the settings; `app_names` is Django's, unused."""
        base = getattr(settings, "NODE_MODULES", None) or Path(settings.BASE_DIR) / "node_modules"
        self.root = Path(base)

    def check(self, **kwargs: object) -> list[CheckMessage]:
        """Return one error for each package that is not installed."""
        return [
            Error(
                f"The npm package folder {package.folder} is missing.",
                hint="Install the packages of package-lock.json.",
                id="ui.E001",
            )
            for package in PACKAGES
            if not (self.root / package.folder).is_dir()
        ]

    def find(  # type: ignore[override]  # django-stubs know only one of the two argument names
        self, path: str, find_all: bool = False, **kwargs: object
    ) -> str | Strings | None:
        """Return the file behind the static address `path`; nothing for files not wanted."""
        found = [str(place) for package in PACKAGES for place in self._place(package, path)]
        if find_all or not found:
            return found
        return found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield each wanted file with a storage that knows its prefix."""
        ignored = [*(ignore_patterns or ())]
        for package in PACKAGES:
            folder = self.root / package.folder
            storage = FileSystemStorage(location=folder)
            storage.prefix = package.prefix  # type: ignore[attr-defined]  # read by collectstatic
            for file in sorted(folder.rglob("*")):
                name = file.relative_to(folder).as_posix()
                if _wanted(package, name) and not matches_patterns(name, ignored):
                    yield name, storage

    def _place(self, package: Package, path: str) -> Iterator[Path]:
        prefix = f"{package.prefix}/"
        name = path.removeprefix(prefix)
        place = self.root / package.folder / name
        if path.startswith(prefix) and _wanted(package, name) and place.is_file():
            yield place


def _wanted(package: Package, name: str) -> bool:
    return ".." not in name and any(fnmatch(name, pattern) for pattern in package.patterns)
