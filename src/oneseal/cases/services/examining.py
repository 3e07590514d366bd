"""The process of an examination: its nodes are opened, finished, returned to and ended with the moves of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from oneseal.cases.errors import NodesOpen, ReasonMissing, SamePerson
from oneseal.cases.rules.drawing import Ground
from oneseal.cases.rules.examination import (
    Examination,
    Step,
    counting,
    permission_awaited,
    step_back,
    step_to,
)
from oneseal.cases.rules.lifecycle import LIFECYCLE, STEPS
from oneseal.cases.rules.states import Action, State
from oneseal.cases.selectors.allowing import part_taken
from oneseal.cases.selectors.examining import examination_at, examination_of
from oneseal.cases.services.drawing import Why, drawn_for
from oneseal.cases.services.moving import Change, Press, begin, complete, contents, once
from oneseal.catalog.selectors import version_terms
from oneseal.identity.policies import require
from oneseal.kernel.process import NodeNotOpen, Run, completed
from oneseal.workflow.services import RECALLED, NodeOpinion, node_closed, node_finished, node_undone, nodes_opened

if TYPE_CHECKING:
    from oneseal.foundation.writes import Write


VERDICTS: Final = {"agree": "符合", "disagree": "不符合"}


def hand_to_review(change: Change) -> None:
    """Let an acceptance be followed by the examination (T12); with a process its first nodes are opened."""
    change.followed_by = LIFECYCLE.apply(State.ACCEPTED, Action.ASSIGN)
    if change.facts.is_blind:
        change.followed_after = drawn_for(change, Why(Ground.ACCEPTED))
    process = version_terms(change.facts.examined_by_id).process
    if process is None:
        return
    begun = examination_at(change.facts, process, []).run
    change.writes += _opened(change, begun, tuple(begun.open_nodes))
    _wait_for(change, begun)


def _opened(change: Change, run: Run, keys: tuple[str, ...]) -> list[Write]:
    nodes = [run.definition.node(key) for key in keys]
    return nodes_opened(subject=change.subject, nodes=nodes, agency_id=change.facts.agency_id, now=change.press.now)


def _wait_for(change: Change, run: Run) -> None:
    """Let the case wait in the inbox of those who examine, and of others only while nothing waits for these."""
    step, usual = STEPS[State.UNDER_REVIEW]
    permission = permission_awaited(run, usual)
    if permission != change.facts.awaiting or change.facts.state is not State.UNDER_REVIEW:
        change.step = (step, permission)


def waits_again(change: Change) -> None:
    """Let a case that stood still wait again for whoever examines it at the nodes of its process."""
    examined = examination_of(change.facts)
    if examined is not None:
        _wait_for(change, examined.run)


def _taken(change: Change, before: Examination, step: Step) -> None:
    """Write what a step does to the nodes."""
    now, by = change.press.now, change.press.actor.account_id
    change.writes += [node_closed(row.id, outcome=RECALLED, by=by, now=now) for row in step.recalled]
    change.writes += [node_undone(row.id, now=now) for row in step.undone]
    change.writes += _opened(change, step.run, tuple(node.key for node in step.opened))
    _wait_for(change, step.run)
    if step.undone:
        names = dict.fromkeys(before.node_of(row).label for row in step.undone)
        change.after["undone"] = list(names)


def case_node_finish(*, case_id: UUID, node: str, told: NodeOpinion, press: Press) -> None:
    """Finish one open node of the examination with an opinion; what waited for it alone is opened at once.

    Raises:
        ReasonMissing, SamePerson (who accepted, or who did a node that another person is demanded for), NodeNotOpen,
        NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.FINISH_NODE, work=lambda: _finish(case_id, node, told, press=press))


def _finish(case_id: UUID, key: str, told: NodeOpinion, *, press: Press) -> None:
    change = begin(case_id, Action.FINISH_NODE, press)
    facts, examined = change.facts, examination_of(change.facts)
    row = examined.open_row(key) if examined else None
    if examined is None or row is None:
        waiting = "、".join(node.label for node in examined.open_nodes) if examined else ""
        raise NodeNotOpen("nobody is waited for there", name=key, open=waiting)
    node = examined.definition.node(key)
    require(allowed=press.actor.may(node.permission))
    if not told.text.strip():
        raise ReasonMissing("an opinion needs its reasons")
    step = part_taken(Action.FINISH_NODE, facts, account=press.actor.account_id)
    if step:
        raise SamePerson("who accepted, or chairs the hearing, may not examine", step=step)
    barred = examined.barred_by(node, press.actor.account_id)
    if barred is not None:
        raise SamePerson("another person is demanded", step=barred.label)
    change.after |= {"node": node.label, "outcome": told.outcome, "opinion": told.text.strip()}
    change.writes.append(node_finished(row.id, told, by=press.actor, now=press.now))
    _taken(change, examined, step_to(examined, completed(examined.run, key, told.outcome)))
    complete(change)


def case_node_return(*, case_id: UUID, node: str, reason: str, press: Press) -> None:
    """Return to a finished node of the examination: it is open again, and what was done behind it counts no more.

    Raises:
        ReasonMissing, NodeNotDone, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RETURN_NODE, work=lambda: _return(case_id, node, reason, press=press))


def _return(case_id: UUID, key: str, reason: str, *, press: Press) -> None:
    change = begin(case_id, Action.RETURN_NODE, press)
    if not reason.strip():
        raise ReasonMissing("a return says why")
    change.after["reason"] = reason.strip()
    reopen(change, key)
    complete(change)


def reopen(change: Change, key: str) -> None:
    """Write that a finished node of the examination is open again.

    Raises:
        NodeNotOpen: the case has no process. NodeNotDone.
    """
    examined = examination_of(change.facts)
    if examined is None:
        raise NodeNotOpen("the case has no process", name=key, open="")
    change.after["node"] = examined.definition.by_key[key].label if key in examined.definition.by_key else key
    _taken(change, examined, step_back(examined, key))


def require_examined(change: Change) -> Examination | None:
    """Return the finished process of a case, None without one; refuse while a node of it is open.

    Raises:
        NodesOpen.
    """
    examined = examination_of(change.facts)
    if examined is not None and examined.open_rows:
        raise NodesOpen("nodes are open", names="、".join(node.label for node in examined.open_nodes))
    return examined


def findings_of(examined: Examination | None) -> tuple[contents.Finding, ...]:
    """Return what the sections found, for the paper of the review: node, verdict, words and name."""
    if examined is None:
        return ()
    return tuple(
        contents.Finding(
            point=examined.node_of(row).label, verdict=VERDICTS[row.outcome],
            note=f"{row.opinion}（{row.person_name}）",
        )
        for row in counting(examined.rows)
    )  # fmt: skip
