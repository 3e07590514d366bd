"""Write the reference pages from the code, so that they cannot disagree with it.

The test compares; ONESEAL_WRITE_REFERENCE=1 writes.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from procrastinate.contrib.django import app as jobs

import oneseal
from oneseal.cases.rules.lifecycle import LIFECYCLE, MOVES
from oneseal.evaluation.rules.matters import LIFECYCLES, TABLE, MatterKind
from oneseal.foundation.http import sentences
from oneseal.foundation.outbox.services import receivers_of
from oneseal.kernel.errors import RuleError
from oneseal.kernel.lifecycle import markdown_table, mermaid
from oneseal.papers.rules.numbers import INTERNAL, KIND_WORDS, UNSEALED
from oneseal.papers.rules.wordings import HEADINGS, WORDED_KINDS, fixed_parts, slots_of
from oneseal.supervision.rules.handling import LIFECYCLE as HANDLING
from oneseal.supervision.rules.handling import MOVES as HANDLING_MOVES
from oneseal.supervision.rules.registry import Rule
from oneseal.supervision.rules.rulebook import RULES
from oneseal.supervision.words import WORDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "oneseal"
PAGES = ROOT / "docs" / "reference"
DOORS = {"portal", "workbench", "openapi", "backoffice", "simulation"}
MADE = "This page is written from the code by `tests/architecture/test_reference.py`.\n"


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the program with its syntax tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text("utf-8"))


@cache
def all_modules() -> list[str]:
    """Import every module below the front doors and return their names."""
    rooms = [Path(path) for path in oneseal.__path__]
    inner = [found.name for found in pkgutil.iter_modules(rooms, "oneseal.") if found.name[8:] not in DOORS]
    names = list(inner)
    for name in inner:
        package = importlib.import_module(name)
        names += [found.name for found in pkgutil.walk_packages(package.__path__, f"{name}.")]
    kept = [name for name in names if ".migrations" not in name]
    for name in kept:
        importlib.import_module(name)
    return kept


def _heirs(base: type) -> Iterator[type]:
    for heir in base.__subclasses__():
        room = heir.__module__.split(".")
        if room[0] == "oneseal" and room[1] not in DOORS:
            yield heir
        yield from _heirs(heir)


def refusals() -> list[type[RuleError]]:
    """Return every refusal a rule can give, by code."""
    all_modules()
    return sorted({RuleError, *_heirs(RuleError)}, key=lambda kind: (kind.code, kind.__name__))


def first_line(subject: object) -> str:
    """Return the first line of a docstring, safe in a table."""
    return cell(((getattr(subject, "__doc__", "") or "").strip().splitlines() or [""])[0])


def cell(text: object) -> str:
    """Return text for a cell of a Markdown table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(headings: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table."""
    lines = [headings, ["---"] * len(headings), *([cell(value) for value in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def registered(code: str) -> sentences.Sentence | None:
    """Return the sentence people read for a code."""
    return sentences._sentences.get(code)


def errors_page() -> str:
    """Return the page of all refusals."""
    rows = []
    for kind in refusals():
        told = registered(kind.code)
        rows.append([f"`{kind.code}`", told.status if told else "", told.text if told else "", first_line(kind)])
    head = "# Refusals\n\nWhat a rule says when it says no: a stable code, the sentence people read, the meaning.\n\n"
    return f"{head}{MADE}\n{table(['code', 'status', 'sentence', 'meaning'], rows)}"


def _literal_verbs() -> Iterator[tuple[str, str, str]]:
    for path, tree in trees():
        where = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                is_act = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Act"
                if is_act and call.args and isinstance(call.args[0], ast.Constant):
                    yield call.args[0].value, where, _meaning(tree, function)


def _meaning(tree: ast.Module, function: ast.FunctionDef) -> str:
    own = ast.get_docstring(function)
    if own:
        return own.splitlines()[0]
    callers = [
        ast.get_docstring(other)
        for other in tree.body
        if isinstance(other, ast.FunctionDef) and function.name in ast.dump(other) and ast.get_docstring(other)
    ]
    return (callers or [ast.get_docstring(tree) or ""])[0].splitlines()[0]


def audit_verbs() -> dict[str, tuple[str, str, str]]:
    """Return every audit verb with where it is written, its basis and what was done."""
    verbs = {verb: (where, "", meaning) for verb, where, meaning in _literal_verbs()}
    for move in MOVES:
        targets = "stays" if move.target is None else move.target.value
        verbs[f"cases.{move.action}"] = ("cases.services", move.basis, f"Move {move.code}: to {targets}.")
    return dict(sorted(verbs.items()))


def audit_verbs_page() -> str:
    """Return the page of all audit verbs."""
    rows = [[f"`{verb}`", meaning, basis, f"`{where}`"] for verb, (where, basis, meaning) in audit_verbs().items()]
    head = "# Audit verbs\n\nWhat the event log says was done, and where the program writes it.\n\n"
    return f"{head}{MADE}\n{table(['verb', 'what was done', 'basis', 'written in'], rows)}"


def events() -> list[type]:
    """Return every event an app publishes, by name."""
    found = []
    for name in all_modules():
        if name.rpartition(".")[2] == "events":
            module = importlib.import_module(name)
            found += [one for one in vars(module).values() if is_dataclass(one) and one.__module__ == name]
    return sorted(found, key=lambda event: event.name)


def events_page() -> str:
    """Return the page of all events."""
    rows = [
        [
            f"`{event.name}`",
            first_line(event),
            ", ".join(f"`{spec.name}`: {spec.type}" for spec in fields(event)),
            ", ".join(f"`{label.removeprefix('oneseal.')}`" for label in receivers_of(event.name)),
        ]
        for event in events()
    ]
    head = "# Events\n\nWhat apps tell each other through the outbox, after commit, each receiver exactly once.\n\n"
    return f"{head}{MADE}\n{table(['event', 'meaning', 'fields', 'receivers'], rows)}"


def jobs_page() -> str:
    """Return the page of background jobs and their times."""
    all_modules()
    times = {periodic.task.name: periodic.cron for periodic in jobs.periodic_registry.periodic_tasks.values()}
    rows = [
        [f"`{name}`", times.get(name, "on demand"), task.queue, first_line(task.func)]
        for name, task in sorted(jobs.tasks.items())
        if task.func.__module__.startswith("oneseal.")
    ]
    head = "# Background jobs\n\nTimes are cron expressions in UTC (minute hour day month weekday).\n\n"
    return f"{head}{MADE}\n{table(['job', 'when', 'queue', 'what it does'], rows)}"


def case_moves_page() -> str:
    """Return the page of the case lifecycle, as table and drawing."""
    head = "# Moves of a case\n\nEvery move with who may make it, what it owes and its ground in law.\n\n"
    drawing = f"```mermaid\n{mermaid(LIFECYCLE)}```\n"
    return f"{head}{MADE}\n{markdown_table(LIFECYCLE)}\n{drawing}"


def finding_moves_page() -> str:
    """Return the page of what may be done with a finding of supervision, as table and drawing."""
    told = "Every act on a finding with who may do it, what it owes and its ground; what is in no row is refused."
    drawing = f"```mermaid\n{mermaid(HANDLING)}```\n"
    return f"# Moves of a finding\n\n{told}\n\n{MADE}\n{markdown_table(HANDLING)}\n{drawing}"


def matter_moves_page() -> str:
    """Return the page of what becomes of matters: the rows of each kind and one drawing of all of them."""
    head = "# Moves of a matter\n\nEvery move of what the public brings, with the kinds it holds for.\n\n"
    kinds = [
        [move.code, move.action, ", ".join(kind.value for kind in MatterKind if kind in held)] for held, move in TABLE
    ]
    lifecycle = LIFECYCLES[MatterKind.COMPLAINT]
    told = markdown_table(LIFECYCLES[MatterKind.DISCLOSURE])
    drawing = f"```mermaid\n{mermaid(lifecycle)}```\n"
    return (
        f"{head}{MADE}\n{table(['row', 'action', 'kinds'], kinds)}\n## A complaint\n\n{markdown_table(lifecycle)}\n"
        f"{drawing}\n## A disclosure request\n\n{told}"
    )


def paper_kinds_page() -> str:
    """Return the page of all kinds of papers: heading, word of the number, whom it is for, what a city may word."""
    moves: dict[str, list[str]] = {}
    for move in (*MOVES, *HANDLING_MOVES):
        if move.paper:
            moves.setdefault(move.paper, []).append(f"`{move.action.value}`")
    rows = [
        [
            f"`{kind}`", HEADINGS[kind], KIND_WORDS[kind], "internal" if kind in INTERNAL else "told or served",
            "no" if kind in UNSEALED else "yes", ", ".join(dict.fromkeys(moves.get(kind, []))),
            ", ".join(slot.value for slot in slots_of(kind)), ", ".join(part.value for part in fixed_parts(kind)),
        ]
        for kind in WORDED_KINDS
    ]  # fmt: skip
    told = "A city words the parts under `may word` at `/office/papers/`; nobody takes out what is under `fixed`."
    head = f"# Kinds of papers\n\n{told}\n\n"
    headings = ["kind", "heading", "word of the number", "for", "sealed", "made by", "may word", "fixed"]
    return f"{head}{MADE}\n{table(headings, rows)}"


def supervision_rules_page() -> str:
    """Return the page of the rules of supervision: ground, lights, what follows, thresholds, when they look."""
    rows = [
        [
            f"`{rule.id}`", str(WORDS[rule.id].title), "; ".join(rule.basis), "; ".join(rule.lights), rule.follow.value,
            "; ".join(f"`{one.name}` {one.default} ({one.least}-{one.most} {one.unit}; {one.source})"
                      for one in rule.thresholds),
            _looks(rule), first_line(rule.condition) if rule.condition else f"no facts yet: `{rule.source}`",
        ]
        for rule in RULES.values()
    ]  # fmt: skip
    told = "`INF` is our own default without a source, `F.1` the table of rules itself, `S0` to `S4` are field reports."
    head = f"# Rules of supervision\n\n{told} How they are judged: [supervision](../algorithms/supervision.md).\n\n"
    headings = ["rule", "title", "basis", "lights", "follows", "thresholds", "looks", "condition"]
    return f"{head}{MADE}\n{table(headings, rows)}"


def _looks(rule: Rule) -> str:
    acts = [f"`{act}`" for act in rule.on if act != "*"]
    told = ["after every act"] if "*" in rule.on else [f"after {', '.join(acts)}"] if acts else []
    return "; ".join([*told, *(["each day"] if rule.by_time else [])])


PAGES_MADE = {
    "supervision-rules.md": supervision_rules_page,
    "errors.md": errors_page,
    "audit-verbs.md": audit_verbs_page,
    "events.md": events_page,
    "jobs.md": jobs_page,
    "case-moves.md": case_moves_page,
    "finding-moves.md": finding_moves_page,
    "matter-moves.md": matter_moves_page,
    "paper-kinds.md": paper_kinds_page,
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
