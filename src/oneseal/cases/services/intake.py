"""The window: refuse at the door, ask once for all corrections, accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.cases.errors import (
    CorrectionTooLate,
    DefectsNotListed,
    ExaminedBelow,
    PackageIncomplete,
    ReasonMissing,
    RefusedTooLate,
    ReplyDayUnfit,
    RightAgencyMissing,
)
from oneseal.cases.events import CaseAccepted, CaseReturned, CorrectionRequested
from oneseal.cases.rules.barring import BarGround
from oneseal.cases.rules.clock import is_deemed_accepted, main_dues, receipt_due, runs_from_entry, statutory_start
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import AT_THE_DOOR
from oneseal.cases.rules.on_the_spot import promised_after
from oneseal.cases.rules.states import Action, NonAcceptanceGround, Outcome, State
from oneseal.cases.selectors.facts import case_for_update
from oneseal.cases.selectors.files import corrections_of
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.barring import AGAIN, FALSEHOOD, bar_written
from oneseal.cases.services.defects import Defect, on_paper, require_no_old_defect
from oneseal.cases.services.drafting import missing_of
from oneseal.cases.services.ending import IF_NOT, reply_timer
from oneseal.cases.services.examining import hand_to_review
from oneseal.cases.services.heading import headed
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.standing_still import clock_stopped
from oneseal.cases.services.wording import deadline
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.foundation.writes import Insert
from oneseal.kernel.clock import HOURLY
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import remedies, special_ways
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

GROUNDS = {
    NonAcceptanceGround.LICENCE_NOT_NEEDED: "申请事项依法不需要取得行政许可。",
    NonAcceptanceGround.OTHER_AGENCY: "申请事项依法不属于本机关职权范围。",
    NonAcceptanceGround.FALSE_MATERIALS: "申请人隐瞒有关情况或者提供虚假材料。",
    NonAcceptanceGround.BARRED: "申请人在法律规定的期限内不得再次申请该行政许可。",
    NonAcceptanceGround.OTHER_LEGAL: "申请不符合法律规定的受理情形。",
}


def case_request_correction(
    *, case_id: UUID, defects: Sequence[Defect], press: Press, reply_by: date | None = None
) -> None:
    """Send the one correction notice with every defect (T04); the receipt clock stops.

    A later notice says of each defect that it is uncured, or what newly caused it.
    `reply_by` is the last day for the correction, where the city sets one: the law sets none.

    Raises:
        ExaminedBelow, CorrectionTooLate, DefectsNotListed, DefectSeenBefore, DefectUnexplained, ReplyDayUnfit,
        NoSuchMove, NotAllowed.
    """
    once(
        press,
        case_id=case_id,
        action=Action.REQUEST_CORRECTION,
        work=lambda: _request_correction(case_id, _Notice(defects, reply_by), press),
    )


@dataclass(frozen=True, slots=True)
class _Notice:
    """What a correction notice says; `reply_by` None sets no last day."""

    defects: Sequence[Defect]
    reply_by: date | None


def _request_correction(case_id: UUID, notice: _Notice, press: Press) -> None:
    defects, reply_by = notice.defects, notice.reply_by
    change = begin(case_id, Action.REQUEST_CORRECTION, press)
    facts, now = change.facts, press.now
    if facts.lower_case_id is not None:
        raise ExaminedBelow("the lower agency has examined the materials")
    if deemed_accepted(facts, today=beijing_date(now)):
        raise CorrectionTooLate("the application is deemed accepted", received_on=facts.clock_from_on)
    if reply_by is not None and reply_by <= beijing_date(now):
        raise ReplyDayUnfit("the day is past", reply_by=reply_by)
    if not defects or any(not defect.problem.strip() for defect in defects):
        raise DefectsNotListed("each defect needs its problem")
    earlier = corrections_of(facts) if facts.corrections else []
    if earlier:
        require_no_old_defect(defects, earlier)
    row = {
        "id": new_id(now), "case_id": facts.id, "round": facts.corrections + 1,
        "defects": [asdict(defect) for defect in defects], "issued_at": now, "issued_by": press.actor.account_id,
    }  # fmt: skip
    change.writes.append(Insert("cases_correction", [row]))
    change.columns["corrections"] = facts.corrections + 1
    change.events.append(CorrectionRequested(case_id=facts.id))
    change.after["defects"] = [defect.target for defect in defects]
    if earlier:
        change.after["arose"] = [defect.arose for defect in defects]
    change.writes.append(clock_stopped(change, "correction"))
    if reply_by is not None:
        change.columns["reply_by_on"] = reply_by
        change.after["reply_by"] = reply_by.isoformat()
        change.writes.append(reply_timer(change, reply_by))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        listed = tuple(on_paper(defect, earlier) for defect in defects)
        content = contents.CorrectionNotice(
            **headed(change, head, paper_id), received_on=facts.clock_from_on or beijing_date(now), defects=listed,
            supplement_by=reply_by, if_not=IF_NOT if reply_by else None,
            contact=head.telephone or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def deemed_accepted(facts: CaseFacts, *, today: date) -> bool:
    """Return True when five working days passed without an answer to a case."""
    received_on = facts.clock_from_on
    return received_on is not None and is_deemed_accepted(received_on, today=today, calendar=calendar())


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an application is refused at the door; `right_agency` is needed when another agency has the power.

    Where materials are false and the item `touches_safety` the party is barred for a year (APL art. 78).
    """

    ground: NonAcceptanceGround
    reason: str
    right_agency: str = ""
    touches_safety: bool = False


