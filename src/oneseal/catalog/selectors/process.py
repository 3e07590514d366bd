"""The process of an item's examination: what its pages draw, and what its editor sees row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oneseal.catalog.rules.entries import EntryNotFound
from oneseal.catalog.rules.fields import EntryField
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.process_rows import ROW_FIELDS, row_words
from oneseal.catalog.rules.publication import EXAMINING
from oneseal.catalog.selectors.editor import Option, fault_key, fault_sentence
from oneseal.catalog.selectors.entries import EntryAsked, answers_offered
from oneseal.catalog.selectors.items import VersionFacts, reference_items
from oneseal.catalog.selectors.presenting import condition_in_words
from oneseal.kernel.clock import Unit
from oneseal.kernel.formlogic import FormDefinition
from oneseal.kernel.process import NODE_UNITS, ProcessDefinition, Row, process_sha256, rows_of, shape_faults

POSTS: Final = {
    "cases.review": ("审查岗", "Examiner"),
    "cases.decide": ("决定岗（办了环节的人不能再作决定）", "Approver (who does a node cannot decide)"),
}
UNITS: Final = {
    Unit.WORKING_DAY: ("工作日", "working days"),
    Unit.NATURAL_DAY: ("自然日", "natural days"),
    Unit.OFFICE_HOUR: ("工作小时", "office hours"),
}
_ASKED_WHERE_KNOWN: Final = frozenset({"after", "condition", "not_by", "body"})


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One row of the table of nodes in words: where it stands, what it is called, who does it, after what."""

    place: int
    name: str
    name_en: str
    post: str
    post_en: str
    after: str
    after_en: str
    condition: str
    condition_en: str
    limit: int | None
    unit: str
    body: str
    untimed_reason: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ProcessEdited:
    """A version's process for its editor: `rows` None for one that was imported and that no table says.

    `drawn` is the process where it can be drawn, `faults` are the sentences of the gate, `templates` the items that
    ship with a process.
    """

    drawn: ProcessDefinition | None
    rows: tuple[ProcessRow, ...] | None
    faults: tuple[str, ...]
    sha256: str
    templates: tuple[Option, ...]


def process_edited(facts: VersionFacts) -> ProcessEdited:
    """Return the process of a version for its editor."""
    process = facts.content.process
    if process is None:
        return ProcessEdited(None, (), (), "", _templates())
    rows = rows_of(process)
    return ProcessEdited(
        drawn=None if shape_faults(process) else process,
        rows=None if rows is None else _rows(rows, facts.form.definition),
        faults=tuple(fault_sentence(fault) for fault in facts.faults if fault_key(fault) == PROCESS),
        sha256=process_sha256(process),
        templates=_templates(),
    )


def _templates() -> tuple[Option, ...]:
    return tuple(
        Option(key, source["item"]["elements"]["name"]["value"], source["item"]["elements"]["name_en"]["value"])
        for key, source in reference_items().items()
        if source["item"].get(PROCESS)
    )


def _rows(rows: tuple[Row, ...], form: FormDefinition) -> tuple[ProcessRow, ...]:
    named = {row.task.key: (row.task.label, row.task.name_en or row.task.label) for row in rows}
    return tuple(
        ProcessRow(
            place=place, name=row.task.label, name_en=row.task.name_en or row.task.label,
            post=POSTS.get(row.task.permission, ("", ""))[0], post_en=POSTS.get(row.task.permission, ("", ""))[1],
            after="、".join(named[key][0] for key in row.after), after_en=", ".join(named[key][1] for key in row.after),
            condition=condition_in_words(row.condition, form, english=False),
            condition_en=condition_in_words(row.condition, form, english=True), limit=row.task.limit,
            unit=row.task.unit.value, body=row.task.body,
            untimed_reason=row.task.untimed_reason, is_first=place == 0, is_last=place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    )  # fmt: skip


def process_conditions(process: ProcessDefinition, form: FormDefinition, *, english: bool) -> dict[str, str]:
    """Return for each task that is done only on a condition the condition in words."""
    told = {
        node.key: condition_in_words(flow.condition, form, english=english)
        for node in process.tasks
        for flow in process.entering(node.key)
        if flow.condition is not None
    }
    return {key: words for key, words in told.items() if words}


def process_row_asked(facts: VersionFacts, place: int | None) -> tuple[EntryAsked, ...]:
    """Return the fields of a row, filled with what it says; a new one (place None) starts empty, after the last.

    Raises:
        EntryNotFound.
    """
    process = facts.content.process
    rows = rows_of(process) if process else ()
    if rows is None or (place is not None and not 0 <= place < len(rows)):
        raise EntryNotFound("no row at this place")
    words = _first(rows) if place is None else row_words(rows[place])
    above = rows if place is None else rows[:place]
    asked = ((field, _options(field, facts, above)) for field in ROW_FIELDS)
    return tuple(
        _asked(field, words.get(field.name, ""), options)
        for field, options in asked
        if options or field.name not in _ASKED_WHERE_KNOWN
    )


def _first(rows: tuple[Row, ...]) -> dict[str, str | list[str]]:
    after = [rows[-1].task.key] if rows else []
    return {"permission": EXAMINING[0], "unit": Unit.WORKING_DAY.value, "after": after}


def _options(field: EntryField, facts: VersionFacts, above: tuple[Row, ...]) -> tuple[Option, ...]:
    if field.name == "permission":
        return tuple(Option(name, *POSTS[name]) for name in EXAMINING)
    if field.name == "unit":
        return tuple(Option(unit.value, *UNITS[unit]) for unit in NODE_UNITS)
    if field.name == "body":
        return tuple(Option(body, body, body) for body in facts.content.texts("joint_orgs"))
    if field.name in {"after", "not_by"}:
        return tuple(Option(row.task.key, row.task.label, row.task.name_en or row.task.label) for row in above)
    return answers_offered(facts.form.definition) if field.name == "condition" else ()


def _asked(field: EntryField, typed: str | list[str], options: tuple[Option, ...]) -> EntryAsked:
    return EntryAsked(
        field=field, label=field.chinese, label_en=field.english, help=field.help, help_en=field.help_en,
        control=field.control.value, options=options,
        typed=typed if isinstance(typed, str) else tuple(typed), faults=(),
    )  # fmt: skip
