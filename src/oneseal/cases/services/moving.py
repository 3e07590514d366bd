"""The one shape of every move: lock and load, allow, decide, write, tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.cases import policies
from oneseal.cases.errors import (
    ItemNotOpen,
    LetterExpired,
    LetterMissing,
    LetterNotYet,
    LetterRevoked,
    NotEntrusted,
    OutsideCentre,
    SamePerson,
)
from oneseal.cases.events import AttemptRefused
from oneseal.cases.models import SubmissionKey
from oneseal.cases.press_errors import PressedOtherwise
from oneseal.cases.rules.blindness import unnamed
from oneseal.cases.rules.clock import worst_met
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import BEGINS_CLOCK, CLOCK_STOPPED, LIFECYCLE, STEPS
from oneseal.cases.rules.states import BOUND_TO_CENTRE, Action, State
from oneseal.cases.selectors.allowing import require_may
from oneseal.cases.selectors.cover import read_by
from oneseal.cases.selectors.facts import case_for_update, require_seen
from oneseal.cases.selectors.lights import light_preset
from oneseal.cases.services.leftovers import leftovers_closed
from oneseal.catalog.selectors import is_bound_to_centre, version_terms
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link, record
from oneseal.foundation.outbox.services import DomainEvent, message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, WriteConflict, asked_once, flush
from oneseal.identity.selectors import is_centre_address
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id
from oneseal.kernel.lifecycle import Move
from oneseal.papers.selectors import Letterhead, letterhead
from oneseal.papers.services import PaperDraft, Sealing, contents, issue
from oneseal.workflow.selectors import calendar, nodes_of
from oneseal.workflow.services import ENDED, Step, node_closed, step_closed, step_opened

KIND = "case"
# What supervision wants to know of although it was refused: no power over the item, or one person in two duties.
NOTED: Final = (ItemNotOpen, LetterMissing, LetterExpired, LetterNotYet, LetterRevoked, NotEntrusted, SamePerson)
# While a case stands still its examination only waits.
EXAMINING: Final = frozenset({State.UNDER_REVIEW, State.SUSPENDED, State.DECISION_PENDING})
Result = TypeVar("Result")
PaperBuilder = Callable[[Letterhead, UUID], PaperDraft]


@dataclass(frozen=True, slots=True)
class Press:
    """One press of one button: who, when, and the key its form carries.

    A press that `is_look` is taken back: it shows the papers of a move to somebody who, in blind mode, may not read
    there who applied. `told` is a digest of what its form told, empty where no form was pressed.
    """

    actor: Actor
    now: datetime
    key: UUID
    is_look: bool = False
    told: str = ""


@dataclass(slots=True)
class Change:
    """What one move is about to write; built by a service, flushed once.

    `step` replaces the step (name, permission) that the new state usually waits in; `followed_after` is what the
    system's own move after it writes into the trace.
    """

    facts: CaseFacts
    move: Move[State]
    press: Press
    columns: dict[str, Any] = field(default_factory=dict)
    writes: list[Write] = field(default_factory=list)
    after: dict[str, Any] = field(default_factory=dict)
    papers: list[PaperBuilder] = field(default_factory=list)
    events: list[DomainEvent] = field(default_factory=list)
    followed_by: Move[State] | None = None
    followed_after: dict[str, Any] = field(default_factory=dict)
    step: tuple[str, str] | None = None

    @property
    def subject(self) -> tuple[str, UUID]:
        """Return the case as ledger, tasks and papers name it."""
        return KIND, self.facts.id


def begin(case_id: UUID, action: Action, press: Press) -> Change:
    """Lock the case, ask the policy, and find the move in the table.

    Raises:
        CaseNotFound, OutsideCentre, NoSuchMove, and what `require_may` says.
    """
    facts = case_for_update(case_id)
    is_asked = policies.is_asked_to_extend(press.actor, facts)
    if press.actor.kind is not ActorKind.SYSTEM and not is_asked:
        require_seen(press.actor, facts)
    require_may(action, facts, actor=press.actor, on=beijing_date(press.now))
    if press.is_look:
        facts = read_by(press.actor, facts)
    _require_centre(action, press, facts)
    return Change(facts, LIFECYCLE.apply(facts.state, action), press)


def _require_centre(action: Action, press: Press, facts: CaseFacts) -> None:
    """Refuse from elsewhere what is done in the centre; not for an item that left it or is excepted (A7, A108)."""
    actor = press.actor
    if action not in BOUND_TO_CENTRE or actor.kind is not ActorKind.STAFF:
        return
    if asked_once(("centre", actor.address), lambda: is_centre_address(actor.address)):
        return
    item_id = version_terms(facts.item_version_id).item_id
    if is_bound_to_centre(item_id, on=beijing_date(press.now)):
        raise OutsideCentre("not one of the centre's addresses", address=actor.address or "-", action=action.value)


def note_outside(refusal: OutsideCentre, *, case_id: UUID, actor: Actor, now: datetime) -> None:
    """Keep in the trace of who pressed that he tried from elsewhere; the case knows nothing of it."""
    if actor.account_id is not None:
        act = Act("cases.outside_centre", after={"case": str(case_id), "action": refusal.facts["action"]})
        _note(act, case_id=case_id, actor=actor, now=now)


def _note_refused(refusal: RuleError, *, case_id: UUID, action: Action, press: Press) -> None:
    """Keep in the trace of a member of staff that he tried what he has no power or another duty for."""
    if isinstance(refusal, NOTED) and press.actor.kind is ActorKind.STAFF and not press.is_look:
        act = Act("cases.attempt_refused", after={"case": str(case_id), "action": action.value, "code": refusal.code})
        _note(act, case_id=case_id, actor=press.actor, now=press.now)


def _note(act: Act, *, case_id: UUID, actor: Actor, now: datetime) -> None:
    """Append an attempt to the trace of who made it, and tell whoever watches."""
    with transaction.atomic():
        told = record(act, subject=Subject("account", actor.own_account), actor=actor, now=now)
        flush(*told, message(AttemptRefused(case_id=case_id), now))


def once(press: Press, *, case_id: UUID, action: Action, work: Callable[[], Result]) -> Result | None:
    """Run a move in one transaction; a second press of the same button changes nothing and returns None.

    A key is looked up only when the move was refused, so the usual press pays nothing for it.

    Raises:
        PressedOtherwise: the first press told something else. What `work` raises.
    """
    try:
        with transaction.atomic():
            return work()
    except OutsideCentre as refusal:
        if not press.is_look:  # what a look writes is taken back with it: whoever looks notes it afterwards
            note_outside(refusal, case_id=case_id, actor=press.actor, now=press.now)
        raise
    except (RuleError, IntegrityError) as problem:
        if _is_repeated(press, case_id=case_id, action=action):
            return None
        if isinstance(problem, IntegrityError) and SubmissionKey.objects.filter(key=press.key).exists():
            raise WriteConflict("the press belongs to another act") from problem
        if isinstance(problem, RuleError):
            _note_refused(problem, case_id=case_id, action=action, press=press)
        raise


def _is_repeated(press: Press, *, case_id: UUID, action: Action) -> bool:
    """Return True for a second press of a button; other words under its key are refused, never dropped unsaid."""
    account = press.actor.account_id
    done = SubmissionKey.objects.filter(key=press.key, case_id=case_id, action=action.value, account_id=account)
    first = done.values_list("told", flat=True).first()
    if first and press.told and first != press.told:
        raise PressedOtherwise("the first press told something else")
    return first is not None


def presses_forget(*, before: datetime) -> int:
    """Delete the keys of presses made before an instant; return how many."""
    count, _by_table = SubmissionKey.objects.filter(used_at__lt=before).delete()
    return count


def _acts(change: Change) -> tuple[list[Write], Head]:
    """Return the audit rows of the move and of the system's own move after it, and the new head."""
    facts, press = change.facts, change.press
    head = Head(facts.audit_sequence, facts.audit_head)
    subject = Subject(KIND, facts.id)
    target = change.move.leads_from(facts.state)
    act = Act(
        f"cases.{change.move.action}",
        basis=change.move.basis,
        before={"state": facts.state.value},
        after={"state": target.value, "move": change.move.code, **change.after},
    )
    row, head = link(act, subject=subject, actor=press.actor, now=press.now, head=head)
    rows: list[Write] = [row]
    if change.followed_by is not None:
        next_state = change.followed_by.leads_from(target)
        act = Act(
            f"cases.{change.followed_by.action}",
            basis=change.followed_by.basis,
            before={"state": target.value},
            after={"state": next_state.value, "move": change.followed_by.code, **change.followed_after},
        )
        row, head = link(act, subject=subject, actor=Actor.system("流程引擎"), now=press.now, head=head)
        rows.append(row)
    return rows, head


