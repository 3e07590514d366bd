"""What blind mode hides from whom: applicant and back office do not learn of each other (domain A13, A114, B.5).

The one place that says it. Selectors ask it what a member of staff may read of a case, services what he may do, papers
whose names they may bear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import BY_SECOND, CLOCK_STOPPED, PERMISSIONS
from oneseal.cases.rules.states import Action
from oneseal.kernel.access import Actor, ActorKind

# What stands on a paper where the name of a member of staff would, and in public where the applicant's would.
STAFF: Final = "工作人员"
UNNAMED: Final = "申请人（两不见面审批，不公开姓名、名称）"

EXAMINES: Final = "cases.review"
DECIDES: Final = "cases.decide"
SUPERVISES: Final = "audit.read"
LIFTS: Final = PERMISSIONS[Action.LIFT_COVER]
# Who stands at the window knows the applicant, and examines and decides nothing (录入和审批分离).
FRONT: Final = frozenset({"cases.receive", "cases.accept", "cases.correct", "cases.not_accept", "cases.hand_over"})
# Who hands results out, keeps the files or supervises reads the case as it is. Everybody else reads it covered.
READS_CLEAR: Final = FRONT | {"cases.deliver", "cases.issue", "cases.archive", "cases.confirm_void", "audit.read"}
_BACK: Final = frozenset({EXAMINES, DECIDES})
EXAMINING: Final = frozenset(action for action, needed in PERMISSIONS.items() if needed == EXAMINES)
BEHIND: Final = frozenset(action for action, needed in PERMISSIONS.items() if needed in _BACK)
# What the chief of a window decides himself: in blind mode nobody at a window decides.
AT_THE_WINDOW: Final = frozenset({Action.GRANT_AT_ONCE, Action.REFUSE_AT_ONCE, Action.GRANT_ON_COMMITMENT})


def is_front(actor: Actor) -> bool:
    """Return True for whoever takes or accepts applications."""
    return not FRONT.isdisjoint(actor.permissions)


def is_kept_from(actor: Actor, facts: CaseFacts) -> bool:
    """Return True for an examiner to whom a blind case did not fall, and whom its record does not name second."""
    if not facts.is_blind or actor.kind is not ActorKind.STAFF:
        return False
    return is_bound_to_lots(actor) and actor.own_accounts.isdisjoint({facts.assignee_id, facts.second_examiner_id})


def is_bound_to_lots(actor: Actor) -> bool:
    """Return True for whoever only examines: in blind mode he sees what fell to him and nothing else."""
    return actor.may(EXAMINES) and not actor.may(DECIDES) and not is_front(actor)


def is_covered(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True when a member of staff reads a case without its applicant, unless the cover was lifted for him.

    The cover ends with the decision, which is public (APL art. 40), and with any other end of the examination.
    """
    if actor is None or actor.kind is not ActorKind.STAFF or not facts.is_blind or facts.state in CLOCK_STOPPED:
        return False
    return not reads_clear(actor)


def reads_clear(actor: Actor) -> bool:
    """Return True for posts that read who applied: the window, and others that neither examine nor decide."""
    if is_front(actor):
        return True
    return _BACK.isdisjoint(actor.permissions) and not READS_CLEAR.isdisjoint(actor.permissions)


class Barrier(StrEnum):
    """Why a member of staff may not examine or decide a case in blind mode."""

    INTAKE = "intake"
    DRAWN_TO_ANOTHER = "drawn_to_another"
    LEFT_OUT = "left_out"


def barrier(actor: Actor, action: Action, facts: CaseFacts) -> Barrier | None:
    """Return what keeps a member of staff from an action on a case in blind mode, or None.

    Whoever takes applications at a window, or took this one under whatever post, neither examines nor decides; and
    only he to whom the case fell, or who stands in for him, examines it. Whom the record names second confirms it.
    """
    if not facts.is_blind or actor.kind is not ActorKind.STAFF:
        return None
    if action in AT_THE_WINDOW or (action in BEHIND and _took(actor, facts)):
        return Barrier.INTAKE
    if action in EXAMINING - BY_SECOND and facts.assignee_id not in actor.own_accounts:
        return Barrier.DRAWN_TO_ANOTHER
    return None


def _took(actor: Actor, facts: CaseFacts) -> bool:
    return is_front(actor) or actor.account_id in {facts.acceptor_id, facts.account_id}


def talks(actor: Actor) -> bool:
    """Return True for whoever speaks with applicants in blind mode: the window alone."""
    return actor.kind is not ActorKind.STAFF or is_front(actor)


# --- what a paper may name ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a paper names all the same, and by what article."""

    kind: str
    part: str
    basis: str


_CHAIR, _CHECKS = "《行政许可法》第四十八条第一款第（三）项", "《行政许可法》第三十四条第三款"
# Exceptions: whom the law lets the applicant refuse, and who stands before him in person.
NAMED: Final = (
    Named("hearing_notice", "chair", _CHAIR),
    Named("recusal_decision", "chair", _CHAIR),
    Named("recusal_decision", "new_chair", _CHAIR),
    Named("hearing_minutes", "chair", "《行政许可法》第四十八条第一款第（五）项"),
    Named("survey_notice", "people", _CHECKS),
    Named("test_notice", "testers", "《行政许可法》第五十五条第二款"),
)  # fmt: skip
# The parts of papers for applicants that name members of staff; internal papers reach no applicant.
STAFF_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "delivery_receipt": ("delivered_by",),
    "extension_notice": ("decided_by",),
    "procedure_notice": ("people",),
    "recusal_decision": ("decided_by",),
    "void_statement": ("requested_by", "confirmed_by"),
    "guidance_record": ("given_by",),
}
# Parts that name whoever pressed: the applicant himself, or the clerk who filled in for him at the window.
PRESSED_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "hearing_request": ("recorded_by",),
    "hearing_waiver": ("recorded_by",),
    "hearing_minutes": ("recorded_by",),
    "statement_record": ("recorded_by",),
    "withdrawal_application": ("told_by",),
    "supplement_promise": ("told_by",),
    "commitment_promise": ("told_by",),
}
# What everybody reads says that something is applied for, and not who applied.
PUBLIC_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "hearing_announcement": ("applicant",),
    "publicity_notice": ("applicant",),
}

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Content = TypeVar("Content", bound=DataclassInstance)


def unnamed(content: Content, kind: str, *, actor: Actor) -> Content:
    """Return what a paper of a case in blind mode says, with posts where it would name members of staff."""
    parts = STAFF_PARTS.get(kind, ())
    if actor.kind is ActorKind.STAFF:
        parts += PRESSED_PARTS.get(kind, ())
    changed: dict[str, Any] = {part: _post_for(getattr(content, part), actor) for part in parts}
    changed |= dict.fromkeys(PUBLIC_PARTS.get(kind, ()), UNNAMED)
    return replace(content, **changed)


def _post_for(named: str | tuple[str, ...] | None, actor: Actor) -> str | tuple[str, ...] | None:
    """Return the post of whoever presses where he is named, and a plain word where somebody else is."""
    if isinstance(named, tuple):
        return tuple(dict.fromkeys(str(_post_for(one, actor)) for one in named))
    if not named:
        return named
    return actor.post_title if actor.name in named and actor.post_title else STAFF


def file_name_covered(place: int, file_name: str) -> str:
    """Return a name for a file that tells nobody's: its place and its ending."""
    _stem, dot, ending = file_name.rpartition(".")
    is_ending = bool(dot) and ending.isascii() and ending.isalnum()
    return f"材料文件{place}.{ending}" if is_ending else f"材料文件{place}"
