"""Decides under which user the embedded database runs, because PostgreSQL refuses root.

Started by root, the database runs as an unprivileged user. Nothing outside the data folder changes
its owner or mode. Where that user may not pass through a folder above the program or the data
(a home of root, for instance), the database keeps one single capability: reading and searching
folders. The application's database role is no superuser, so no statement of the application can
use it to read files of the machine.
"""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from launcher.trouble import Trouble

# Numbers of linux/capability.h. The first is enough; containers often grant only the second.
CAP_DAC_READ_SEARCH = 2
CAP_DAC_OVERRIDE = 1
PREFERRED_USERS = ("postgres", "nobody")


@dataclass(frozen=True)
class DatabaseUser:
    """The user that runs the database; `identity` is empty when it is the launcher's own."""

    uid: int
    gid: int
    name: str
    identity: str = ""

    @property
    def owner(self) -> tuple[int, int] | None:
        """Return (user, group) for files that this user shall have; None when it makes them."""
        return (self.uid, self.gid) if self.identity else None

    def own(self, path: Path) -> None:
        """Give a path inside the data folder to this user."""
        if self.identity:
            os.chown(path, self.uid, self.gid)


def _account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise Trouble(
            f"User {uid} has no name on this machine, and PostgreSQL needs one. "
            "Add the user to /etc/passwd, or name a database server in DATABASE_URL."
        ) from None


def own_name() -> str:
    """Return the name of the user that runs the launcher."""
    return _account_name(os.geteuid())


def _unprivileged_account(cluster: Path) -> pwd.struct_passwd:
    """Return the account that owns the cluster already, else the first that this machine has."""
    if cluster.exists() and cluster.stat().st_uid != 0:
        return pwd.getpwnam(_account_name(cluster.stat().st_uid))
    for name in PREFERRED_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Trouble(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody. "
        "Run OneSeal as an ordinary user, or name a database server in DATABASE_URL."
    )


def _may_pass(path: Path, account: pwd.struct_passwd) -> bool:
    """Return True when an account may search every folder above a path."""
    for folder in path.resolve().parents:
        facts = folder.stat()
        if facts.st_uid == account.pw_uid:
            allowed = facts.st_mode & stat.S_IXUSR
        elif facts.st_gid == account.pw_gid:
            allowed = facts.st_mode & stat.S_IXGRP
        else:
            allowed = facts.st_mode & stat.S_IXOTH
        if not allowed:
            return False
    return True


def _permitted_capabilities() -> int:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapPrm:")), 0)


def _capability_needed(paths: list[Path], account: pwd.struct_passwd) -> int:
    if all(_may_pass(path, account) for path in paths):
        return 0
    permitted = _permitted_capabilities()
    for capability in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        if permitted >> capability & 1:
            return capability
    closed = ", ".join(str(path) for path in paths if not _may_pass(path, account))
    raise Trouble(
        f"The database runs as {account.pw_name}, who may not reach {closed}. "
        "Put OneSeal and its data where every user may pass, for instance below /srv or /opt."
    )


def database_user(cluster: Path, binaries: Path) -> DatabaseUser:
    """Return the user for a cluster: the launcher's own, or an unprivileged one under root."""
    if os.geteuid() != 0:
        return DatabaseUser(os.geteuid(), os.getegid(), own_name())
    account = _unprivileged_account(cluster)
    capability = _capability_needed([cluster, binaries / "postgres"], account)
    identity = f"{account.pw_uid}:{account.pw_gid}:{capability}"
    return DatabaseUser(account.pw_uid, account.pw_gid, account.pw_name, identity)
