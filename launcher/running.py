"""The verbs that run OneSeal: demo, serve, worker and manage."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from launcher import assets, environment, messages
from launcher.installation import (
    DEMO_SETTINGS,
    SERVE_SETTINGS,
    DataLock,
    Installation,
    claim,
    find,
    write_whole,
)
from launcher.main import parser_for
from launcher.processes import OWN, TO_PROGRESS, Program, Streams, end, run, start, started_at
from launcher.progress import Step, say, step, tell
from launcher.server import (
    Database,
    already_running,
    any_database,
    external_url,
    own_database,
)
from launcher.supervisor import Service, Supervisor, supervising
from launcher.trouble import Trouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from launcher.verbs import Call

DEFAULT_PORT = 8000
LOWEST_PORT, HIGHEST_PORT = 1, 65535
READY_SECONDS = 120.0
OUTSIDE_FIRST, OUTSIDE_LAST, OUTSIDE_ROW = 8700, 8990, 10
PORTS = "ports.json"
WEB_OPTIONS = (
    "--no-ws",
    "--respawn-failed-workers",
    # A worker that is asked to stop while it starts can miss the signal; its head would wait for ever.
    *("--workers-kill-timeout", "5"),
    # Each request at work holds one connection of the database, which gives a hundred.
    *("--blocking-threads", "16"),
    # What the server calls requests are open connections: a browser keeps several open while its reader reads.
    *("--backpressure", "1024"),
)
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - the operator may ask for it


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the address to open in a browser on this machine."""
        local = self.host in {"127.0.0.1", "::1", *EVERYWHERE}
        name = "localhost" if local else self.host
        return f"http://{name}:{self.port}"


def add_data(parser: argparse.ArgumentParser) -> None:
    """Let a verb take --data."""
    parser.add_argument(
        "--data", metavar="DIR", help="the data folder; else $ONESEAL_DATA, else var/ beside the program"
    )


def add_address(parser: argparse.ArgumentParser) -> None:
    """Let a verb take --port and --host."""
    parser.add_argument("--port", metavar="N", type=int, default=DEFAULT_PORT, help="listen here; else %(default)s")
    parser.add_argument("--host", metavar="NAME", default="127.0.0.1", help="listen at this address; else %(default)s")


