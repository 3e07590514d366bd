"""A hearing itself: arranged (T13h), its chair refused (T13k, T13l), held with minutes (T14h), or ended (T14x)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from oneseal.cases.errors import ReasonMissing, ResultDateUnfit
from oneseal.cases.events import HearingArranged
from oneseal.cases.models import Hearing, Procedure
from oneseal.cases.procedure_errors import (
    HearingPlanMissing,
    MinutesMissing,
    MinutesUnsigned,
    RecusalAskedBefore,
    RecusalUndecided,
)
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.hearing import (
    Ground,
    Phase,
    Recusal,
    require_chair,
    require_endable,
    require_hearing_day,
    right_stands,
)
from oneseal.cases.rules.procedure_kinds import HEARING
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.examining import examiners_of
from oneseal.cases.selectors.own_cases import logins_of_parties
from oneseal.cases.selectors.procedure_lists import public_name
from oneseal.cases.selectors.procedures import hearing_open, may_still_waive, recusal_waits
from oneseal.cases.services.hearing_telling import (
    HEARING_NAME,
    hearing_begun,
    hearing_in,
    require_no_hearing,
    right_kept,
)
from oneseal.cases.services.moving import KIND, Change, PaperBuilder, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import (
    Plan,
    addressed,
    days_until,
    pause_begun,
    procedure_begun,
    procedure_ended,
    recorded,
    reminder,
)
from oneseal.cases.services.wording import deadline
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update
from oneseal.identity.selectors import colleagues_with
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import procedure_contents as papers
from oneseal.workflow.selectors import calendar

BASIS: Final = "《行政许可法》第四十五条、第四十八条"
GROUNDS: Final = {
    Ground.BY_LAW: "法律、法规、规章规定应当听证",
    Ground.PUBLIC_INTEREST: "涉及公共利益的重大行政许可事项，本机关认为需要听证",
    Ground.ON_REQUEST: "依申请举行",
}
CLOSED: Final = {"secret": "涉及国家秘密", "trade_secret": "涉及商业秘密", "privacy": "涉及个人隐私"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingTold:
    """A hearing to arrange: when, where, chaired by whom, on what ground; `closed_because` empty means public.

    `ground` counts only where nobody asked; `participants` are told besides the applicant.
    """

    held_at: datetime
    place: str
    chair_id: UUID
    ground: Ground = Ground.PUBLIC_INTEREST
    closed_because: str = ""
    matter: str = ""
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalTold:
    """What the head decides on a chair; who asked and why, where it was not asked for on the applicant's page."""

    new_chair_id: UUID | None
    reason: str
    asked_by: str = ""
    asked_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesTold:
    """Minutes: on which day, who took part, what was said and shown, and that they were signed."""

    on: date
    participants: tuple[str, ...]
    statements: str
    evidence: str = ""
    is_signed: bool = False
    unsigned: str = ""


@dataclass(frozen=True, slots=True)
class EndTold:
    """Why no hearing is held, and whether whoever asked for it took his request back."""

    reason: str
    is_taken_back: bool = False


def openness(reason: str) -> str:
    """Return whether a hearing is public, in words; `reason` is a key of CLOSED or empty."""
    return f"不公开（{CLOSED[reason]}）" if reason else "公开"


