"""Who may do what with a case; nothing answers by default."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from oneseal.cases.rules.blindness import SUPERVISES, Barrier, barrier, is_kept_from, talks
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import (
    AUTHORITIES,
    BY_GOVERNMENT,
    BY_SECOND,
    NODE_ACTIONS,
    NODE_PERMISSIONS,
    PERMISSIONS,
    RUNNING,
)
from oneseal.cases.rules.procedure_moves import BY_APPLICANT
from oneseal.cases.rules.states import Action, Channel, State
from oneseal.kernel.access import Actor, ActorKind, Gap, gap_of

_BY_APPLICANT = BY_APPLICANT | {
    Action.SUBMIT, Action.CORRECT, Action.SUPPLY, Action.WITHDRAW, Action.APPLY_AGAIN,
}  # fmt: skip
# What a clerk does at his window for somebody who stands there.
_FOR_APPLICANT = frozenset({Action.SUBMIT, Action.CORRECT, Action.SUPPLY})
_EXAMINES = "cases.review"
_AT_WINDOW = "cases.receive"
_FOR_DEPARTMENTS = "cases.hand_over"
# What the window of a centre does with what it received for a department (A92); the department does the rest.
_ENTRUSTED = frozenset({Action.HAND_OVER, Action.DELIVER})
# Whoever acts on cases talks with applicants; who only watches or confirms does not.
_APPROVES_EXTENSION = PERMISSIONS[Action.APPROVE_EXTENSION]
_TALKERS = frozenset(PERMISSIONS.values()) - {PERMISSIONS[Action.VOID], _APPROVES_EXTENSION}
_JUDGES = ("cases.accept", "cases.correct", "cases.review")
_BY_SYSTEM = frozenset({Action.ASSIGN, Action.ISSUE, Action.DEEM_ACCEPTED, Action.DEEM_RENEWED})
# What the post or the applicant's own look at the result proves without a clerk; what a timer does as a window would;
# what the abolition of an item ends (D.4.3).
_ALSO_BY_SYSTEM = frozenset({Action.DELIVER, Action.RETURN_CASE, Action.TERMINATE})


def can_see(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for the applicant himself and for staff of the case's agency who read cases.

    A draft is the applicant's alone: the agency learns of an application when it is handed in. What is filled in
    at a window belongs to the clerk who fills it in until then. A clerk who receives for departments sees what he
    received himself, and nothing else of theirs. A supervisor of the whole city reads the cases of every agency.
    """
    if actor is None:
        return False
    if actor.kind is ActorKind.STAFF:
        if facts.received_at is None:
            return _fills_at_window(actor, facts)
        if supervises_city(actor):
            return True
        if receives_for_departments(actor):
            return received_for_department(actor, facts)
        is_own = actor.agency_id == facts.agency_id and actor.may("cases.read")
        return is_own and not is_kept_from(actor, facts)
    return actor.kind is ActorKind.APPLICANT and actor.acts_for(facts.party_id, filed_by=facts.account_id)


def supervises_city(actor: Actor | None) -> bool:
    """Return True for who supervises every agency: he reads its cases and acts on none (批管分离)."""
    return actor is not None and actor.is_central and actor.may("cases.read") and actor.may(SUPERVISES)


