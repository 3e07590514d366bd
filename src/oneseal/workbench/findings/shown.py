"""Findings as rows and pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.supervision.selectors import (
    FOLLOWS,
    FindingFacts,
    FindingRow,
    findings_of_case,
    rule_text,
    state_words,
)
from oneseal.workbench.cases.words import ACTIONS, STATES, STEPS, short_number

LIGHTS: Final[dict[str, Promise]] = {
    Light.YELLOW.value: gettext_lazy("黄灯"),
    Light.RED.value: gettext_lazy("红灯"),
    Light.BLACK.value: gettext_lazy("黑灯"),
}
BADGES: Final = {
    "new": "warning", "urged": "warning", "answered": "info", "rectified": "info", "appealed": "info",
    "upheld": "warning", "escalated": "error", "closed": "success", "cancelled": "",
}  # fmt: skip
# What rules tell of as a code: acts on a case, its states, and links of its process.
CODES: Final[dict[str, Promise]] = {
    **STEPS,
    **{state.value: words for state, words in STATES.items()},
    **{action.value: words for action, words in ACTIONS.items()},
}
UNKNOWN: Final = "–"


def node_words(node: str) -> str:
    """Return what a link of the process is called; its own name where nobody has said."""
    return str(STEPS.get(node, node))


def due_words(due_on: date | None, left: int | None) -> str:
    """Return until when the unit answers, and how many working days are left; empty where nothing is owed."""
    if due_on is None or left is None:
        return ""
    if left < 0:
        over = ngettext("已超过%(days)s个工作日", "已超过%(days)s个工作日", -left) % {"days": -left}
        return _("%(day)s（%(words)s）") % {"day": due_on.isoformat(), "words": over}
    rest = ngettext("还有%(days)s个工作日", "还有%(days)s个工作日", left) % {"days": left} if left else _("今天到期")
    return _("%(day)s（%(words)s）") % {"day": due_on.isoformat(), "words": rest}


def due_light(left: int | None) -> str:
    """Return the light of an answer: yellow on the last working day but one, red when it is over."""
    if left is None:
        return ""
    return "red" if left < 0 else "yellow" if left <= 1 else "green"


def finding_shown(facts: FindingFacts) -> dict[str, Any]:
    """Return what every page shows of a finding."""
    return {
        "id": facts.id, "number": facts.number, "url": reverse("workbench:finding", args=[facts.id]),
        "rule": rule_text(facts.rule), "light": facts.light.value, "light_words": LIGHTS[facts.light.value],
        "state": state_words(facts.state), "badge": BADGES[facts.state.value], "follow": FOLLOWS[facts.follow],
        "day": facts.day, "days": facts.days, "case_number": facts.case_number,
        "case_short": short_number(facts.case_number) if facts.case_number else "", "item": facts.item_name,
        "post": facts.post_title, "node": node_words(facts.node) if facts.node else "",
        "is_counted": facts.is_counted, "due_on": facts.due_on,
    }  # fmt: skip


def row_shown(row: FindingRow, left: int | None) -> dict[str, Any]:
    """Return a finding as a row of a list."""
    return {
        **finding_shown(row.facts), "agency": row.agency_name, "due": due_words(row.facts.due_on, left),
        "due_light": due_light(left),
    }  # fmt: skip


def case_findings_shown(case_id: UUID, actor: Actor) -> list[dict[str, Any]]:
    """Return the findings on a case that the reader of its page may read."""
    return [finding_shown(facts) for facts in findings_of_case(case_id, actor=actor)]
