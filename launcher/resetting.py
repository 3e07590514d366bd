"""The verb reset: deletes the data of an installation after asking."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from launcher.installation import find
from launcher.main import parser_for
from launcher.postgres import remove_tree
from launcher.progress import say
from launcher.restore import held
from launcher.server import external_url
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.verbs import Call

# Fonts that the operator added, and backups, are not ours to delete.
FOLDERS: Final = ("postgres", "postgres.new", "files", "keys", "static", "run", "log", "before-restore")


def reset(call: Call) -> int:
    """Delete database, files and keys of an installation."""
    parser = parser_for("reset")
    parser.add_argument("--data")
    parser.add_argument("--yes", action="store_true")
    options = parser.parse_args(call.arguments)
    if external_url():
        raise Trouble("DATABASE_URL names a server of your own; reset deletes only embedded databases.")
    installation = find(call.root, options.data)
    if not installation.data.is_dir():
        raise Trouble(f"{installation.data} is not there; there is nothing to delete.")
    if not options.yes and not agreed(f"Delete all data in {installation.data}?"):
        raise Trouble("Nothing was deleted.")
    with held(installation):
        for name in FOLDERS:
            remove_tree(installation.data / name)
    say(f"The data in {installation.data} is deleted.")
    return 0


def agreed(question: str) -> bool:
    """Return True when the operator answers the question with yes."""
    if not sys.stdin.isatty():
        raise Trouble("There is no terminal to ask at. To delete the data all the same: --yes")
    sys.stderr.write(f"{question} It cannot be brought back. Type yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"
