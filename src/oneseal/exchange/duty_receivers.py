"""Members of staff are told by mail of what is due: the answer to an application today, a procedure soon.

Each is told once of each, at the address that his agency states for his work; whoever is away is not, but whoever
stands in for him. The text names the case by its number and item, and nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from oneseal.cases.events import ProcedureDueSoon, ReceiptDueToday
from oneseal.cases.selectors import CaseFacts, State, case_facts, procedure_duty
from oneseal.exchange.wording import LANGUAGE
from oneseal.foundation.notify.services import Channel, Told, message_write, sender
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.selectors import on_duty_for, on_duty_of, work_mails

STAFF = "staff"
_AT_THE_DOOR = (State.SUBMITTED, State.PRE_REVIEW)
_TITLE = _("到期提醒")


def tell_receipt_due(event: ReceiptDueToday, now: datetime) -> None:
    """Tell the clerks before whom an application lies that it is accepted by law tomorrow."""
    if sender(Channel.MAIL) is None:
        return
    facts, today = case_facts(event.case_id), beijing_date(now)
    if facts.state not in _AT_THE_DOOR or not facts.awaiting:
        return
    agency_id = facts.centre_id if facts.is_with_centre and facts.centre_id else facts.agency_id
    accounts = on_duty_for(facts.awaiting, agency_id=agency_id, on=today)
    if facts.is_with_centre:  # the window of a centre sees only what it received itself
        accounts &= on_duty_of(facts.account_id, on=today)
    sentence = _("办件%(number)s（%(item)s）今天是答复期限的最后一日。今天不答复的，明天起视为受理。请到“待办”办理。")
    _tell(accounts, sentence, facts, now=now)


def tell_procedure_due(event: ProcedureDueSoon, now: datetime) -> None:
    """Tell whoever answers for a procedure that it is due on the next working day."""
    if sender(Channel.MAIL) is None:
        return
    duty = procedure_duty(event.procedure_id)
    if duty is None or duty.account_id is None:
        return
    sentence = _("办件%(number)s（%(item)s）有一项您负责的程序将在下一个工作日到目标日。请到“程序”查看。")
    _tell(on_duty_of(duty.account_id, on=beijing_date(now)), sentence, case_facts(event.case_id), now=now)


def _tell(accounts: Collection[UUID], sentence: Promise, facts: CaseFacts, *, now: datetime) -> None:
    with override(LANGUAGE):
        text, title = str(sentence) % {"number": facts.number or "", "item": facts.item_name}, str(_TITLE)
    for account_id, address in work_mails(accounts).items():
        message_write(Told(Channel.MAIL, address, (STAFF, account_id), title, text), now=now)
