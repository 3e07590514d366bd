"""On the spot (即办): accept and decide in one visit, receipt and decision printed together (T10; APL 34(2))."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.errors import NotOnTheSpot, SpotOver
from oneseal.cases.rules.on_the_spot import is_spot_over
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.deciding import grant, refuse
from oneseal.cases.services.guarding import require_window_decides
from oneseal.cases.services.intake import accept, require_complete
from oneseal.cases.services.moving import Change, Press, begin, complete, once
from oneseal.foundation.timekeeping import beijing_date
from oneseal.workflow.selectors import calendar


def case_grant_at_once(*, case_id: UUID, text: str, press: Press) -> None:
    """Accept and grant in one visit; the decision is dated on the day of acceptance, so no day is used.

    Raises:
        NotOnTheSpot, DecidedAbove, TwoExaminersOwed, SpotOver, PackageIncomplete, NoSuchMove, NotAllowed, and what a
        grant raises.
    """
    once(press, case_id=case_id, action=Action.GRANT_AT_ONCE, work=lambda: _grant(case_id, text, press))


def case_refuse_at_once(*, case_id: UUID, text: str, press: Press) -> None:
    """Accept and refuse in one visit, with reasons and remedies.

    Raises:
        NotOnTheSpot, DecidedAbove, TwoExaminersOwed, SpotOver, PackageIncomplete, ReasonMissing, NoSuchMove,
        NotAllowed.
    """
    once(press, case_id=case_id, action=Action.REFUSE_AT_ONCE, work=lambda: _refuse(case_id, text, press))


def _begin(case_id: UUID, action: Action, press: Press) -> Change:
    change = begin(case_id, action, press)
    if not ways_of_case(change.facts).at_once:
        raise NotOnTheSpot("the item is not decided on the spot")
    require_window_decides(change.facts)
    if is_spot_over(change.facts, today=beijing_date(press.now), calendar=calendar()):
        raise SpotOver("its working day is over", received_on=change.facts.clock_from_on)
    require_complete(change, may_follow=False)
    change.facts = accept(change, is_deemed=False)  # the decision is dated from this very acceptance
    return change


def _grant(case_id: UUID, text: str, press: Press) -> None:
    change = _begin(case_id, Action.GRANT_AT_ONCE, press)
    grant(change, text)
    complete(change)


def _refuse(case_id: UUID, text: str, press: Press) -> None:
    change = _begin(case_id, Action.REFUSE_AT_ONCE, press)
    refuse(change, text)
    complete(change)
