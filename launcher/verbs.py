"""The table of verbs: what `./oneseal` can do. A new verb is a new row."""

from __future__ import annotations

import difflib
import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

DATA_OPTION = "[--data DIR]"


@dataclass(frozen=True)
class Call:
    """One use of the program: the checkout and the words after the verb."""

    root: Path
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Verb:
    """A verb, how it is used, and the function that does it (`module:function`)."""

    name: str
    usage: str
    about: str
    target: str

    def function(self) -> Callable[[Call], int]:
        """Return the function that does the verb; it is imported only when it is needed."""
        module, _, name = self.target.partition(":")
        found: Callable[[Call], int] = getattr(importlib.import_module(module), name)
        return found


VERBS: Final = (
    Verb(
        "demo",
        f"[--port N] [--host NAME] {DATA_OPTION} [--no-simulate]",
        "set everything up, load the demo city and run it",
        "launcher.running:demo",
    ),
    Verb(
        "serve",
        f"[--port N] [--host NAME] {DATA_OPTION} [--workers N]",
        "run the web server of an installation",
        "launcher.running:serve",
    ),
    Verb("worker", DATA_OPTION, "run the background worker", "launcher.running:worker"),
    Verb(
        "doctor",
        f"{DATA_OPTION} [--port N] [--json]",
        "test every part of an installation and say how to mend each fault",
        "launcher.doctor:doctor",
    ),
    Verb(
        "backup",
        f"FILE {DATA_OPTION}",
        "write database and files to FILE, and the keys to FILE.keys",
        "launcher.backup:backup",
    ),
    Verb(
        "restore",
        f"FILE {DATA_OPTION} [--yes] [--no-keys]",
        "put a backup into place",
        "launcher.restore:restore",
    ),
    Verb("reset", f"{DATA_OPTION} [--yes]", "delete the data and begin anew", "launcher.resetting:reset"),
    Verb(
        "import",
        "items FILE [--dry-run] [--json] [--report FILE] [--source NAME] [--agency CODE] | log FILE [--map WHAT=COLUMN]"
        f" [--name NAME] [--agency CODE] [--dry-run] [--json] [--report FILE] {DATA_OPTION}",
        "bring the whole list in as drafts, or list another catalogue, or an event log; tell every fault by its place",
        "launcher.importing:import_items",
    ),
    Verb(
        "export",
        f"items [--format xlsx|csv|json|national] [--agency CODE] [--in-force] FILE {DATA_OPTION}",
        "write the list of items into a file; an import of it changes nothing",
        "launcher.importing:export_items",
    ),
    Verb(
        "reindex",
        DATA_OPTION,
        "make what a search of the catalogue finds anew; searching goes on meanwhile",
        "launcher.running:reindex",
    ),
    Verb(
        "manage",
        f"{DATA_OPTION} COMMAND …",
        "run a Django command with the database running",
        "launcher.running:manage",
    ),
    Verb(
        "simulate",
        f"--cases N --from DATE --to DATE [--seed S] [--bulk] [--processes N] [--progress] {DATA_OPTION}",
        "give a demo city a past of any length",
        "launcher.running:simulate",
    ),
    Verb(
        "clock",
        "due --from DATE --days N … | explain CASE",
        "work out due dates by the legal clock, or derive those of a case",
        "launcher.quality:clock",
    ),
    Verb(
        "proof",
        f"[--json] [--since DATE] {DATA_OPTION}",
        "prove that the records are whole: trace, deadlines, numbers, papers, steps, jobs",
        "launcher.running:proof",
    ),
    Verb(
        "recompute",
        f"figures | index --month YYYY-MM [--rebuild] {DATA_OPTION}",
        "derive published figures again from the event log and name each difference",
        "launcher.running:recompute",
    ),
    Verb("test", "[PATH …]", "set up and run everything that CI runs", "launcher.quality:test"),
    Verb("unit", "", "run the tests that need no database", "launcher.quality:unit"),
    Verb("journeys", "[PATH …]", "run the browser tests", "launcher.quality:journeys"),
    Verb("check", "", "run the linters, the type checker and the contracts", "launcher.quality:check"),
    Verb("fix", "", "format the code and mend what the linter can mend", "launcher.quality:fix"),
    Verb("messages", "[--check]", "gather the program's sentences and their English", "launcher.messages:messages"),
    Verb("docs", "[--pictures]", "build the documentation site", "launcher.documentation:docs"),
    Verb("bench", "NAME [--json]", "measure against the limit and print ratios", "launcher.benching:bench"),
    Verb("help", "", "list every verb", "launcher.verbs:show_help"),
)


def verb_named(name: str) -> Verb | None:
    """Return the verb with a name, or None."""
    return next((verb for verb in VERBS if verb.name == name), None)


def nearest(name: str) -> str | None:
    """Return the verb that looks most like a word, or None when none does."""
    close = difflib.get_close_matches(name, [verb.name for verb in VERBS], n=1, cutoff=0.5)
    return close[0] if close else None


def help_text() -> str:
    """Return the list of verbs with their use and meaning."""
    lines = ["OneSeal. Usage: ./oneseal VERB", ""]
    for verb in VERBS:
        lines += [f"  {verb.name} {verb.usage}".rstrip(), f"      {verb.about}"]
    lines += ["", "The data folder is --data DIR, else $ONESEAL_DATA, else var/ beside the program."]
    return "\n".join(lines)


def show_help(call: Call) -> int:
    """Write the list of verbs."""
    from launcher.progress import tell

    del call
    tell(help_text())
    return 0
