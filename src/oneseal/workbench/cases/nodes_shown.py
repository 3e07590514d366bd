"""The nodes of an examination as staff see them: where the process stands, who had which node, what may be done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.selectors import (
    CaseFacts,
    Examination,
    NodeClock,
    bindings_of,
    clock_of_node,
    examination_of,
    nodes_for,
)
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.kernel.process import Node, NodeRow
from oneseal.ui.lengths import left_words, used_words
from oneseal.ui.process_map import NodeShown, ProcessMap, limit_words, process_map, spoken_name
from oneseal.workbench.cases.words import OUTCOMES


def map_of(facts: CaseFacts) -> ProcessMap | None:
    """Return the process of a case with where it stands; None for an item without one."""
    examined = examination_of(facts)
    if examined is None:
        return None
    shown = {node.key: _shown(node, examined, facts) for node in examined.definition.tasks}
    return process_map(examined.definition, shown, english=is_english())


def _shown(node: Node, examined: Examination, facts: CaseFacts) -> NodeShown:
    row = examined.newest(node.key)
    lines = tuple(_told(one, examined) for one in examined.rows if one.node == node.key and one.closed_at)
    if row is not None and row.closed_at is None:
        clock = clock_of_node(node, row, facts, now=now())
        since = _("从%(at)s起等人办理") % {"at": _at(row)}
        return NodeShown("now", clock.light, _now_words(clock), (since, *_due(clock), *lines))
    if row is not None and examined.finisher(node.key) is not None:
        clock = clock_of_node(examined.node_of(row), row, facts, now=now())
        return NodeShown("done", clock.light, _used_words(clock), lines)
    if row is not None and row.outcome == "ended":
        return NodeShown("ended", "", str(OUTCOMES["ended"]), lines)
    is_skipped = node.key in examined.run.skipped_nodes
    return NodeShown("skipped" if is_skipped else "ahead", "", _("不需要") if is_skipped else limit_words(node), lines)


def _at(row: NodeRow) -> str:
    return f"{row.opened_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _told(row: NodeRow, examined: Examination) -> str:
    """Return who had a node from when to when, and how it ended."""
    closed = row.closed_at.astimezone(BEIJING) if row.closed_at else None
    who = " · ".join(part for part in (row.person_name, row.post_title) if part)
    outcome = _outcome(row, examined)
    span = f"{_at(row)} – {closed:%Y-%m-%d %H:%M}" if closed else _at(row)
    return " · ".join(part for part in (span, outcome, who) if part)


def _outcome(row: NodeRow, examined: Examination) -> str:
    outcome = str(OUTCOMES[row.outcome])
    if row.undone_at is None:
        return outcome
    words = _("%(outcome)s（后来退回重办）")
    if examined.was_replaced(row):
        words = _("%(outcome)s（改用新的审查过程后不再计入）")
    return words % {"outcome": outcome}


def migration_note(facts: CaseFacts) -> list[str]:
    """Return when the examination was moved to another process, oldest first; nothing where it never was."""
    if facts.process_version_id is None:
        return []
    words = _("%(at)s由第%(old)s版的审查过程迁移到第%(new)s版。材料、条件和办理期限仍按申请时的版本。")
    return [
        words
        % {
            "at": f"{one.bound_at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
            "old": version_terms(one.from_version_id).number, "new": version_terms(one.to_version_id).number,
        }
        for one in bindings_of(facts.id)
    ]  # fmt: skip


def replaced_nodes(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the nodes of earlier processes that the present one has no place for, as they ended."""
    examined = examination_of(facts) if facts.process_version_id is not None else None
    if examined is None:
        return []
    return [
        {"name": spoken_name(examined.node_of(row), english=is_english()), "line": _told(row, examined)}
        for row in examined.rows
        if row.closed_at is not None and row.node not in examined.definition.by_key
    ]


def _now_words(clock: NodeClock) -> str:
    return _("不单独计时") if clock.remaining is None else left_words(clock.remaining, clock.unit)


def _used_words(clock: NodeClock) -> str:
    if clock.remaining is not None and clock.remaining < 0:
        return _now_words(clock)
    return used_words(clock.used, clock.unit)


def _due(clock: NodeClock) -> list[str]:
    """Return the day by which a node is to be finished; nothing while it is untimed or its clock stands still."""
    if clock.due_on is None or clock.light is Light.BLUE:
        return []
    words = _("最迟%(day)s办完（暂估）") if clock.is_provisional else _("最迟%(day)s办完")
    return [words % {"day": due_words(clock)}]


def due_words(clock: NodeClock) -> str:
    """Return the day on which a node is due, with the hour where its limit is in hours; empty where it has none."""
    if clock.due_at is not None:
        return f"{clock.due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return clock.due_on.isoformat() if clock.due_on else ""


def acts_on_nodes(facts: CaseFacts, actor: Actor) -> list[dict[str, Any]]:
    """Return the open nodes that the actor's post may do, as acts."""
    examined = examination_of(facts)
    if examined is None:
        return []
    return [
        {
            "label": _("办理：%(name)s") % {"name": spoken_name(node, english=is_english())},
            "url": reverse("workbench:case_node", args=[facts.id, node.key]),
        }
        for node in nodes_for(examined, actor=actor)
    ]


def opinions_on_nodes(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the opinions on the nodes of a case, oldest first; of one that was undone this is told."""
    examined = examination_of(facts)
    if examined is None:
        return []
    return [
        {
            "step": spoken_name(examined.node_of(row), english=is_english()),
            "verdict": _outcome(row, examined), "text": row.opinion, "who": row.person_name, "post": row.post_title,
            "at": (row.closed_at or row.opened_at).astimezone(BEIJING),
        }
        for row in sorted(examined.rows, key=lambda one: one.closed_at or one.opened_at)
        if row.opinion
    ]  # fmt: skip


def done_choices(facts: CaseFacts) -> list[tuple[str, str]]:
    """Return the finished nodes of a case to choose from."""
    examined = examination_of(facts)
    return [(node.key, spoken_name(node, english=is_english())) for node in examined.done_nodes] if examined else []