def _step_writes(change: Change, state: State) -> list[Write]:
    """Close the open step and open the one of the new state; put both on the case's row."""
    facts, press = change.facts, change.press
    writes: list[Write] = []
    # The case stays where it is, and so does the step that waits, unless the move names another.
    if change.move.target is None and change.step is None:
        return writes
    if facts.open_task_id is not None:
        writes.append(step_closed(task_id=facts.open_task_id, by=press.actor.account_id, now=press.now))
    name, permission = change.step or STEPS.get(state, ("", ""))
    change.columns |= {"awaiting": permission, "in_step_since": press.now, "open_task_id": None}
    if name:
        opened = step_opened(subject=change.subject, step=Step(name, permission, facts.agency_id), now=press.now)
        writes.append(opened)
        change.columns["open_task_id"] = opened.rows[0]["id"]
    return writes


def _node_writes(change: Change, state: State) -> list[Write]:
    """End the nodes of an examination that ends before its own end, whatever ends it."""
    facts, press = change.facts, change.press
    is_left = facts.state in {State.UNDER_REVIEW, State.SUSPENDED} and state not in EXAMINING
    if not is_left or version_terms(facts.examined_by_id).process is None:
        return []
    rows = [row for row in nodes_of(facts.id) if row.closed_at is None]
    return [node_closed(row.id, outcome=ENDED, by=press.actor.account_id, now=press.now) for row in rows]