def case_not_accept(*, case_id: UUID, refusal: Refusal, press: Press) -> None:
    """Refuse an application at the door with reason, right agency and remedies (T03).

    Raises:
        RefusedTooLate, ReasonMissing, RightAgencyMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.NOT_ACCEPT, work=lambda: _not_accept(case_id, refusal, press))


def _not_accept(case_id: UUID, refusal: Refusal, press: Press) -> None:
    change = begin(case_id, Action.NOT_ACCEPT, press)
    facts, now = change.facts, press.now
    if deemed_accepted(facts, today=beijing_date(now)):
        raise RefusedTooLate("the application is deemed accepted", received_on=facts.clock_from_on)
    if not refusal.reason.strip():
        raise ReasonMissing("a refusal needs its reason")
    if refusal.ground is NonAcceptanceGround.OTHER_AGENCY and not refusal.right_agency.strip():
        raise RightAgencyMissing("the right agency must be named")
    change.columns["outcome"] = Outcome.NOT_ACCEPTED
    change.after |= {"ground": refusal.ground.value, "right_agency": refusal.right_agency}
    change.writes.append(clock_stopped(change, "not_accepted"))
    change.events.append(CaseReturned(case_id=facts.id, outcome=Outcome.NOT_ACCEPTED.value))
    reasons = [GROUNDS[refusal.ground], refusal.reason.strip()]
    if refusal.ground is NonAcceptanceGround.FALSE_MATERIALS:
        reasons += falsehood_told(change, touches_safety=refusal.touches_safety)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.NonAcceptanceNotice(
            **headed(change, head, paper_id), applied_on=beijing_date(facts.received_at or now),
            reasons=tuple(reasons),
            legal_basis=("《中华人民共和国行政许可法》第三十二条",), remedies=remedies(head),
            right_agency=refusal.right_agency.strip() or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def falsehood_told(change: Change, *, touches_safety: bool) -> list[str]:
    """Return what a decision says of false materials: the warning, and the bar where safety is touched (APL 78)."""
    change.after["false_materials"] = True
    if not touches_safety:
        return [FALSEHOOD]
    write, until = bar_written(
        change.facts, BarGround.FALSE_APPLICATION, actor=change.press.actor, now=change.press.now
    )
    change.writes.append(write)
    change.after["barred_until"] = until.isoformat()
    return [FALSEHOOD, AGAIN.format(until=f"{until.year}年{until.month}月{until.day}日")]


def case_accept(*, case_id: UUID, press: Press) -> None:
    """Accept a complete application and start its legal clock (T07), then hand it to review (T12).

    After five working days without an answer it was accepted by law on the day of receipt: both clocks
    then run from that day (T08; APL art. 32(1)(4)).

    Raises:
        PackageIncomplete, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.ACCEPT, work=lambda: _accept(case_id, press))


def answer_over_at(due_on: date) -> datetime:
    """Return the instant at which the last day for an answer is over."""
    return beijing_instant(due_on + timedelta(days=1))


def _as_accepted(facts: CaseFacts, *, now: datetime, is_deemed: bool) -> CaseFacts:
    """Return the facts of a case with the days from which its two terms run.

    What the law accepted was accepted when the days for an answer were over, however late that is recorded: the act
    in the trace bears the instant of the record, the case that of the law.
    """
    today = beijing_date(now)
    received_on = facts.clock_from_on or beijing_date(facts.received_at or now)
    accepted_on = received_on if is_deemed else today
    accepted_at = answer_over_at(receipt_due(received_on, calendar()).on) if is_deemed else now
    start = statutory_start(facts, received_on=received_on, accepted_on=accepted_on)
    accepted = replace(facts, accepted_at=accepted_at, clock_from_on=accepted_on, statutory_from_on=start)
    if not HOURLY & {facts.promised.unit, facts.statutory.unit}:
        return accepted
    received_at = _received_at(facts, on=received_on)
    from_at = received_at if is_deemed else now
    statutory_from_at = received_at if runs_from_entry(facts) else from_at
    return replace(accepted, clock_from_at=from_at, statutory_from_at=statutory_from_at)


