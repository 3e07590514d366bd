"""Approval on a commitment (告知承诺): granted on the applicant's word, checked afterwards (T11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from oneseal.cases.errors import CheckDayUnfit, NotByCommitment, PostCheckNotOpen, ReasonMissing, SamePerson
from oneseal.cases.events import PromiseBroken
from oneseal.cases.models import PostCheck
from oneseal.cases.policies import can_check_afterwards
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action, Mode, State
from oneseal.cases.selectors.examining import is_handled_by
from oneseal.cases.selectors.facts import case_facts
from oneseal.cases.selectors.own_cases import require_not_own
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.deciding import grant
from oneseal.cases.services.guarding import require_window_decides
from oneseal.cases.services.intake import accept, deemed_accepted, require_complete
from oneseal.cases.services.moving import Press, begin, complete, once
from oneseal.cases.services.promising import require_credit
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, flush
from oneseal.identity.policies import require
from oneseal.kernel.ids import new_id

BASIS = "《行政许可法》第六十一条（告知承诺的事后核查：国办发〔2020〕42号）"


def case_grant_on_commitment(*, case_id: UUID, text: str, check_by: date, press: Press) -> None:
    """Accept and grant on the applicant's signed word (T11), and plan the check by a day.

    Raises:
        NotByCommitment, DecidedAbove, TwoExaminersOwed, CreditBad, CreditUnknown, CheckDayUnfit, PackageIncomplete,
        NoSuchMove, NotAllowed, and what a grant raises.
    """
    action = Action.GRANT_ON_COMMITMENT
    once(press, case_id=case_id, action=action, work=lambda: _grant(case_id, text, check_by=check_by, press=press))


def _grant(case_id: UUID, text: str, *, check_by: date, press: Press) -> None:
    change = begin(case_id, Action.GRANT_ON_COMMITMENT, press)
    facts, today = change.facts, beijing_date(press.now)
    if facts.mode != Mode.COMMITMENT or not ways_of_case(facts).by_commitment:
        raise NotByCommitment("the usual way was chosen")
    require_window_decides(facts)
    if check_by <= today:
        raise CheckDayUnfit("a check after the grant lies ahead", since=today)
    require_complete(change, may_follow=False)
    require_credit(facts, today=today)
    change.facts = accept(change, is_deemed=deemed_accepted(facts, today=today))
    grant(change, text)
    row = {
        "id": new_id(press.now), "case_id": facts.id, "agency_id": facts.agency_id, "due_on": check_by,
        "planned_at": press.now, "planned_by": press.actor.account_id, "checked_by_name": "", "finding": "",
    }  # fmt: skip
    change.writes.append(Insert("cases_post_check", [row]))
    change.after["check_by"] = check_by.isoformat()
    complete(change)


@dataclass(frozen=True, slots=True)
class CheckFound:
    """What the check after a grant found: on which day, whether the word was kept, in words."""

    on: date
    is_kept: bool
    finding: str


@transaction.atomic
def post_check_record(*, case_id: UUID, told: CheckFound, press: Press) -> None:
    """Record what the check after a grant found; a broken word is put on record, revoking it is decided apart.

    The trace is that of the check and not of the case, whose file may be closed.

    Raises:
        SamePerson, OwnCase, PostCheckNotOpen, CheckDayUnfit, ReasonMissing, NotAllowed.
    """
    facts = case_facts(case_id)
    require(allowed=can_check_afterwards(press.actor, facts))
    _require_apart(facts, press)
    require_not_own(press.actor, facts)
    row = PostCheck.objects.select_for_update().filter(case_id=case_id, checked_at=None).first()
    if row is None or facts.state is State.VOIDED:
        if _is_pressed_again(case_id, told, press):
            return
        raise PostCheckNotOpen("no check is open")
    _require_sound(told, since=beijing_date(row.planned_at), today=beijing_date(press.now))
    row.checked_on, row.checked_at, row.checked_by = told.on, press.now, press.actor.account_id
    row.checked_by_name, row.is_kept, row.finding = press.actor.name, told.is_kept, told.finding.strip()
    row.save()
    after = {"case": str(case_id), "checked_on": told.on.isoformat(), "is_kept": told.is_kept}
    act, subject = Act("cases.post_check", basis=BASIS, after=after), Subject("post_check", row.pk)
    record_now(act, subject=subject, actor=press.actor, now=press.now)
    if not told.is_kept:
        broken = PromiseBroken(case_id=case_id, promise="commitment", reason=told.finding.strip()[:500])
        flush(message(broken, press.now))


def _require_apart(facts: CaseFacts, press: Press) -> None:
    """Refuse whoever accepted, examined or granted the case, under whatever post: he does not supervise it (S1)."""
    if is_handled_by(facts, press.actor.account_id):
        raise SamePerson("who handled the case does not check it", step="审批")


def _require_sound(told: CheckFound, *, since: date, today: date) -> None:
    """Refuse a check before the grant or ahead of today, and one that does not say what it found."""
    if not since <= told.on <= today:
        raise CheckDayUnfit("the day lies outside", since=since)
    if not told.finding.strip():
        raise ReasonMissing("a check says what it found")


def _is_pressed_again(case_id: UUID, told: CheckFound, press: Press) -> bool:
    """Return True when this very finding was recorded already: the button was pressed twice."""
    same = {"checked_by": press.actor.account_id, "is_kept": told.is_kept, "finding": told.finding.strip()}
    return PostCheck.objects.filter(case_id=case_id, checked_on=told.on, **same).exists()