def _paper_writes(change: Change) -> list[Write]:
    """Issue the papers of the move: numbers are allocated here, last before the flush."""
    if not change.papers:
        return []
    press = change.press
    head = letterhead(change.facts.agency_id)
    sealing = Sealing(head, press.actor, press.now)
    writes: list[Write] = []
    numbers: dict[str, Any] = {}
    for place, build in enumerate(change.papers):
        paper_id = new_id(press.now + timedelta(milliseconds=place))  # papers of one move are read in their order
        issued = issue(_drafted(change, build(head, paper_id)), paper_id=paper_id, sealing=sealing)
        writes.extend(issued.writes)
        # One move may issue several of a kind, each to its own addressee; the trace names every one.
        again = sum(kind.partition(".")[0] == issued.kind for kind in numbers)
        key = f"{issued.kind}.{again + 1}" if again else issued.kind
        numbers[key] = {"number": issued.number, "content_sha256": issued.content_sha256}
    change.after["papers"] = numbers
    return writes


def _drafted(change: Change, draft: PaperDraft) -> PaperDraft:
    """Return a paper as it is issued: in blind mode it names posts, not people, but where the law wants a name."""
    if not change.facts.is_blind:
        return draft
    return replace(draft, content=unnamed(draft.content, draft.content.kind, actor=change.press.actor))


def _worst_light(change: Change) -> str:
    """Return the worst light of the clock that runs after a move; another clock begins anew, and has missed nothing."""
    if change.move.clock in BEGINS_CLOCK:
        return ""
    return worst_met(change.facts, calendar=calendar(), now=change.press.now, preset=light_preset())


def complete(change: Change) -> CaseFacts:
    """Flush everything a move writes in one round trip."""
    facts, press = change.facts, change.press
    last = change.followed_by or change.move
    state = last.leads_from(change.move.leads_from(facts.state))
    # What ends with the case is found first: it may end pauses, which belong to what the move writes.
    ended = leftovers_closed(change) if state in CLOCK_STOPPED and facts.state not in CLOCK_STOPPED else []
    # Steps before the rest: the closed one must be closed before any other row of its table is made.
    steps = [*_step_writes(change, state), *_node_writes(change, state)]
    writes = [*steps, *change.writes, *ended, *_paper_writes(change)]
    acts, head = _acts(change)
    if facts.supplements_open and state in CLOCK_STOPPED:  # nobody waits for what follows any more
        change.columns |= {"supplements_open": 0, "supplements_due_on": None}
    key = {
        "key": press.key, "case_id": facts.id, "action": change.move.action,
        "account_id": press.actor.account_id, "used_at": press.now, "told": press.told,
    }  # fmt: skip
    columns = {
        **change.columns,
        "worst_light": _worst_light(change),
        "state": state,
        "version": facts.version + 1,
        "audit_sequence": head.sequence,
        "audit_head": head.digest,
    }
    flush(
        Update("cases_case", {"id": facts.id, "version": facts.version}, columns),
        *writes,
        *acts,
        *(message(event, press.now) for event in change.events),
        Insert("cases_submission_key", [key]),
    )
    return facts


__all__ = [
    "KIND",
    "Change",
    "PaperBuilder",
    "PaperDraft",
    "Press",
    "begin",
    "complete",
    "contents",
    "note_outside",
    "once",
    "presses_forget",
]
