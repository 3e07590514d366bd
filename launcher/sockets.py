"""Chooses the folder of the database's socket, which must have a short path."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from launcher.installation import private_folder, write_whole

if TYPE_CHECKING:
    from launcher.privileges import DatabaseUser

SOCKET_NAME = ".s.PGSQL.5432"
# sockaddr_un holds 107 bytes on Linux and 103 elsewhere; PostgreSQL adds its own name.
LONGEST_PATH_BYTES = 100
SHORT_TEMPORARY = Path("/tmp")  # noqa: S108 - the folder made there is random, private and checked


def fits(folder: Path) -> bool:
    """Return True when a socket in the folder has a path that the kernel accepts."""
    return len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_PATH_BYTES


def _is_private(folder: Path, user: DatabaseUser) -> bool:
    """Return True for a real folder of this user that nobody else may enter."""
    try:
        facts = folder.lstat()
    except OSError:
        return False
    is_folder = folder.is_dir() and not folder.is_symlink()
    return is_folder and facts.st_uid == user.uid and facts.st_mode & 0o077 == 0


def _temporary_parent() -> Path:
    chosen = Path(tempfile.gettempdir())
    return chosen if fits(chosen / ("x" * 20)) else SHORT_TEMPORARY


def remembered(data: Path) -> Path | None:
    """Return the short folder that an earlier start chose for this data folder, if any."""
    try:
        return Path((data / "socket-folder").read_text().strip())
    except OSError:
        return None


def socket_folder(data: Path, user: DatabaseUser) -> Path:
    """Return a folder only the database's user may enter, making it when it is not there."""
    inside = data / "run"
    if fits(inside):
        private_folder(inside)
        user.own(inside)
        inside.chmod(0o700)
        return inside
    earlier = remembered(data)
    if earlier is not None and _is_private(earlier, user):
        return earlier
    fresh = Path(tempfile.mkdtemp(prefix="oneseal-", dir=_temporary_parent()))
    user.own(fresh)
    write_whole(data / "socket-folder", str(fresh))
    return fresh


def current_folder(data: Path) -> Path:
    """Return where a running database of this data folder has its socket."""
    inside = data / "run"
    return inside if fits(inside) else remembered(data) or inside
