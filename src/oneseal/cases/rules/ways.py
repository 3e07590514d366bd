"""What the item of a case allows beside the usual way: on the spot, first examination, pauses, extension."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import APPLIED_AGAIN
from oneseal.cases.rules.procedure_kinds import OWN_FORM, SURVEY
from oneseal.cases.rules.states import Action, Channel, Mode, State
from oneseal.kernel.clock import Unit
from oneseal.kernel.licensing import Extender, Handling

EXTENSION: Final = "extension"


@dataclass(frozen=True, slots=True)
class ProcedureWay:
    """A special procedure the item names (APL 45); `max_days` None means that no maximum was read."""

    kind: str
    name: str
    name_en: str
    max_days: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class ItemWays:
    """The ways of one version of an item.

    `extension_days` are in `extension_unit`; `extender` approves more time;
    `joint_bodies` answer together with the agency, as `handling` says (APL 26, 42).
    """

    at_once: bool
    first_examination: bool
    two_step: bool
    two_examiners: bool
    makes_licence: bool
    has_survey: bool
    survey_basis: str
    procedures: tuple[ProcedureWay, ...]
    tolerant: bool
    by_commitment: bool
    extension_days: int
    extension_basis: str
    extender: Extender = Extender.AGENCY_HEAD
    handling: Handling = Handling.ALONE
    joint_bodies: tuple[str, ...] = ()
    extension_unit: Unit = Unit.WORKING_DAY

    def procedure(self, kind: str) -> ProcedureWay | None:
        """Return the procedure of a kind, or None when the item does not name it."""
        return next((way for way in self.procedures if way.kind == kind), None)


def _is_decided_here(ways: ItemWays, facts: CaseFacts) -> bool:
    return not ways.first_examination or facts.lower_case_id is not None


def _is_decided_at_window(ways: ItemWays, facts: CaseFacts) -> bool:
    """Return True where one person may decide in one visit: nothing follows, decided here, and not by two."""
    return not facts.supplements_open and _is_decided_here(ways, facts) and not ways.two_examiners


_OFFERED: Final[Mapping[Action, Callable[[ItemWays, CaseFacts], bool]]] = {
    Action.HAND_OVER: lambda _ways, facts: facts.is_with_centre,
    Action.REQUEST_CORRECTION: lambda _ways, facts: facts.lower_case_id is None,
    Action.ACCEPT: lambda _ways, facts: facts.supplements_open == 0,
    Action.ACCEPT_TOLERANT: lambda ways, facts: ways.tolerant and facts.supplements_open > 0,
    Action.GRANT_ON_COMMITMENT: lambda ways, facts: (
        ways.by_commitment and facts.mode == Mode.COMMITMENT and _is_decided_at_window(ways, facts)
    ),
    Action.SUPPLY: lambda _ways, facts: facts.supplements_open > 0,
    Action.RETURN_UNKEPT: lambda _ways, facts: facts.supplements_open > 0,
    Action.GRANT_AT_ONCE: lambda ways, facts: ways.at_once and _is_decided_at_window(ways, facts),
    Action.REFUSE_AT_ONCE: lambda ways, facts: ways.at_once and _is_decided_at_window(ways, facts),
    Action.OPEN_PROCEDURE: lambda ways, _facts: any(way.kind not in OWN_FORM for way in ways.procedures),
    Action.CLOSE_PROCEDURE: lambda _ways, facts: any(row.kind not in OWN_FORM for row in facts.open_procedures),
    Action.PLAN_SURVEY: lambda ways, facts: ways.has_survey and all(r.kind != SURVEY for r in facts.open_procedures),
    Action.RECORD_SURVEY: lambda _ways, facts: any(row.kind == SURVEY for row in facts.open_procedures),
    Action.DRAW_AGAIN: lambda _ways, facts: facts.is_blind,
    Action.LIFT_COVER: lambda _ways, facts: facts.is_covered,
    Action.EXTEND: lambda ways, facts: facts.extended_days == 0 and ways.extender is Extender.AGENCY_HEAD,
    Action.PROPOSE_EXTENSION: lambda ways, facts: (
        facts.extended_days == 0 and ways.extender is Extender.GOVERNMENT_HEAD and not facts.extension_is_proposed
    ),
    Action.APPROVE_EXTENSION: lambda _ways, facts: facts.extension_is_proposed,
    Action.DECLINE_EXTENSION: lambda _ways, facts: facts.extension_is_proposed,
    Action.CONFIRM_REVIEW: lambda _ways, facts: facts.awaits_second_examiner,
    Action.OBJECT_REVIEW: lambda _ways, facts: facts.awaits_second_examiner,
    Action.BEGIN_PRE_REVIEW: lambda _ways, facts: facts.channel == Channel.ONLINE and not facts.is_with_centre,
    Action.REQUEST_VOID: lambda _ways, facts: facts.void_request_id is None,
    Action.DECLINE_VOID: lambda _ways, facts: facts.void_request_id is not None,
    Action.VOID: lambda _ways, facts: facts.void_request_id is not None,
    Action.RETURN_CASE: lambda _ways, facts: facts.reply_by_on is not None,
    Action.FORWARD_UP: lambda ways, facts: not _is_decided_here(ways, facts),
    Action.GRANT: _is_decided_here,
    Action.REFUSE: _is_decided_here,
    Action.APPLY_AGAIN: lambda _ways, facts: facts.outcome in APPLIED_AGAIN,
    Action.DELIVER: lambda ways, facts: facts.state is not State.GRANTED or not ways.makes_licence,
}


def is_offered(action: Action, *, ways: ItemWays, facts: CaseFacts) -> bool:
    """Return True when the item, and what is under way, leave room for an action that the state has."""
    asked = _OFFERED.get(action)
    return asked is None or asked(ways, facts)
