"""When something happens to a licence: tell its holder, by the ways on which he is told of his cases."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from oneseal.exchange.receivers import tell
from oneseal.licences.events import LicenceRequestDeclined, LicenceStateChanged, RenewalDue
from oneseal.licences.selectors import licence_told


def tell_renewal_due(event: RenewalDue, now: datetime) -> None:
    """Remind the holder that his licence ends, and where he applies for its renewal."""
    licence = licence_told(event.licence_id)
    until = licence.valid_until_on
    day = f"{until.year}年{until.month}月{until.day}日" if until else ""
    tell(
        licence.case_id,
        _("您的%(licence)s（编号%(licence_number)s）%(day)s到期。需要延续的，请登录后在“我的证照”按时申请。"),
        now=now, licence=licence.type_name, licence_number=licence.number, day=day,
    )  # fmt: skip


def tell_state_changed(event: LicenceStateChanged, now: datetime) -> None:
    """Tell the holder that his licence stands otherwise than before, not how: the paper says it."""
    licence = licence_told(event.licence_id)
    tell(
        licence.case_id,
        _("您的%(licence)s（编号%(licence_number)s）的状态有变化，请登录后到“我的证照”查看文书。"),
        now=now, licence=licence.type_name, licence_number=licence.number,
    )  # fmt: skip


def tell_request_declined(event: LicenceRequestDeclined, now: datetime) -> None:
    """Tell the holder that his request was answered, and where he reads why."""
    licence = licence_told(event.licence_id)
    tell(
        licence.case_id,
        _("您对%(licence)s（编号%(licence_number)s）提出的申请没有同意，理由请登录后到“我的证照”查看。"),
        now=now, licence=licence.type_name, licence_number=licence.number,
    )  # fmt: skip
