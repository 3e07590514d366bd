"""The verbs `import` and `export`: bring items in and take them away, with the database running."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from launcher import environment
from launcher.installation import DEMO_SETTINGS, find
from launcher.main import parser_for
from launcher.processes import OWN, Program, run
from launcher.progress import step
from launcher.running import DEFAULT_PORT, add_data, django_environment, django_program, leaving_ctrl_c_to_the_child
from launcher.server import any_database
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.verbs import Call

LOG = "log"
THINGS = ("items", LOG)
CARRIED = ("items",)
FORMATS = ("xlsx", "csv", "json", "national")


def import_items(call: Call) -> int:
    """Run the import of a file; a file that is not there is said before anything starts."""
    if call.arguments[:1] == (LOG,):
        return _import_log(call)
    parser = parser_for("import")
    parser.add_argument("thing", choices=THINGS)
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--source")
    parser.add_argument("--agency")
    add_data(parser)
    options = parser.parse_args(call.arguments)
    if not options.file.is_file():
        raise Trouble(f"There is no file {options.file}.")
    words = ["import_items", str(options.file.resolve())]
    words += [flag for flag, is_on in (("--dry-run", options.dry_run), ("--json", options.json)) if is_on]
    words += ["--report", str(options.report.resolve())] if options.report else []
    words += ["--source", options.source] if options.source else []
    words += ["--agency", options.agency] if options.agency else []
    return _manage(call, words, data=options.data, verb="import")


def _import_log(call: Call) -> int:
    """Run the import of an event log."""
    parser = parser_for("import")
    parser.add_argument("thing", choices=THINGS)
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--name")
    parser.add_argument("--agency")
    parser.add_argument("--map", action="append", default=[])
    add_data(parser)
    options = parser.parse_args(call.arguments)
    if not options.file.is_file():
        raise Trouble(f"There is no file {options.file}.")
    words = ["import_log", str(options.file.resolve())]
    words += [flag for flag, is_on in (("--dry-run", options.dry_run), ("--json", options.json)) if is_on]
    words += ["--report", str(options.report.resolve())] if options.report else []
    for name in ("name", "agency"):
        words += [f"--{name}", getattr(options, name)] if getattr(options, name) else []
    words += [part for pair in options.map for part in ("--map", pair)]
    return _manage(call, words, data=options.data, verb="import")


def export_items(call: Call) -> int:
    """Write the list of items into a file."""
    parser = parser_for("export")
    parser.add_argument("thing", choices=CARRIED)
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument("--agency")
    parser.add_argument("--in-force", action="store_true")
    add_data(parser)
    options = parser.parse_args(call.arguments)
    if not options.file.resolve().parent.is_dir():
        raise Trouble(f"There is no folder {options.file.resolve().parent}.")
    words = ["export_items", str(options.file.resolve())]
    words += ["--format", options.format] if options.format else []
    words += ["--agency", options.agency] if options.agency else []
    words += ["--in-force"] if options.in_force else []
    return _manage(call, words, data=options.data, verb="export")


def _manage(call: Call, words: list[str], *, data: str | None, verb: str) -> int:
    """Run a command of the program with its database running."""
    installation = find(call.root, data)
    environment.ensure(call.root, ("app",))
    with any_database(installation, verb) as database:
        url = f"http://localhost:{DEFAULT_PORT}"
        env = django_environment(installation, database, settings=DEMO_SETTINGS, url=url)
        with step("Tables"):
            if run(django_program(installation, env, "migrate", "--verbosity", "0")) != 0:
                raise Trouble("The database could not be prepared; the lines above say why.")
        command = (str(installation.python), "manage.py", *words)
        with leaving_ctrl_c_to_the_child():
            return run(Program(command, env, OWN, installation.root))
