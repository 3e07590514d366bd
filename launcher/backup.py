"""The verb backup: writes an installation to a file while it runs or while it is stopped."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from launcher import archive, environment
from launcher.archive import Manifest
from launcher.installation import Installation, find
from launcher.main import parser_for
from launcher.postgres import binaries_folder, query, tool_environment
from launcher.processes import Program, capture
from launcher.progress import say, step
from launcher.server import any_database, external_url
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.verbs import Call

MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1;"


def keys_file(path: Path) -> Path:
    """Return where the keys of a backup are."""
    return path.with_name(path.name + ".keys")


def program_version(root: Path) -> str:
    """Return the version of this checkout."""
    with (root / "pyproject.toml").open("rb") as stream:
        return str(tomllib.load(stream)["project"]["version"])


def dump_database(root: Path, url: str, target: Path) -> None:
    """Write the database in pg_dump's custom format; it is one consistent moment."""
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    command = (str(binaries_folder(root) / "pg_dump"), *options, f"--dbname={url}")
    capture(Program(command, tool_environment(), title="pg_dump"))


def backup(call: Call) -> int:
    """Write database and files to FILE and the keys to FILE.keys."""
    parser = parser_for("backup")
    parser.add_argument("file")
    parser.add_argument("--data")
    options = parser.parse_args(call.arguments)
    target = Path(options.file).expanduser().absolute()
    installation = find(call.root, options.data)
    if not external_url() and not (installation.data / "postgres").is_dir():
        raise Trouble(f"{installation.data} holds no installation; there is nothing to back up.")
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise Trouble(f"{target.parent} is not a folder that can be written. Name another FILE.")
    environment.ensure(call.root, ("app",))
    write_backup(installation, target)
    size = target.stat().st_size
    say(f"The backup is {target} ({size / 10**6:.1f} MB). Its keys are {keys_file(target)};")
    say("keep them in another place: whoever has both can read everything.")
    return 0


def write_backup(installation: Installation, target: Path) -> None:
    """Write a backup beside its place and rename it when it is whole."""
    # Dot in front: whatever a killed backup leaves behind is recognisable and never a backup.
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        dump, packed, keys = work / archive.DUMP, work / "backup", work / "keys"
        with any_database(installation, "backup") as database, step("Database"):
            dump_database(installation.root, database.url, dump)
            applied = query(binaries_folder(installation.root), database.url, MIGRATIONS)
        with keys.open("xb") as stream:
            archive.write_keys(stream, installation.keys)
            _sync(stream.fileno())
        created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        version = program_version(installation.root)
        manifest = Manifest(version, created, applied.split(), archive.sha256_of(keys))
        with step("Files"), packed.open("xb") as stream:
            archive.write_archive(stream, dump=dump, files=installation.files, manifest=manifest)
            _sync(stream.fileno())
        keys.chmod(0o600)
        packed.chmod(0o600)
        keys.replace(keys_file(target))
        packed.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)
