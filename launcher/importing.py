"""The verb `import`: bring the table of another catalogue in, with the database running."""

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

THINGS = ("items",)


def import_items(call: Call) -> int:
    """Run the import of a file; a file that is not there is said before anything starts."""
    parser = parser_for("import")
    parser.add_argument("thing", choices=THINGS)
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--source")
    add_data(parser)
    options = parser.parse_args(call.arguments)
    if not options.file.is_file():
        raise Trouble(f"There is no file {options.file}.")
    words = ["import_items", str(options.file.resolve())]
    words += [flag for flag, is_on in (("--dry-run", options.dry_run), ("--json", options.json)) if is_on]
    words += ["--report", str(options.report.resolve())] if options.report else []
    words += ["--source", options.source] if options.source else []
    installation = find(call.root, options.data)
    environment.ensure(call.root, ("app",))
    with any_database(installation, "import") as database:
        url = f"http://localhost:{DEFAULT_PORT}"
        env = django_environment(installation, database, settings=DEMO_SETTINGS, url=url)
        with step("Tables"):
            if run(django_program(installation, env, "migrate", "--verbosity", "0")) != 0:
                raise Trouble("The database could not be prepared; the lines above say why.")
        command = (str(installation.python), "manage.py", *words)
        with leaving_ctrl_c_to_the_child():
            return run(Program(command, env, OWN, installation.root))