def is_free(address: Address) -> bool:
    """Return True when the address can be listened on now."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except PermissionError:
            raise Trouble(f"Port {address.port} is reserved for root. Choose one above 1023 with --port N.") from None
        except socket.gaierror:
            raise Trouble(f"--host {address.host} is not an address of this machine.") from None
        except OSError:
            return False
    return True


def require_free(address: Address, verb: str) -> None:
    """Raise Trouble, naming a free port, when the address is taken."""
    if not LOWEST_PORT <= address.port <= HIGHEST_PORT:
        raise Trouble(f"--port {address.port} is not a port. Choose one from 1024 to 65535.")
    if is_free(address):
        return
    nearby = range(address.port + 1, min(address.port + 100, HIGHEST_PORT))
    other = next((port for port in nearby if is_free(Address(address.host, port))), None)
    way_out = f"./oneseal {verb} --port {other}" if other else "--port N"
    raise Trouble(f"Port {address.port} is taken on this machine. Choose another: {way_out}")


def django_environment(installation: Installation, database: Database, *, settings: str, url: str) -> dict[str, str]:
    """Return the environment of every Django process of an installation."""
    root = installation.root
    own = {
        "DATABASE_URL": database.url,
        "ONESEAL_DATA": str(installation.data),
        "ONESEAL_BASE_URL": os.environ.get("ONESEAL_BASE_URL", url),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", settings),
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)]),
        "PYTHONUNBUFFERED": "1",
        "TZ": "Asia/Shanghai",
    }
    path = f"{installation.python.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {**os.environ, **own, "PATH": path}


def django_program(installation: Installation, env: dict[str, str], *arguments: str) -> Program:
    """Return a Django command, ready to run, telling what it does on stderr."""
    command = (str(installation.python), "manage.py", *arguments)
    return Program(command, env, TO_PROGRESS, installation.root, title=f"manage.py {arguments[0]}")


def web_service(installation: Installation, env: dict[str, str], address: Address, *, workers: int) -> Service:
    """Return the web server."""
    granian = str(installation.python.with_name("granian"))
    listen = ("--host", address.host, "--port", str(address.port), "--workers", str(workers))
    command = (granian, "--interface", "wsgi", *listen, *WEB_OPTIONS, "config.wsgi:application")
    return Service("web server", command, env, installation.root)


def worker_service(installation: Installation, env: dict[str, str]) -> Service:
    """Return the background worker."""
    command = (str(installation.python), "manage.py", "run_worker")
    return Service("worker", command, env, installation.root)


def outside_service(installation: Installation, env: dict[str, str]) -> Service:
    """Return the outside systems of the demo city."""
    return Service("outside systems", (str(installation.python), "manage.py", "run_outside"), env, installation.root)


def outside_port(address: Address) -> int:
    """Return the first of a row of free loopback ports for the outside systems, away from the web server's.

    Installations that start at the same moment look at different rows first: each has another port of its own.
    """
    rows = list(range(OUTSIDE_FIRST, OUTSIDE_LAST, OUTSIDE_ROW))
    begin = address.port % len(rows)
    for first in rows[begin:] + rows[:begin]:
        row = range(first, first + OUTSIDE_ROW)
        if address.port not in row and all(is_free(Address("127.0.0.1", port)) for port in row):
            return first
    raise Trouble(f"No row of {OUTSIDE_ROW} free ports was found between {OUTSIDE_FIRST} and {OUTSIDE_LAST}.")


@contextmanager
def ports_told(installation: Installation, **ports: int) -> Iterator[None]:
    """Let `doctor` know where this installation listens for as long as it runs."""
    record, own = installation.data / PORTS, os.getpid()
    write_whole(record, json.dumps({"process": own, "since": started_at(own), **ports}))
    try:
        yield
    finally:
        record.unlink(missing_ok=True)


def ports_of(installation: Installation) -> dict[str, int]:
    """Return the ports a running installation told, `web` and for a demo `outside`; empty when none runs."""
    try:
        told = json.loads((installation.data / PORTS).read_text())
        told = {str(name): int(number) for name, number in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    # A launcher that was killed outright leaves its record behind.
    since = told.pop("since", 0)
    return told if since and started_at(told.pop("process", 0)) == since else {}


def logged(installation: Installation, service: Service, name: str) -> Service:
    """Return the service with its output in a log file of the installation."""
    log = installation.log_file(name)
    return Service(service.name, service.command, service.env, service.cwd, log)


def is_healthy(address: Address) -> bool:
    """Return True when /healthz answers 200."""
    host = EVERYWHERE.get(address.host, address.host)
    connection = http.client.HTTPConnection(host, address.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{address.port}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def require_unused(installation: Installation) -> None:
    """Raise Trouble early when another process runs this data folder."""
    if external_url():
        return
    claim(installation.data)
    lock = DataLock(installation.data)
    if not lock.acquire("check"):
        raise already_running(installation, lock)
    lock.release()


# -- demo ---------------------------------------------------------------------------------------


def demo(call: Call) -> int:
    """Set everything up, load the demo city, run it and show where it is."""
    parser = parser_for("demo")
    add_address(parser)
    add_data(parser)
    parser.add_argument("--no-simulate", action="store_true", help="begin with an empty city and its first run")
    options = parser.parse_args(call.arguments)
    installation = find(call.root, options.data)
    address = Address(options.host, options.port)
    require_unused(installation)
    require_free(address, "demo")
    prepare = ("prepare", "--no-simulate") if options.no_simulate else ("prepare",)
    say("OneSeal demo")
    whole = Step("OneSeal is ready")
    with ExitStack() as stack:
        packages = assets.PackageInstall(call.root, with_development=False)
        stack.callback(packages.abandon)
        set_up(packages, ("app",))
        database = stack.enter_context(own_database(installation, "demo", url=address.url))
        packages.finish()
        env = django_environment(installation, database, settings=DEMO_SETTINGS, url=address.url)
        prepare_installation(installation, env, prepare)
        outside = outside_port(address)
        env = {**env, "ONESEAL_OUTSIDE_PORT": str(outside)}
        stack.enter_context(ports_told(installation, web=address.port, outside=outside))
        supervisor = Supervisor(installation.data / "processes.json", database.cluster)
        stack.enter_context(supervising(supervisor))
        accounts = AccountList(installation, env)
        supervisor.start(logged(installation, outside_service(installation, env), "outside"))
        start_all(supervisor, installation, env, address=address)
        whole.done()
        show_ready(address, accounts.read())
        supervisor.watch()
    return 0


def set_up(packages: assets.PackageInstall, groups: tuple[str, ...]) -> None:
    """Bring the Python packages, with npm working beside them as soon as there is a Node; compile the English."""
    node = None if packages.is_current() else assets.node_of(packages.root)
    if node is not None:
        packages.begin(node)
    environment.ensure(packages.root, groups)
    if node is None and not packages.is_current():
        packages.begin(assets.ensure_node(packages.root))
    messages.compile_catalogues(packages.root)


def prepare_installation(installation: Installation, env: dict[str, str], command: tuple[str, ...]) -> None:
    """Migrate, load the reference data (and the demo city), and collect the static files."""
    collection = assets.begin_collection(installation, env)
    title = "Tables, reference data" + ("" if "--no-simulate" in command else ", demo city")
    try:
        with step(title):
            if run(django_program(installation, env, *command)) != 0:
                raise Trouble("The database could not be prepared; the lines above say why.")
        if collection is not None:
            with step("Static files"):
                assets.finish_collection(installation, collection)
    except BaseException:
        if collection is not None:
            end(collection, grace_seconds=3)
        raise


def start_all(supervisor: Supervisor, installation: Installation, env: dict[str, str], *, address: Address) -> None:
    """Start web server and worker, and wait until the health page says that both are up."""
    web = web_service(installation, env, address, workers=web_workers())
    with step("Web server and worker"):
        supervisor.start(logged(installation, web, "web"))
        supervisor.start(logged(installation, worker_service(installation, env), "worker"))
        supervisor.wait_until(lambda: is_healthy(address), seconds=READY_SECONDS, what="The web server")


def web_workers() -> int:
    """Return how many web processes suit this machine: one per core, two to four."""
    return min(max(os.cpu_count() or 2, 2), 4)


class AccountList:
    """The demo accounts, asked of Django while the web server starts."""

    def __init__(self, installation: Installation, env: dict[str, str]) -> None:
        command = (str(installation.python), "manage.py", "demo_accounts", "--json")
        streams = Streams(stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._child = start(Program(command, env, streams, installation.root))

    def read(self) -> list[dict[str, str]]:
        """Return role, username, password and url of each account; empty when there are none."""
        out, _ = self._child.communicate()
        try:
            rows = json.loads(out)
        except ValueError:
            return []
        return [{str(name): str(value) for name, value in row.items()} for row in rows]


def show_ready(address: Address, accounts: list[dict[str, str]]) -> None:
    """Write the address and the demo accounts, and how to stop."""
    lines = ["", f"OneSeal runs at {address.url}", ""]
    columns = ("role", "username", "password", "url")
    widths = {name: max((len(row.get(name, "")) for row in accounts), default=0) for name in columns}
    for row in accounts:
        cells = (row.get(name, "").ljust(widths[name]) for name in columns)
        lines.append(("  " + "  ".join(cells)).rstrip())
    if not accounts:
        lines.append(f"Staff sign in at {address.url}/accounts/login/")
    elif len(accounts) > 1:
        lines += ["", f"All people of the city, its clock, the tour and the outside systems: {address.url}/demo/"]
    tell("\n".join([*lines, "", "Stop it with Ctrl-C; the data stays."]))


# -- serve, worker, manage ----------------------------------------------------------------------


def serve(call: Call) -> int:
    """Run the web server of an installation."""
    parser = parser_for("serve")
    add_address(parser)
    add_data(parser)
    parser.add_argument("--workers", type=int, default=web_workers())
    options = parser.parse_args(call.arguments)
    installation = find(call.root, options.data)
    address = Address(options.host, options.port)
    require_free(address, "serve")
    set_up_fully(call.root)
    with ExitStack() as stack:
        database = stack.enter_context(any_database(installation, "serve"))
        env = django_environment(installation, database, settings=SERVE_SETTINGS, url=address.url)
        if database.cluster is not None:
            prepare_installation(installation, env, ("prepare", "--no-simulate"))
        else:
            assets.finish_collection(installation, assets.begin_collection(installation, env))
        stack.enter_context(ports_told(installation, web=address.port))
        supervisor = Supervisor(installation.data / "serve.json", database.cluster)
        stack.enter_context(supervising(supervisor))
        supervisor.start(web_service(installation, env, address, workers=options.workers))
        tell(f"OneSeal listens at {address.url}")
        supervisor.watch()
    return 0


def set_up_fully(root: Path) -> None:
    """Bring the packages that a running installation needs."""
    packages = assets.PackageInstall(root, with_development=False)
    try:
        set_up(packages, ("app",))
        packages.finish()
    finally:
        packages.abandon()


def worker(call: Call) -> int:
    """Run the background worker of an installation."""
    parser = parser_for("worker")
    add_data(parser)
    options = parser.parse_args(call.arguments)
    installation = find(call.root, options.data)
    environment.ensure(call.root, ("app",))
    with ExitStack() as stack:
        database = stack.enter_context(any_database(installation, "worker"))
        url = f"http://localhost:{DEFAULT_PORT}"
        env = django_environment(installation, database, settings=SERVE_SETTINGS, url=url)
        supervisor = Supervisor(installation.data / "worker.json", database.cluster)
        stack.enter_context(supervising(supervisor))
        supervisor.start(worker_service(installation, env))
        supervisor.watch()
    return 0


def manage(call: Call) -> int:
    """Run a Django command with the database running; its exit code is ours."""
    parser = parser_for("manage")
    add_data(parser)
    options, rest = parser.parse_known_args(call.arguments)
    if not rest:
        raise Trouble("Which Django command? For a list: ./oneseal manage help")
    return _managed(call, options.data, rest)


def simulate(call: Call) -> int:
    """Make a history of cases in a demo installation; Ctrl-C leaves it as it was."""
    parser = parser_for("simulate")
    add_data(parser)
    options, rest = parser.parse_known_args(call.arguments)
    return _managed(call, options.data, ["simulate", *rest])


def proof(call: Call) -> int:
    """Prove that the records of an installation are whole; exit code 1 names what is not."""
    parser = parser_for("proof")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--since")
    add_data(parser)
    options = parser.parse_args(call.arguments)
    words = [*(["--json"] if options.json else []), *(["--since", options.since] if options.since else [])]
    return _managed(call, options.data, ["prove", *words])


def recompute(call: Call) -> int:
    """Derive figures, or the efficiency index of a month, again from the event log; exit code 1 names what differs."""
    parser = parser_for("recompute")
    add_data(parser)
    options, rest = parser.parse_known_args(call.arguments)
    return _managed(call, options.data, ["recompute", *rest])


def reindex(call: Call) -> int:
    """Make everything that a search of the catalogue finds anew; the city is read and searched meanwhile."""
    parser = parser_for("reindex")
    add_data(parser)
    options = parser.parse_args(call.arguments)
    return _managed(call, options.data, ["reindex"])


def explain_clock(call: Call) -> int:
    """Derive every deadline of one case of an installation, day by day."""
    parser = parser_for("clock")
    add_data(parser)
    options, rest = parser.parse_known_args(call.arguments[1:])
    if not rest:
        raise Trouble("Which case? Give its number: ./oneseal clock explain NUMBER")
    return _managed(call, options.data, ["clock_explain", *rest])


def _managed(call: Call, data: str | None, rest: list[str]) -> int:
    installation = find(call.root, data)
    environment.ensure(call.root, ("app",))
    with any_database(installation, "manage") as database:
        url = f"http://localhost:{DEFAULT_PORT}"
        env = django_environment(installation, database, settings=DEMO_SETTINGS, url=url)
        command = (str(installation.python), "manage.py", *rest)
        with leaving_ctrl_c_to_the_child():
            return run(Program(command, env, OWN, installation.root))


@contextmanager
def leaving_ctrl_c_to_the_child() -> Iterator[None]:
    """Let a command at the terminal decide itself what Ctrl-C means."""
    before = signal.getsignal(signal.SIGINT)
    if sys.stdin.isatty():
        signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
