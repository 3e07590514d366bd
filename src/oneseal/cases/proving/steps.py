"""Prove that the step a case waits in is the one its state and its row name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.cases.proving.rows import KIND, NONE, cases_streamed
from oneseal.cases.rules import lifecycle
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.proof.streams import Beside
from oneseal.workflow.selectors import OpenStep, open_steps_streamed


def steps(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each case whose open step is not the one that its row points at and its state waits in."""
    opened = Beside(open_steps_streamed(KIND, since=scope.since))
    for facts in cases_streamed(scope.since, tally):
        yield from _step_findings(facts, opened.of(facts.id))
    for subject_id in opened.rest():
        yield Finding("steps.stray", about=(KIND, subject_id))


def steps_fitting(facts: CaseFacts) -> frozenset[tuple[str, str]]:
    """Return the steps (name, permission) that a case may wait in; empty where it waits for nobody."""
    usual = lifecycle.STEPS.get(facts.state)
    fitting = {usual} if usual else set()
    if facts.state is State.SUBMITTED and facts.centre_id is not None and facts.handed_over_at is None:
        fitting = {lifecycle.HANDING_OVER}
    if facts.state is State.GRANTED:
        fitting.add(lifecycle.DELIVERY)
    if facts.awaits_second_examiner:
        fitting = {lifecycle.CONFIRMING}
    process = version_terms(facts.examined_by_id).process if facts.state is State.UNDER_REVIEW else None
    if process is not None and usual is not None:
        fitting |= {(usual[0], node.permission) for node in process.nodes}
    return frozenset(fitting)


def _step_findings(facts: CaseFacts, found: list[OpenStep]) -> Iterator[Finding]:
    about, fitting = (KIND, facts.id), steps_fitting(facts)
    if len(found) > 1:
        yield Finding("steps.many", expected="1", found=str(len(found)), about=about)
        return
    step = found[0] if found else None
    if (step.id if step else None) != facts.open_task_id:
        yield Finding(
            "steps.pointer", expected=str(step.id) if step else NONE, found=str(facts.open_task_id or NONE), about=about
        )
    told = (step.step, step.permission) if step else None
    if (told is None and fitting) or (told is not None and told not in fitting):
        yield Finding(
            "steps.unfit", expected=_names(fitting), found=_names({told} if told else frozenset()), about=about
        )
    permission = step.permission if step else ""
    if permission != facts.awaiting:
        yield Finding("steps.awaiting", expected=permission or NONE, found=facts.awaiting or NONE, about=about)


def _names(steps_told: frozenset[tuple[str, str]] | set[tuple[str, str]]) -> str:
    return " / ".join(sorted(name for name, _permission in steps_told)) or NONE


STEPS: Final = Proof(
    "cases.steps",
    _("办件环节"),
    steps,
    {
        "steps.many": _("办件 %(subject)s 同时停在几个环节：应是 %(expected)s 个，实际 %(found)s 个。"),
        "steps.pointer": _("办件 %(subject)s 指向的环节不对：应是 %(expected)s，办件上是 %(found)s。"),
        "steps.unfit": _("办件 %(subject)s 的环节与状态不一致：应是 %(expected)s，实际是 %(found)s。"),
        "steps.awaiting": _("办件 %(subject)s 等待的岗位不对：应是 %(expected)s，办件上是 %(found)s。"),
        "steps.stray": _("有一个环节属于 %(subject)s，但没有这个办件。"),
    },
)