def _received_at(facts: CaseFacts, *, on: date) -> datetime:
    """Return the instant of the receipt that counts; of a corrected application only the day is kept, so its end."""
    at = facts.received_at
    return at if at is not None and beijing_date(at) == on else beijing_instant(on + timedelta(days=1))


def _accept(case_id: UUID, press: Press) -> None:
    change = begin(case_id, Action.ACCEPT, press)
    is_deemed = deemed_accepted(change.facts, today=beijing_date(press.now))
    if not is_deemed:
        require_complete(change, may_follow=False)
    accept(change, is_deemed=is_deemed)
    hand_to_review(change)
    complete(change)


def case_deem_accepted(*, case_id: UUID, press: Press) -> bool:
    """Record that an application was accepted by law, five working days after its receipt (T08).

    Return False when that has not come to pass: answered meanwhile, or the holidays are only guessed.
    """
    with transaction.atomic():
        facts = case_for_update(case_id)
        today = beijing_date(press.now)
        if facts.state not in AT_THE_DOOR or not deemed_accepted(facts, today=today):
            return False
        change = begin(case_id, Action.DEEM_ACCEPTED, press)
        accept(change, is_deemed=True)
        hand_to_review(change)
        complete(change)
        return True


def accept(change: Change, *, is_deemed: bool, promised: tuple[special_ways.PromisedMaterial, ...] = ()) -> CaseFacts:
    """Write an acceptance with its notice and both clocks; return the case as it stands then.

    With `promised` materials that follow it is the notice of a tolerant acceptance.
    """
    now = change.press.now
    facts = replace(change.facts, **_promise_to_keep(change))
    today = beijing_date(now)
    received_on = beijing_date(facts.received_at or now)
    accepted = _as_accepted(facts, now=now, is_deemed=is_deemed)
    accepted_on = accepted.clock_from_on or today
    dues = main_dues(accepted, calendar=calendar(), today=today)
    change.columns |= _promise_to_keep(change)
    change.columns |= {
        "accepted_at": accepted.accepted_at, "clock_from_on": accepted_on,
        "statutory_from_on": accepted.statutory_from_on, "clock_from_at": accepted.clock_from_at,
        "statutory_from_at": accepted.statutory_from_at, "acceptor_id": change.press.actor.account_id, **dues.columns,
    }  # fmt: skip
    change.after |= {
        "due_on": dues.promised.on.isoformat(),
        "statutory_due_on": dues.statutory.on.isoformat(),
        **({"deemed_on": accepted_on.isoformat(), "deemed_at": str(accepted.accepted_at)} if is_deemed else {}),
    }
    change.writes.append(
        ledger_entry(
            subject=change.subject, effect="accepted", on=accepted_on, cause="deemed" if is_deemed else "accept",
            basis=change.move.basis, now=now,
        )
    )  # fmt: skip
    change.events.append(CaseAccepted(case_id=facts.id))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        told: dict[str, Any] = {
            "identifier": str(paper_id), "agency_name": head.agency_name, "issued_at": now,
            "addressee": facts.party_name, "to_organisation": facts.party_kind == "organisation",
            "item_name": facts.item_name, "case_number": facts.number or "", "applied_on": received_on,
            "accepted_on": accepted_on, "deemed": is_deemed, "statutory": deadline(facts.statutory, dues.statutory),
            "promised": deadline(facts.promised, dues.promised), "contact": head.telephone or None,
        }  # fmt: skip
        if promised:
            return PaperDraft(special_ways.TolerantAcceptanceNotice(**told, awaited=promised), (KIND, facts.id))
        return PaperDraft(contents.AcceptanceNotice(**told), (KIND, facts.id))

    change.papers.append(build)
    return accepted


def _promise_to_keep(change: Change) -> dict[str, Any]:
    """Return the promise of an item on the spot that is accepted to be examined (T07 to T09); nothing otherwise."""
    facts = change.facts
    if change.move.target is not State.ACCEPTED or facts.promised.length:
        return {}
    promised = promised_after(facts, at_once=ways_of_case(facts).at_once)
    return {"promised_days": promised.length, "promised_unit": promised.unit.value}


def require_complete(change: Change, *, may_follow: bool = True) -> None:
    """Refuse what lacks fields or materials, by name; what was promised lacks only where nothing `may_follow`."""
    missing = missing_of(change.facts, today=beijing_date(change.press.now), may_follow=may_follow)
    if missing:
        terms = version_terms(change.facts.item_version_id)
        names = [
            *(terms.field_label(fault.key) for fault in missing.fields),
            *(n for _k, n in missing.materials),
        ]
        raise PackageIncomplete("the package is not complete", names="、".join(names))