def hearing_arrange(*, case_id: UUID, told: HearingTold, press: Press) -> None:
    """Fix time, place and chair of a hearing, asked for or on the agency's own motion (T13h); both clocks stop.

    Raises:
        HearingUnderWay, HearingNotInPhase, HearingPlanMissing, HearingTooSoon, HearingTooLate, ChairUnfit,
        NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.ARRANGE_HEARING, work=lambda: _arrange(case_id, told, press))


def _arrange(case_id: UUID, told: HearingTold, press: Press) -> None:
    change = begin(case_id, Action.ARRANGE_HEARING, press)
    asked = _asked_for(change)
    if not told.place.strip() or told.closed_because not in {"", *CLOSED}:
        raise HearingPlanMissing("place, and the ground of closed doors")
    today, held_on = beijing_date(press.now), beijing_date(told.held_at)
    hold_by_on = asked.hold_by_on if asked else None
    require_hearing_day(held_on, today=today, hold_by_on=hold_by_on, calendar=calendar())
    chair = _chair(change, told.chair_id)
    ground = Ground.ON_REQUEST if asked else told.ground
    is_announced = not told.closed_because or ground is not Ground.ON_REQUEST  # art. 46 knows no exception
    columns = {
        "phase": Phase.ARRANGED, "ground": ground, "held_at": told.held_at, "place": told.place.strip(),
        "is_public": not told.closed_because, "chair_id": told.chair_id, "chair_name": chair,
        **({} if asked else {"others": list(told.participants)}),  # else they stay those who were told of the right
    }  # fmt: skip
    plan = Plan(
        kind=HEARING, name=HEARING_NAME, basis=BASIS, target_on=held_on, planned_days=days_until(held_on, today=today),
        people=(chair, *told.participants), purpose=told.matter.strip(), held_on=held_on, place=told.place.strip(),
        is_public=is_announced,
    )  # fmt: skip
    _write_plan(change, plan, asked=asked, columns=columns)
    change.after |= {"held_on": held_on.isoformat(), "chair": chair, "ground": ground.value}
    _arranged_papers(change, told, plan, ground=ground)
    change.events.append(HearingArranged(case_id=case_id))
    complete(change)


def _asked_for(change: Change) -> Hearing | None:
    """Return the hearing that somebody asked for; None where the agency holds one on its own motion."""
    if hearing_open(change.facts) is not None:
        return hearing_in(change, Phase.REQUESTED)
    require_no_hearing(change)
    return None


def _chair(change: Change, chair_id: UUID) -> str:
    """Return the name of a chair who has not examined this application and is no party to it (APL art. 48(1)(3))."""
    facts = change.facts
    examiners: set[UUID | None] = {*examiners_of(facts), *logins_of_parties(facts)}
    if change.move.action == Action.ARRANGE_HEARING:
        examiners.add(change.press.actor.account_id)
    able = colleagues_with("cases.read", agency_id=facts.agency_id)
    require_chair(chair_id, examiners=examiners, able=able)
    return able[chair_id]


def _write_plan(change: Change, plan: Plan, *, asked: Hearing | None, columns: dict[str, Any]) -> None:
    if asked is None:
        hearing_begun(change, procedure_begun(change, plan), **columns)
        return
    now = change.press.now
    planned = {
        "target_on": plan.target_on, "planned_days": plan.planned_days, "people": list(plan.people),
        "held_on": plan.held_on, "place": plan.place, "is_public": plan.is_public,
        "responsible_id": change.press.actor.account_id, "responsible_name": change.press.actor.name,
    }  # fmt: skip
    change.writes += [
        Update("cases_procedure", {"id": asked.procedure_id}, planned),
        Update("cases_hearing", {"id": asked.id}, columns),
        reminder(asked.procedure_id, plan.target_on, now=now),
    ]
    pause_begun(change, asked.procedure_id, plan)


def _arranged_papers(change: Change, told: HearingTold, plan: Plan, *, ground: Ground) -> None:
    today = beijing_date(change.press.now)
    term = Term(plan.planned_days, Unit.WORKING_DAY)
    needed = deadline(term, due_or_estimate(start_on=today, term=term, calendar=calendar()))

    def notice(addressee: str) -> PaperBuilder:
        return lambda head, paper_id: PaperDraft(
            papers.HearingNotice(
                **{**addressed(change, head, paper_id), "addressee": addressee}, held_at=told.held_at,
                place=plan.place, chair=plan.people[0], openness=openness(told.closed_because), ground=GROUNDS[ground],
                needed=needed, participants=told.participants,
            ),
            (KIND, change.facts.id),
            is_for_others=addressee != change.facts.party_name,
        )  # fmt: skip

    for addressee in (change.facts.party_name, *told.participants):
        change.papers.append(notice(addressee))
    if plan.is_public:
        change.papers.append(_announcement(change, told, plan, ground=ground))


def _announcement(change: Change, told: HearingTold, plan: Plan, *, ground: Ground) -> PaperBuilder:
    facts = change.facts

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.HearingAnnouncement(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=change.press.now,
            item_name=facts.item_name, applicant=public_name(facts.party_name, facts.party_kind),
            matter=facts.item_name if told.closed_because else plan.purpose or facts.item_name,
            held_at=told.held_at, place=plan.place, ground=GROUNDS[ground], contact=head.telephone or None,
            closed=openness(told.closed_because) if told.closed_because else None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    return build


def recusal_ask(*, case_id: UUID, reason: str, press: Press) -> None:
    """Ask as the applicant that the chair step back (T13k; APL 48).

    Raises:
        HearingNotInPhase, RecusalAskedBefore, ReasonMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.ASK_RECUSAL, work=lambda: _ask_recusal(case_id, reason, press))


