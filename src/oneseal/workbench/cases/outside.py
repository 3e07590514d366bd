"""What outside systems said about a case: registries, credit, and the messages that went to the applicant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import CaseFacts
from oneseal.credit.selectors import CreditStanding, credit_of
from oneseal.evaluation.selectors.inviting import without_codes
from oneseal.exchange.selectors import RegistryAnswer, registry_answer_of
from oneseal.foundation.notify.selectors import messages_about
from oneseal.foundation.timekeeping import now, today

ASKED_FOR: Final = timedelta(days=1)  # the jobs that ask give up after a day
REGISTRIES: Final[dict[str, Promise]] = {
    "population": gettext_lazy("人口库"),
    "companies": gettext_lazy("法人库"),
}
VERDICTS: Final[dict[str, tuple[Promise, str]]] = {
    "matches": (gettext_lazy("一致"), "success"),
    "differs": (gettext_lazy("不一致，请核对原件"), "warning"),
    "unknown": (gettext_lazy("库中没有"), "warning"),
    "not_checked": (gettext_lazy("尚未核对"), ""),
}
LISTS: Final[dict[str, tuple[Promise, str]]] = {
    "red": (gettext_lazy("守信红榜"), "success"),
    "black": (gettext_lazy("失信黑名单"), "warning"),
}
STATES: Final[dict[str, Promise]] = {
    "waiting": gettext_lazy("等待发出"),
    "sent": gettext_lazy("已发出"),
    "refused": gettext_lazy("发不出去，请用其他方式告知"),
    "withdrawn": gettext_lazy("没有发出，申请人已撤回同意"),
}


def outside_of(facts: CaseFacts) -> dict[str, Any]:
    """Return the panel of outside systems: a line for the registry, one for credit, and the messages."""
    is_asked = facts.received_at is not None and now() - facts.received_at < ASKED_FOR
    return {
        "registry": _registry(registry_answer_of(facts), is_asked=is_asked),
        "credit": _credit(credit_of(facts, today=today()), is_asked=is_asked),
        "messages": [
            {
                "title": row.title, "to": row.masked, "text": without_codes(row.text), "state": STATES[row.state],
                "at": row.written_at,
            }
            for row in messages_about(facts.id)
        ],
    }  # fmt: skip


def _registry(answer: RegistryAnswer, *, is_asked: bool) -> dict[str, Any]:
    words, kind = VERDICTS[answer.verdict.value]
    note = "" if answer.is_connected or answer.checked_at else _("本市尚未接入，请核对原件。")
    if answer.is_connected and answer.checked_at is None:
        note = _("对方系统尚未回答，会自动再问；不影响办理。") if is_asked else _("对方系统没有回答，请核对原件。")
    return {
        "name": REGISTRIES[answer.registry], "words": words, "kind": kind, "at": answer.checked_at, "note": note,
    }  # fmt: skip


def _credit(standing: CreditStanding, *, is_asked: bool) -> dict[str, Any]:
    if standing.checked_at is None:
        waiting = _("信用平台尚未回答，会自动再问；不影响办理。") if is_asked else _("信用平台没有回答。")
        note = waiting if standing.is_connected else _("本市尚未接入信用平台。")
        return {"entries": [], "at": None, "note": note}
    entries = [
        {
            "words": LISTS[entry.list.value][0], "kind": LISTS[entry.list.value][1], "source": entry.source,
            "reason": entry.reason, "from_on": entry.from_on, "to_on": entry.to_on,
        }
        for entry in standing.entries
    ]  # fmt: skip
    note = "" if entries else _("红黑名单中都没有记录。")
    return {"entries": entries, "at": standing.checked_at, "note": note}
