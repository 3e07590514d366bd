"""Tell members of staff of findings by mail; the text names the finding and its case, and nobody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from oneseal.foundation.notify.services import Channel, Told, message_write, sender
from oneseal.identity.selectors import work_mails
from oneseal.supervision.models import Finding
from oneseal.supervision.selectors.naming import rule_text

STAFF: Final = "staff"
LANGUAGE: Final = "zh-hans"


class Notice(StrEnum):
    """Name what members of staff are told of."""

    FOUND = "found"
    ORDERED = "ordered"
    ANSWER_DUE = "answer_due"
    ESCALATED = "escalated"
    SAID = "said"
    APPEALED = "appealed"
    DECIDED = "decided"


_TEXTS: Final[Mapping[Notice, Promise]] = {
    Notice.FOUND: _("监察%(number)s：%(rule)s，办件%(case)s。请尽快办理，到“监察”查看。"),
    Notice.ORDERED: _("监察%(number)s（%(rule)s，办件%(case)s）已发出督办或者纠错文书，请在%(due)s前答复。"),
    Notice.ANSWER_DUE: _("监察%(number)s（%(rule)s）的答复期限到%(due)s为止。逾期没有答复的，自动升级。"),
    Notice.ESCALATED: _("监察%(number)s（%(rule)s）已升级或者提出问责建议。请到“监察”查看。"),
    Notice.SAID: _("监察%(number)s（%(rule)s）的单位已经答复。请到“监察”核实办结。"),
    Notice.APPEALED: _("监察%(number)s（%(rule)s）的单位提出了申诉，由签发人以外的监察员决定。"),
    Notice.DECIDED: _("监察%(number)s（%(rule)s）的申诉已有决定。请到“监察”查看申诉决定书。"),
}
_TITLE: Final = _("电子监察提醒")


def people_tell(accounts: Collection[UUID], notice: Notice, row: Finding, *, now: datetime) -> int:
    """Write a mail to each of them who has an address for his work; return how many were written."""
    if not accounts or sender(Channel.MAIL) is None:
        return 0
    with override(LANGUAGE):
        text = str(_TEXTS[notice]) % {
            "number": row.number, "rule": rule_text(row.rule), "case": row.case_number or "–",
            "due": row.due_on.isoformat() if row.due_on else "–",
        }  # fmt: skip
        title = str(_TITLE)
    mails = work_mails(accounts)
    for account_id, address in mails.items():
        message_write(Told(Channel.MAIL, address, (STAFF, account_id), title, text), now=now)
    return len(mails)