def _ask_recusal(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.ASK_RECUSAL, press)
    hearing = hearing_in(change, Phase.ARRANGED)
    if hearing.recusal:
        raise RecusalAskedBefore("asked already")
    if not reason.strip():
        raise ReasonMissing("why the chair should step back")
    asked = {
        "recusal": Recusal.ASKED, "recusal_by": change.facts.party_name, "recusal_reason": reason.strip(),
    }  # fmt: skip
    change.writes.append(Update("cases_hearing", {"id": hearing.id}, asked))
    change.after |= {"chair": hearing.chair_name, "reason": reason.strip()}
    complete(change)


def recusal_decide(*, case_id: UUID, told: RecusalTold, press: Press) -> None:
    """Decide as the head of the agency whether the chair steps back (T13l); a new chair must be fit like the first.

    Raises:
        HearingNotInPhase, ReasonMissing, ChairUnfit, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.DECIDE_RECUSAL, work=lambda: _decide_recusal(case_id, told, press))


def _decide_recusal(case_id: UUID, told: RecusalTold, press: Press) -> None:
    change = begin(case_id, Action.DECIDE_RECUSAL, press)
    hearing = hearing_in(change, Phase.ARRANGED)
    asked_by = hearing.recusal_by if recusal_waits(hearing) else told.asked_by.strip()
    because = hearing.recusal_reason if recusal_waits(hearing) else told.asked_because.strip()
    if not told.reason.strip() or not asked_by or not because:
        raise ReasonMissing("who asked, why, and why it is decided so")
    new_chair = _chair(change, told.new_chair_id) if told.new_chair_id else ""
    columns: dict[str, Any] = {
        "recusal": Recusal.REPLACED if new_chair else Recusal.KEPT, "recusal_by": asked_by, "recusal_reason": because,
    }  # fmt: skip
    if new_chair:
        columns |= {"chair_id": told.new_chair_id, "chair_name": new_chair}
        people = [new_chair, *Procedure.objects.get(id=hearing.procedure_id).people[1:]]
        change.writes.append(Update("cases_procedure", {"id": hearing.procedure_id}, {"people": people}))
    change.writes.append(Update("cases_hearing", {"id": hearing.id}, columns))
    change.after |= {"chair": hearing.chair_name, "new_chair": new_chair, "reason": told.reason.strip()}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.RecusalDecision(
            **addressed(change, head, paper_id), asked_by=asked_by, asked_because=because, chair=hearing.chair_name,
            outcome=f"{hearing.chair_name}回避" if new_chair else f"驳回回避申请，仍由{hearing.chair_name}主持听证",
            reason=told.reason.strip(), decided_by=f"{press.actor.post_title}{press.actor.name}",
            new_chair=new_chair or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def hearing_record(*, case_id: UUID, told: MinutesTold, press: Press) -> None:
    """Record a hearing that was held, with its signed minutes (T14h); the clocks run again.

    Raises:
        HearingNotInPhase, RecusalUndecided, MinutesMissing, MinutesUnsigned, ResultDateUnfit, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RECORD_HEARING, work=lambda: _record(case_id, told, press))


