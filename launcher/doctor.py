"""The verb doctor: tests every part of an installation and says how to mend each fault."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from launcher.assets import PackageInstall, collection_is_current
from launcher.environment import Environment
from launcher.installation import DEMO_SETTINGS, Installation, find, owner_name
from launcher.main import parser_for
from launcher.postgres import binaries_folder, query
from launcher.processes import capture
from launcher.progress import tell
from launcher.running import (
    DEFAULT_PORT,
    OUTSIDE_ROW,
    Address,
    django_environment,
    django_program,
    is_free,
    is_healthy,
    ports_of,
)
from launcher.server import Database, any_database, external_url
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from launcher.verbs import Call

LEAST_FREE_BYTES: Final = 2 * 10**9
LARGEST_LEAP_SECONDS: Final = 300
OLDEST_SERVER: Final = 150000
TIME_ZONE: Final = "Asia/Shanghai"


@dataclass(frozen=True)
class Finding:
    """What one test found: a fault has a sentence in `mend` that says what to do."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def packages(installation: Installation) -> Finding:
    """Test whether the locked Python packages are installed."""
    ok = Environment(installation.root).is_current(("app",))
    detail = "as locked" if ok else "not those of this version"
    return Finding("Python packages", ok, detail, "Run ./oneseal demo once.")


def browser_assets(installation: Installation) -> Finding:
    """Test whether the browser packages and the collected static files are current."""
    if not PackageInstall(installation.root, with_development=False).is_current():
        return Finding("Browser assets", False, "packages are missing", "Run ./oneseal demo once.")
    ok = collection_is_current(installation)
    detail = "collected" if ok else "not collected for this version"
    return Finding("Browser assets", ok, detail, "Restart OneSeal; it collects them at the start.")


def data_folder(installation: Installation) -> Finding:
    """Test whether the data folder is ours and can be written."""
    folder = installation.data
    if not folder.is_dir():
        mend = "Run ./oneseal demo to make it, or name another with --data DIR."
        return Finding("Data folder", False, f"{folder} is not there", mend)
    if folder.stat().st_uid != os.geteuid():
        mend = f"Run ./oneseal doctor as {owner_name(folder)}."
        return Finding("Data folder", False, f"{folder} belongs to {owner_name(folder)}", mend)
    ok = os.access(folder, os.W_OK | os.X_OK)
    return Finding("Data folder", ok, str(folder), f"Make it writable: chmod u+rwx {folder}")


def keys(installation: Installation) -> Finding:
    """Test whether the key file is there and only its owner can read it."""
    key = installation.keys / "oneseal.key"
    if not key.is_file():
        mend = "Restore the keys from a backup (FILE.keys); a new installation makes its own."
        return Finding("Keys", False, f"{key} is missing", mend)
    others = [path for path in installation.keys.rglob("*") if path.is_file()]
    loose = [path for path in others if path.stat().st_mode & 0o077]
    if loose:
        mend = "chmod 600 " + " ".join(str(path) for path in loose)
        return Finding("Keys", False, "other users can read a key file", mend)
    return Finding("Keys", True, "present, readable by their owner only")


def disk_space(installation: Installation) -> Finding:
    """Test whether there is room for work and for one more backup."""
    place = installation.data if installation.data.is_dir() else installation.root
    free = shutil.disk_usage(place).free
    mend = f"Free some space on the disk of {place}, or move the data to a larger one."
    return Finding("Disk space", free >= LEAST_FREE_BYTES, f"{free / 10**9:.1f} GB free", mend)


def machine_clock(installation: Installation) -> Finding:
    """Test whether the clock stands before something that has already happened."""
    known = [installation.root / "pyproject.toml", *installation.data.glob("log/*.log")]
    newest = max((path.stat().st_mtime for path in known if path.exists()), default=0.0)
    ok = time.time() + LARGEST_LEAP_SECONDS > newest
    detail = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    mend = "The clock is behind files that exist already. Set it, and switch time synchronisation on."
    return Finding("Clock", ok, detail, mend)


def port(address: Address) -> Finding:
    """Test whether the port is free, or served by OneSeal."""
    if is_healthy(address):
        return Finding("Port", True, f"{address.port}: OneSeal answers")
    free = is_free(address)
    detail = f"{address.port} is " + ("free" if free else "taken by a program that is not healthy")
    return Finding("Port", free, detail, "Start OneSeal with another port: --port N")


