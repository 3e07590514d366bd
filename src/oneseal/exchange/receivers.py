"""When something happens to a case: ask the registries, and tell the applicant."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from oneseal.cases.events import (
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseExtended,
    CaseResumed,
    CaseReturned,
    CaseSubmitted,
    CaseSuspended,
    CaseTransferred,
    CorrectionRequested,
    HearingArranged,
    HearingRightTold,
    SupplementDueSoon,
)
from oneseal.cases.selectors import case_facts, contact_of
from oneseal.dispatch.events import ParcelBooked, ParcelReturned
from oneseal.evaluation.events import BadRatingAnswered
from oneseal.evaluation.services import link_make
from oneseal.exchange.duty_receivers import STAFF
from oneseal.exchange.rules import REGISTRY_OF
from oneseal.exchange.services import party_check_later, registered_check_later
from oneseal.exchange.wording import LANGUAGE
from oneseal.foundation.notify.services import Channel, Letter, Told, message_write, sender
from oneseal.foundation.outside.services import is_connected
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.events import MailCodeMade, PartyRegistered
from oneseal.identity.selectors import mail_code_limits, mail_code_to_send, mail_for_notices, work_mails
from oneseal.payments.events import RefundDeclined

RATE_AT: Final = "/rate/"  # where the public rates by a code (portal); an address in a message
# A case voided is told too: who applied would otherwise wait for it.
_ENDED: Final = {
    "not_accepted": _("您的%(item)s申请（编号%(number)s）不予受理，理由和救济途径请到“我的办件”查看通知书。"),
    "returned": _("您的%(item)s申请（编号%(number)s）没有在期限内补正，已退回，请到“我的办件”查看通知书。"),
    "unkept": _("您的%(item)s申请（编号%(number)s）没有按承诺补交材料，已退回，请到“我的办件”查看通知书。"),
    "terminated": _("您的%(item)s申请（编号%(number)s）已终止办理，理由请到“我的办件”查看通知书。"),
    "voided": _("您的%(item)s申请（编号%(number)s）已作废，有疑问请与窗口联系。"),
}


def check_party(event: CaseSubmitted, now: datetime) -> None:
    """Let the registry in charge be asked about the applicant."""
    del now
    if is_connected(REGISTRY_OF[case_facts(event.case_id).party_kind]):
        party_check_later(event.case_id)


def check_registered(event: PartyRegistered, now: datetime) -> None:
    """Let the registry in charge be asked about whoever registered; the registration stands already."""
    del now
    if is_connected(REGISTRY_OF[event.party_kind]):
        registered_check_later(event.party_id, kind=event.party_kind)


def tell(case_id: UUID, sentence: Promise, *, now: datetime, **told: str) -> None:
    """Tell the applicant by each way that is connected; by mail only whoever agreed to it."""
    if all(sender(channel) is None for channel in Channel):
        return
    contact = contact_of(case_id)
    with override(LANGUAGE):
        text = str(sentence) % {"item": contact.item_name, "number": contact.number, **told}
        title = str(_("办件进展"))
        ending = str(_("您同意用邮件接收办件进展，所以收到这封信。不想再收到，请登录后到“我的信息”撤回同意。"))
    message_write(Told(Channel.SMS, contact.mobile, ("case", case_id), title, text), now=now)
    if sender(Channel.MAIL) is not None:
        address = mail_for_notices(contact.party_id, filed_by=contact.filed_by, on=beijing_date(now))
        message_write(Told(Channel.MAIL, address, ("case", case_id), title, f"{text}\n\n{ending}"), now=now)


def tell_refund_declined(event: RefundDeclined, now: datetime) -> None:
    """Tell the applicant that a refund was declined, and where he reads why."""
    sentence = _("您的%(item)s办件（编号%(number)s）的退款申请没有批准，理由请到“我的办件”查看。")
    tell(event.case_id, sentence, now=now)


def send_mail_code(event: MailCodeMade, now: datetime) -> None:
    """Send the code that confirms a mail address to that address; one that another replaced is not sent."""
    found = mail_code_to_send(event.person_id, made_at=event.made_at)
    if found is None:
        return
    address, code = found
    with override(LANGUAGE):
        title = str(_("邮箱验证码"))
        text = str(_("您的邮箱验证码是 %(code)s，%(minutes)s 分钟内有效。没有申请过的，不用理会这封信。")) % {
            "code": code, "minutes": mail_code_limits().life_minutes,
        }  # fmt: skip
    message_write(Told(Channel.MAIL, address, ("person", event.person_id), title, text), now=now)


def mail_is_wanted(letter: Letter, now: datetime) -> bool:
    """Return False for a notice of a case whose recipient withdrew his consent before it went out (PIPL 15)."""
    kind, subject_id = letter.subject
    if kind == STAFF:  # at an address that was changed or taken back nobody is told any more
        return letter.address == work_mails([subject_id]).get(subject_id)
    if kind != "case":
        return True
    contact = contact_of(subject_id)
    return letter.address == mail_for_notices(contact.party_id, filed_by=contact.filed_by, on=beijing_date(now))


def tell_received(event: CaseSubmitted, now: datetime) -> None:
    """Tell the applicant that his application has arrived."""
    tell(event.case_id, _("您的%(item)s申请已收到，编号%(number)s。五个工作日内告知您是否受理。"), now=now)


def tell_correction(event: CorrectionRequested, now: datetime) -> None:
    """Tell the applicant that something is missing, and where he reads all of it."""
    tell(event.case_id, _("您的%(item)s申请（编号%(number)s）需要补正，请到“我的办件”查看一次性补正告知书。"), now=now)


def tell_hearing_right(event: HearingRightTold, now: datetime) -> None:
    """Tell the applicant that he may ask for a hearing, and where he reads until when."""
    sentence = _(
        "您的%(item)s申请（编号%(number)s）涉及重大利益关系，您有权要求听证，请尽快到“我的办件”查看听证告知书。"
    )
    tell(event.case_id, sentence, now=now)


def tell_hearing(event: HearingArranged, now: datetime) -> None:
    """Tell the applicant that a hearing is fixed, and where he reads when and where."""
    tell(
        event.case_id,
        _("您的%(item)s申请（编号%(number)s）将举行听证，时间地点请到“我的办件”查看听证通知书。"),
        now=now,
    )


def tell_accepted(event: CaseAccepted, now: datetime) -> None:
    """Tell the applicant that his application was accepted."""
    tell(event.case_id, _("您的%(item)s申请（编号%(number)s）已受理，承诺办结日期见受理通知书。"), now=now)


def tell_ended(event: CaseReturned, now: datetime) -> None:
    """Tell the applicant that his case ended without a decision, why in a word, and where he reads the notice."""
    tell(event.case_id, _ENDED[event.outcome], now=now)


def tell_extended(event: CaseExtended, now: datetime) -> None:
    """Tell the applicant that the limit was extended, and where he reads the reason (Licensing Law art. 42)."""
    sentence = _("您的%(item)s申请（编号%(number)s）办理期限已延长，理由和新的期限请到“我的办件”查看通知书。")
    tell(event.case_id, sentence, now=now)


def tell_suspended(event: CaseSuspended, now: datetime) -> None:
    """Tell the applicant that his case stands still, and where he reads why."""
    sentence = _("您的%(item)s申请（编号%(number)s）已中止办理，理由请到“我的办件”查看中止通知书。")
    tell(event.case_id, sentence, now=now)


def tell_resumed(event: CaseResumed, now: datetime) -> None:
    """Tell the applicant that his case goes on."""
    sentence = _("您的%(item)s申请（编号%(number)s）已恢复办理，新的期限请到“我的办件”查看恢复通知书。")
    tell(event.case_id, sentence, now=now)


def tell_transferred(event: CaseTransferred, now: datetime) -> None:
    """Tell the applicant that another body goes on with his case, and that he need not apply again."""
    sentence = _(
        "您的%(item)s申请（编号%(number)s）按事项调整改由另一机关继续办理，期限照常计算，不需要重新申请，"
        "办理机关请到“我的办件”查看。"
    )
    tell(event.case_id, sentence, now=now)


def tell_supplement_due(event: SupplementDueSoon, now: datetime) -> None:
    """Remind the applicant of the material that he promised."""
    sentence = _("您的%(item)s申请（编号%(number)s）承诺补交的材料即将到期，请到“我的办件”或者窗口及时补交。")
    tell(event.case_id, sentence, now=now)


def tell_decided(event: CaseDecided, now: datetime) -> None:
    """Tell the applicant that a decision was made, not which: it is served on paper."""
    tell(event.case_id, _("您的%(item)s申请（编号%(number)s）已作出决定，请到“我的办件”查看决定书。"), now=now)


def tell_delivered(event: CaseDelivered, now: datetime) -> None:
    """Tell the applicant that the result was handed over."""
    if sender(Channel.SMS) is None:  # no code lies about that nobody was sent
        tell(event.case_id, _("您的%(item)s办件（编号%(number)s）的结果已送达。欢迎评价。"), now=now)
        return
    code, until = link_make(event.case_id, now=now)
    sentence = _("您的%(item)s办件（编号%(number)s）的结果已送达。欢迎评价，%(day)s前有效：%(address)s")
    address = f"{settings.ONESEAL_BASE_URL}{RATE_AT}{code}/"
    tell(event.case_id, sentence, now=now, day=beijing_date(until).isoformat(), address=address)


def tell_rating_answered(event: BadRatingAnswered, now: datetime) -> None:
    """Tell whoever gave a bad rating under his name that it is answered; who left no name is not written to."""
    if event.is_named:
        sentence = _("您对%(item)s办件（编号%(number)s）的评价已经核实处理，答复请到“我的办件”查看。")
        tell(event.case_id, sentence, now=now)


def tell_posted(event: ParcelBooked, now: datetime) -> None:
    """Tell the applicant that the result was given to the post, and the number under which it travels."""
    sentence = _("您的%(item)s办件（编号%(number)s）的结果已交邮政寄递，邮件号%(waybill)s。")
    tell(event.case_id, sentence, now=now, waybill=event.waybill)


def tell_returned(event: ParcelReturned, now: datetime) -> None:
    """Tell the applicant that his parcel came back, and where he reads what follows."""
    tell(
        event.case_id,
        _("您的%(item)s办件（编号%(number)s）的结果没有投递成功，已退回窗口。请到“我的办件”查看，或者与窗口联系。"),
        now=now,
    )