def _record(case_id: UUID, told: MinutesTold, press: Press) -> None:
    change = begin(case_id, Action.RECORD_HEARING, press)
    hearing = hearing_in(change, Phase.ARRANGED)
    if recusal_waits(hearing):
        raise RecusalUndecided("nobody has decided on the chair")
    participants = tuple(name.strip() for name in told.participants if name.strip())
    if not participants or not told.statements.strip():
        raise MinutesMissing("who took part, and what was said")
    if not told.is_signed:
        raise MinutesUnsigned("those who took part sign")
    notified_on = beijing_date(hearing.held_at) if hearing.held_at else told.on
    if told.on < notified_on:  # not before the day that was told
        raise ResultDateUnfit("before the day that was told", since=notified_on)
    row = Procedure.objects.get(id=hearing.procedure_id)
    procedure_ended(change, row, on=told.on, result=told.statements)
    minutes = {
        "phase": Phase.HELD, "held_on": told.on, "participants": list(participants),
        "statements": told.statements.strip(), "evidence": told.evidence.strip(), "unsigned": told.unsigned.strip(),
        "ended_at": press.now,
    }  # fmt: skip
    change.writes.append(Update("cases_hearing", {"id": hearing.id}, minutes))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.HearingMinutes(
            **recorded(change, head, paper_id), held_on=told.on, place=hearing.place, chair=hearing.chair_name,
            openness="公开" if hearing.is_public else "不公开", participants=participants,
            statements=told.statements.strip(), evidence=told.evidence.strip() or None,
            unsigned=told.unsigned.strip() or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def hearing_end(*, case_id: UUID, told: EndTold, press: Press) -> None:
    """End a hearing that is not held: nobody asked in time, the request was taken back (T14x); the clocks run on.

    While others who were told may still ask, their right stands as if he who took his request back had waived his.

    Raises:
        HearingNotInPhase, ReasonMissing, HearingPeriodRuns, HearingOwed, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.END_HEARING, work=lambda: _end(case_id, told, press))


def _end(case_id: UUID, told: EndTold, press: Press) -> None:
    change = begin(case_id, Action.END_HEARING, press)
    hearing = hearing_in(change, Phase.TOLD, Phase.REQUESTED, Phase.ARRANGED)
    reason, today = told.reason, beijing_date(press.now)
    if not reason.strip():
        raise ReasonMissing("why no hearing is held")
    require_endable(
        phase=hearing.phase, ground=hearing.ground, until_late_on=hearing.request_until_late_on, today=today,
        is_taken_back=told.is_taken_back,
    )  # fmt: skip
    procedure_ended(change, Procedure.objects.get(id=hearing.procedure_id), on=today, result=reason)
    over = {"phase": Phase.ENDED, "ended_at": press.now}
    change.writes.append(Update("cases_hearing", {"id": hearing.id}, over))
    others_until = _others_until(change.facts, hearing, today=today)
    if others_until is not None:
        right_kept(change, hearing, until_late_on=others_until)
    change.after["reason"] = reason.strip()

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.HearingEndNotice(
            **addressed(change, head, paper_id), reason=reason.strip(), ended_on=today,
            others_until=others_until,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def _others_until(facts: CaseFacts, hearing: Hearing, *, today: date) -> date | None:
    """Return until when others than who asked may still ask for a hearing; None where nobody may."""
    waiting = [name for name in may_still_waive(facts, hearing) if name != hearing.requested_by]
    until = hearing.request_until_late_on
    return until if right_stands(until_late_on=until, today=today, waiting=waiting) else None