def outside_systems(first: int) -> Finding:
    """Test whether the outside systems of a running demo take connections."""
    row = range(first, first + OUTSIDE_ROW)
    open_ports = [port for port in row if takes_connections(port)]
    detail = f"{len(open_ports)} answer, from port {first} on" if open_ports else f"none answers from port {first} on"
    return Finding("Outside systems", bool(open_ports), detail, "Restart the demo; var/log/outside.log says why.")


def takes_connections(port: int) -> bool:
    """Return True when a program on this machine accepts a connection on a port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1.0):
            return True
    except OSError:
        return False


LOCAL_TESTS: Final[tuple[Callable[[Installation], Finding], ...]] = (
    packages,
    browser_assets,
    data_folder,
    keys,
    disk_space,
    machine_clock,
)


def database_findings(installation: Installation, database: Database) -> Iterator[Finding]:
    """Test the database server: reachable, new enough, and in the time zone of the law."""
    statement = "SHOW server_version_num; SHOW server_version; SHOW timezone;"
    try:
        answer = query(binaries_folder(installation.root), database.url, statement).split("\n")
    except Trouble as trouble:
        mend = "Check DATABASE_URL and that the server runs."
        yield Finding("Database", False, str(trouble), mend)
        return
    number, version, zone = answer[:3]
    ok = int(number) >= OLDEST_SERVER
    yield Finding("Database", ok, f"PostgreSQL {version}", "Use PostgreSQL 15 or newer.")
    mend = f"ALTER DATABASE oneseal SET timezone TO '{TIME_ZONE}';"
    yield Finding("Database time zone", zone == TIME_ZONE, zone, mend)


def application_findings(installation: Installation, database: Database) -> Iterator[Finding]:
    """Ask the application for what only it can test."""
    url = f"http://localhost:{DEFAULT_PORT}"
    env = django_environment(installation, database, settings=DEMO_SETTINGS, url=url)
    try:
        told = json.loads(capture(django_program(installation, env, "doctor_checks", "--json")))
    except (Trouble, ValueError) as trouble:
        mend = "The lines above it say what is wrong; ./oneseal manage check says more."
        yield Finding("Application", False, str(trouble), mend)
        return
    for row in told:
        mend = str(row.get("mend") or "")
        yield Finding(str(row["name"]), bool(row["ok"]), str(row.get("detail") or ""), mend)


def server_findings(installation: Installation) -> Iterator[Finding]:
    """Test the database and the application; start the database for that time if need be."""
    if not external_url() and not (installation.data / "postgres").is_dir():
        mend = "Run ./oneseal demo to make it, or restore a backup."
        yield Finding("Database", False, "this data folder holds none", mend)
        return
    try:
        with any_database(installation, "doctor") as database:
            yield from database_findings(installation, database)
            yield from application_findings(installation, database)
    except Trouble as trouble:
        log = installation.data / "log" / "postgres.log"
        yield Finding("Database", False, str(trouble), f"Read {log}; a backup can be restored.")


def findings(installation: Installation, address: Address) -> list[Finding]:
    """Return what every test found."""
    found = [test(installation) for test in LOCAL_TESTS]
    found.append(port(address))
    outside = ports_of(installation).get("outside")
    if outside is not None:
        found.append(outside_systems(outside))
    usable = all(each.ok for each in found if each.name in {"Python packages", "Data folder"})
    if usable:
        found += server_findings(installation)
    return found


def lines(found: list[Finding]) -> Iterator[str]:
    """Yield the findings as text."""
    for each in found:
        yield f"  {'ok   ' if each.ok else 'FAULT'}  {each.name}: {each.detail}"
        if not each.ok:
            yield f"         To mend it: {each.mend}"
    faults = sum(not each.ok for each in found)
    yield "Everything is in order." if not faults else f"{faults} of {len(found)} parts have a fault."


def doctor(call: Call) -> int:
    """Test every part of an installation; exit code 1 means that there is a fault."""
    parser = parser_for("doctor")
    parser.add_argument("--data")
    parser.add_argument("--port", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(call.arguments)
    installation = find(call.root, options.data)
    listens = options.port or ports_of(installation).get("web", DEFAULT_PORT)
    found = findings(installation, Address("127.0.0.1", listens))
    if options.json:
        shown = [asdict(each) | ({"mend": ""} if each.ok else {}) for each in found]
        tell(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        tell("\n".join(lines(found)))
    return 0 if all(each.ok for each in found) else 1
