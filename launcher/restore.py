"""The verb restore: puts a backup into place, and changes nothing until all of it has proved good."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from launcher import archive, environment
from launcher.backup import MIGRATIONS, keys_file
from launcher.installation import DataLock, Installation, claim, find, private_folder
from launcher.main import parser_for
from launcher.postgres import Cluster, binaries_folder, query, remove_tree, tool_environment
from launcher.processes import Program, capture
from launcher.progress import say, step
from launcher.restoring import KEPT, STAGING, begin_swap, finish_swap
from launcher.server import already_running, external_url
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from launcher.verbs import Call


def restore(call: Call) -> int:
    """Put a backup into place; the data that was there is kept beside it."""
    parser = parser_for("restore")
    parser.add_argument("file")
    parser.add_argument("--data")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--no-keys", action="store_true")
    options = parser.parse_args(call.arguments)
    source = Path(options.file).expanduser().absolute()
    installation = find(call.root, options.data)
    if not source.is_file():
        raise Trouble(f"There is no file {source}. Nothing was changed.")
    environment.ensure(call.root, ("app",))
    with held(installation):
        require_consent(installation, agreed=options.yes)
        with staging_folder(installation.data) as staging:
            put_into_place(installation, source, staging, with_keys=not options.no_keys)
    say(f"The backup is in place. What was there before, if anything, is in {installation.data / KEPT};")
    say("delete that folder when you no longer need it.")
    return 0


@contextmanager
def held(installation: Installation) -> Iterator[None]:
    """Hold the data folder, so that nothing runs on it meanwhile."""
    claim(installation.data)
    lock = DataLock(installation.data)
    if not lock.acquire("restore"):
        raise already_running(installation, lock)
    try:
        finish_swap(installation.data)
        yield
    finally:
        lock.release()


def is_empty(installation: Installation) -> bool:
    """Return True when there is nothing that a restore would replace."""
    files = installation.files
    has_files = files.is_dir() and any(files.iterdir())
    return not (has_files or external_url() or (installation.data / "postgres").exists())


def require_consent(installation: Installation, *, agreed: bool) -> None:
    """Raise Trouble when there is data and nobody has said that it may be replaced."""
    if agreed or is_empty(installation):
        return
    raise Trouble(
        f"{'DATABASE_URL' if external_url() else installation.data} holds an installation already. "
        "To replace it, say so with --yes; or restore into an empty folder with --data DIR."
    )


@contextmanager
def staging_folder(data: Path) -> Iterator[Path]:
    """Give a folder inside the data folder to build in; it is removed afterwards."""
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=data))
    # The database's own user, under root, must pass through.
    staging.chmod(0o711)
    try:
        yield staging
    finally:
        remove_tree(staging)


def put_into_place(installation: Installation, source: Path, staging: Path, *, with_keys: bool) -> None:
    """Unpack, prove and load a backup, then exchange it for what is there."""
    os.umask(0o077)
    with step("Reading and checking the backup"):
        manifest = archive.unpack(source, staging)
        if with_keys:
            unpack_keys(source, staging, manifest.keys_sha256)
    private_folder(staging / "files")
    dump = staging / archive.DUMP
    with step("Loading the database"):
        if external_url():
            load(installation.root, external_url(), dump, replace=True)
        else:
            load_into_new_cluster(installation, staging, manifest)
    dump.unlink()
    parts = [name for name in ("postgres", "files", "keys") if (staging / name).exists()]
    begin_swap(installation.data, staging, tuple(parts))


def unpack_keys(source: Path, staging: Path, expected: str) -> None:
    """Unpack the keys that belong to a backup; raise Trouble when they are missing or others."""
    path = keys_file(source)
    if not path.is_file():
        raise Trouble(
            f"The keys {path} are missing; without them encrypted columns cannot be read. "
            "Put them beside the backup, or restore without them: --no-keys. Nothing was changed."
        )
    if archive.sha256_of(path) != expected:
        raise Trouble(f"The keys {path} do not belong to this backup. Nothing was changed.")
    private_folder(staging / "keys")
    archive.unpack_keys(path, staging)


def load_into_new_cluster(installation: Installation, staging: Path, manifest: archive.Manifest) -> None:
    """Load the dump into a new cluster inside the staging folder and stop it again."""
    binaries = binaries_folder(installation.root)
    cluster = Cluster(installation.data, binaries, folder_name=f"{staging.name}/postgres")
    try:
        cluster.start()
        load(installation.root, cluster.url, staging / archive.DUMP, replace=False)
        applied = query(binaries, cluster.url, MIGRATIONS).split()
    finally:
        cluster.stop()
    if applied != manifest.migrations:
        raise Trouble("The restored database is not the one that was backed up. Nothing was changed.")


def load(root: Path, url: str, dump: Path, *, replace: bool) -> None:
    """Load a dump in one transaction: all of it or nothing."""
    options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    options += ["--clean", "--if-exists"] if replace else []
    command = (str(binaries_folder(root) / "pg_restore"), *options, f"--dbname={url}", str(dump))
    capture(Program(command, tool_environment(), title="pg_restore"))
