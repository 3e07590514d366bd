"""Derive every deadline of one case, day by day, through the functions that computed them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.cases.selectors import (
    body_clocks,
    delivery_for_page,
    derivation_for_page,
    derivation_lines,
    derivation_of_node,
    examination_of,
)
from oneseal.cases.selectors.facts import case_numbered
from oneseal.cases.selectors.public import number_typed
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.clock import Derivation
from oneseal.kernel.process import Node

ANSWER, PROMISED, STATUTORY, DELIVERY = "answer", "decision, promised", "decision, by law", "delivery"
GROUNDS: Final = {
    ANSWER: "Administrative Licensing Law art. 32",
    PROMISED: "the promise of the item's version",
    STATUTORY: "the term of the item's version; Administrative Licensing Law art. 42, 43",
    DELIVERY: "Administrative Licensing Law art. 44",
}
NODE_GROUND: Final = "the limit of the node in the process of the item's version"
JOINT_GROUND: Final = "the term of the item's version; Administrative Licensing Law art. 26(2), 42(2)"
COUNTED: Final = "{:>4}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a case: what it is called, on what ground, and how it came about."""

    name: str
    ground: str
    made: Derivation


class Command(BaseCommand):
    """Print one block for each deadline: its last day, and each day with its number, reason and ground."""

    help = "Derive every deadline of one case, day by day."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the number of the case and --json."""
        parser.add_argument("number", help="the number of the case as its papers show it")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Write the derivations; a case that has none running says so."""
        try:
            facts = case_numbered(number_typed(options["number"]))
        except CaseNotFound:
            raise CommandError(f"There is no case with the number {options['number']}.") from None
        with override("en"):
            found = deadlines_of(facts)
            if options["json"]:
                told = {"case": facts.number, "state": facts.state.value, "deadlines": [row(one) for one in found]}
                self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
                return
            self.stdout.write(f"case {facts.number}: {facts.state.value}")
            for one in found:
                self.stdout.write("\n" + "\n".join(block(one)))
            if not found:
                self.stdout.write("No deadline can be derived: the clock has not begun, or it stands still.")


def derivations(facts: CaseFacts) -> list[tuple[str, Derivation | None]]:
    """Return every deadline of a case by name; None where none can be derived now."""
    on = today()
    if facts.accepted_at is None:
        is_awaited = facts.state in {State.SUBMITTED, State.PRE_REVIEW}
        return [(ANSWER, derivation_for_page(facts, on=on) if is_awaited else None)]
    return [
        (PROMISED, derivation_for_page(facts, on=on)),
        (STATUTORY, derivation_for_page(facts, on=on, promised=False)),
        (DELIVERY, delivery_for_page(facts)),
    ]


def deadlines_of(facts: CaseFacts) -> list[Deadline]:
    """Return every deadline that can be derived now: of the case, of its nodes, of the bodies that answer together."""
    found = [Deadline(name, GROUNDS[name], made) for name, made in derivations(facts) if made is not None]
    return [*found, *_of_nodes(facts), *_of_bodies(facts)]


def _of_nodes(facts: CaseFacts) -> list[Deadline]:
    """Return the deadlines of the nodes that were opened last, without those that were recalled or ended."""
    examined = examination_of(facts)
    found = []
    for node in examined.definition.tasks if examined else ():
        row = examined.newest(node.key) if examined else None
        if examined is None or row is None or (row.closed_at is not None and examined.finisher(node.key) is None):
            continue
        told = examined.node_of(row)
        made = derivation_of_node(told, row, facts)
        if made is not None:
            by = f", {told.body}" if told.body else ""
            found.append(Deadline(f"node: {_named(told)}{by}", NODE_GROUND, made))
    return found


def _of_bodies(facts: CaseFacts) -> list[Deadline]:
    """Return the deadlines of joint bodies without a node of their own."""
    return [
        Deadline(f"joint body: {one.body}", JOINT_GROUND, one.derivation)
        for one in body_clocks(facts, now=now())
        if one.node is None and one.derivation is not None
    ]


def _named(node: Node) -> str:
    return node.name_en or node.label


def row(told: Deadline) -> dict[str, Any]:
    """Return one deadline as a mapping of plain values."""
    made = told.made
    days = [
        {"date": line.date.isoformat(), "number": line.number, "reason": line.reason, "basis": line.basis}
        for line in derivation_lines(made)
    ]
    pauses = [
        {"from": pause.start.isoformat(), "to": pause.end and pause.end.isoformat(), "cause": pause.cause,
         "basis": pause.basis, "is_cut": pause.law_end is not None and pause.law_end == pause.end}
        for pause in made.pauses
    ]  # fmt: skip
    return {
        "name": told.name, "due": made.due_on.isoformat(),
        "provisional": made.is_provisional, "ground": told.ground,
        "from": made.start_on.isoformat(), "length": made.term.length, "unit": made.term.unit.value,
        "due_at": made.due_at and made.due_at.isoformat(), "extended_by": made.extended_by.length,
        "extended_unit": made.extended_by.unit.value,
        "pauses": pauses, "days": days,
    }  # fmt: skip


def block(deadline: Deadline) -> list[str]:
    """Return one deadline as lines of text."""
    made = deadline.made
    note = " (provisional: a year without a notice)" if made.is_provisional else ""
    told = row(deadline)
    more = made.extended_by
    extended = f", extended by {more.length} × {more.unit.value}" if more.length else ""
    lines = [
        f"{deadline.name}: {told['due_at'] or told['due']}{note}",
        f"  {told['length']} × {told['unit']} from {told['from']}{extended}; {told['ground']}",
        *(
            f"  stopped {one['from']} to {one['to'] or 'now'}: {one['cause']} ({one['basis']})"
            + (" - it went on, but the law stops its clock no longer" if one["is_cut"] else "")
            for one in told["pauses"]
        ),
    ]
    for line in derivation_lines(made):
        number = COUNTED.format("" if line.number is None else line.number)
        ground = f"  [{line.basis}]" if line.basis else ""
        lines.append(f"  {line.date.isoformat()} {number}  {line.reason}{ground}")
    return lines