def is_kept_from_examiner(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for an examiner of the case's agency to whom the case, in blind mode, did not fall."""
    is_here = actor is not None and actor.agency_id == facts.agency_id and facts.received_at is not None
    return is_here and actor is not None and is_kept_from(actor, facts)


def can_see_drawings(actor: Actor | None) -> bool:
    """Return True for supervisors, and for whoever has lots drawn again: they see how lots came out."""
    return actor is not None and (actor.may(SUPERVISES) or actor.may(PERMISSIONS[Action.DRAW_AGAIN]))


def receives_for_departments(actor: Actor) -> bool:
    """Return True for the window of a centre, which sees and does only what it received for departments (A92)."""
    return actor.may(_FOR_DEPARTMENTS)


def received_for_department(actor: Actor, facts: CaseFacts) -> bool:
    """Return True for the clerk of a centre who received this very case for its department, or his substitute."""
    is_here = facts.centre_id is not None and facts.centre_id == actor.agency_id
    return is_here and facts.account_id in actor.own_accounts and receives_for_departments(actor)


def can_approve_extensions(actor: Actor | None) -> bool:
    """Return True for the post of the government that answers proposals to extend a limit (APL 42(2))."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(_APPROVES_EXTENSION)


def is_asked_to_extend(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True while the actor's government is asked for more time in this case of another agency.

    He learns of the case what his page of the proposal shows, and only as long as he has not answered.
    """
    is_asked = actor is not None and actor.agency_id is not None and actor.agency_id == facts.extension_asked_of_id
    return is_asked and can_approve_extensions(actor)


def can_act(actor: Actor | None, action: Action, facts: CaseFacts) -> bool:
    """Return True when the actor's post, or his being the applicant, includes an action on this case."""
    if actor is None:
        return False
    if action in _BY_SYSTEM or actor.kind is ActorKind.SYSTEM:
        return actor.kind is ActorKind.SYSTEM and action in _BY_SYSTEM | _ALSO_BY_SYSTEM
    if action in _BY_APPLICANT:
        is_own = actor.kind is ActorKind.APPLICANT and actor.acts_for(facts.party_id, filed_by=facts.account_id)
        return is_own or (action in _FOR_APPLICANT and _files_at_window(actor, facts))
    if not _is_of_post(actor, action):
        return False
    if action in BY_GOVERNMENT:
        return is_asked_to_extend(actor, facts)
    if action in BY_SECOND and (actor.account_id is None or actor.account_id != facts.second_examiner_id):
        return False
    if receives_for_departments(actor):
        return action in _ENTRUSTED and received_for_department(actor, facts)
    return actor.agency_id == facts.agency_id


def blind_barrier(actor: Actor, action: Action, facts: CaseFacts) -> Barrier | None:
    """Return what keeps a member of staff from an action on a case in blind mode, or None."""
    return barrier(actor, action, facts)


def _is_of_post(actor: Actor, action: Action) -> bool:
    """Return True when the actor's post includes an action; which node of an examination it may do, the node says."""
    if action in NODE_ACTIONS:
        return any(map(actor.may, NODE_PERMISSIONS))
    permission = PERMISSIONS.get(action)
    return permission is not None and actor.may(permission)


def letter_gap(actor: Actor, action: Action, facts: CaseFacts, *, item_id: UUID, on: date) -> Gap | None:
    """Return the authority for an action that no letter of the case's agency gives on a day, or None.

    Only where the agency demands letters, and only of its staff: what the law or a timer does needs no letter, and
    the window of a centre acts by what is entrusted to it.
    """
    if facts.letters is None or actor.kind is not ActorKind.STAFF or actor.agency_id != facts.agency_id:
        return None
    gaps = (gap_of(facts.letters, needed, item_id=item_id, on=on) for needed in AUTHORITIES.get(action, ()))
    return next((gap for gap in gaps if gap is not None), None)


def _files_at_window(actor: Actor, facts: CaseFacts) -> bool:
    """Return True for a clerk who takes applications, and a case that came in at a window of his agency.

    What a correction notice asks for may be brought to the window whichever door the application came in by.
    """
    is_here = actor.agency_id == facts.agency_id or received_for_department(actor, facts)
    is_clerk = actor.kind is ActorKind.STAFF and actor.may(_AT_WINDOW) and is_here
    return is_clerk and _is_brought(facts)


def _is_brought(facts: CaseFacts) -> bool:
    """Return True for what may be brought to the window: its own applications, corrections, promised materials."""
    awaits = facts.state is State.CORRECTION_PENDING or facts.supplements_open > 0
    return facts.channel == Channel.WINDOW or awaits


def _fills_at_window(actor: Actor, facts: CaseFacts) -> bool:
    return _files_at_window(actor, facts) and facts.account_id == actor.account_id


def can_receive_for_departments(actor: Actor | None) -> bool:
    """Return True for posts that take applications at a centre for the departments that entrusted them to it."""
    return actor is not None and can_receive(actor) and receives_for_departments(actor)


def can_receive(actor: Actor | None) -> bool:
    """Return True for posts that take applications at a window."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(_AT_WINDOW)


def can_guide(actor: Actor | None) -> bool:
    """Return True for posts that take applications at their own agency's window: who is asked first answers (A90)."""
    return actor is not None and can_receive(actor) and not receives_for_departments(actor)


def can_judge_materials(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for posts that examine a case while nothing is decided and its file is open."""
    is_open = facts.decided_at is None and facts.state in RUNNING
    return can_see(actor, facts) and actor is not None and is_open and any(map(actor.may, _JUDGES))


def can_check_afterwards(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for examiners of the case's agency, who check whether a commitment was kept."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(_EXAMINES) and can_see(actor, facts)


def can_lift_bars(actor: Actor | None) -> bool:
    """Return True for the supervisor: who refused does not judge whether the bar stands."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(PERMISSIONS[Action.VOID])


def can_talk(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for the applicant and for staff who act on cases, from receipt until the file is closed."""
    if not can_see(actor, facts) or actor is None or facts.received_at is None or facts.state is State.ARCHIVED:
        return False
    if facts.is_blind and not talks(actor):
        return False
    return actor.kind is ActorKind.APPLICANT or any(map(actor.may, _TALKERS))


def can_ask_migration(actor: Actor | None) -> bool:
    """Return True for posts that ask for the migration of running cases of their own agency."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may("cases.migrate")


def can_approve_migration(actor: Actor | None) -> bool:
    """Return True for posts that decide on a migration; that it is another person, the service says."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may("cases.approve_migration")


def can_see_migrations(actor: Actor | None) -> bool:
    """Return True for whoever asks for migrations or decides on them; they see numbers and nodes, no applicant."""
    return can_ask_migration(actor) or can_approve_migration(actor)
