"""An item whose examination follows a process: a first look, sections beside each other, a summary."""

from __future__ import annotations

from oneseal.cases import services
from oneseal.cases.selectors import examination_of
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.services import item_publish, item_revise
from oneseal.catalog.services.application_form import FormTold
from oneseal.catalog.services.process import process_set
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.formlogic import Equals
from oneseal.kernel.process import Node, Row, definition_of
from oneseal.workflow.services import NodeOpinion
from tests.factories import world

EXAMINE = "cases.review"
TABLE = (
    Row(Node("look", name="初审", name_en="First look", permission=EXAMINE, limit=1)),
    Row(Node("works", name="工程审查", name_en="Works", permission=EXAMINE, limit=3), ("look",)),
    Row(Node("fire", name="消防审查", name_en="Fire safety", permission=EXAMINE, limit=2), ("look",)),
    Row(
        Node("health", name="卫生审查", name_en="Hygiene", permission=EXAMINE, untimed_reason="等检测报告"),
        ("look",), Equals("business_form", "catering"),
    ),
    Row(
        Node("sum", name="汇总", name_en="Summary", permission=EXAMINE, limit=1, not_by=("look",)),
        ("works", "fire", "health"),
    ),
)  # fmt: skip


def publish(rows=TABLE):
    """Let the city's item be examined along a process, by a version in force from today on."""
    editor = world.staff("item_administrator")
    version_id = item_revise(item_id=world.city().item_id, actor=editor, now=now())
    told = FormTold(version_id, version_for_editor(version_id, actor=editor).revision)
    process_set(told=told, process=definition_of(rows), actor=editor, now=now())
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())
    return version_id


def accepted_case(rows=TABLE):
    """Accept a case of an item with a process."""
    publish(rows)
    return world.accepted_case()


def finish(case, node, *, by=None, outcome="agree", text="符合要求。"):
    """Finish one open node."""
    press = world.press(by or world.staff("reviewer"))
    services.case_node_finish(case_id=case.id, node=node, told=NodeOpinion(outcome, text), press=press)


def finish_all(case, *nodes, by=None):
    """Finish nodes one after another."""
    for node in nodes:
        finish(case, node, by=by)


def open_nodes(case):
    """Return the keys of the nodes that wait."""
    examined = examination_of(case.facts)
    return [node.key for node in examined.open_nodes] if examined else []
