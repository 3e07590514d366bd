"""What becomes of a case, in words for its applicant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import RUNNING, CaseFacts, CaseRow
from oneseal.kernel.clock import Unit
from oneseal.portal.templatetags.portal import item_name

STATES: Final[dict[str, Promise]] = {
    "draft": gettext_lazy("草稿，尚未提交"),
    "submitted": gettext_lazy("已提交，等待受理"),
    "pre_review": gettext_lazy("已提交，正在预审"),
    "correction_pending": gettext_lazy("需要您补正"),
    "not_accepted": gettext_lazy("不予受理"),
    "accepted": gettext_lazy("已受理"),
    "under_review": gettext_lazy("审查中"),
    "suspended": gettext_lazy("已中止办理"),
    "decision_pending": gettext_lazy("等待决定"),
    "granted": gettext_lazy("准予许可，正在制作证照"),
    "refused": gettext_lazy("不予许可"),
    "issuing": gettext_lazy("准予许可，等待领取"),
    "delivered": gettext_lazy("已送达"),
    "withdrawn": gettext_lazy("已撤回"),
    "returned": gettext_lazy("已退件或者终止办理"),
    "forwarded_up": gettext_lazy("初审完毕，已报送上级机关"),
    "voided": gettext_lazy("因登记错误作废"),
    "archived": gettext_lazy("已办结"),
}
ENDED: Final[dict[str, Promise]] = {
    "returned": gettext_lazy("逾期未补正，已退件"),
    "unkept": gettext_lazy("承诺的材料没有补齐，已退件"),
    "terminated": gettext_lazy("已终止办理"),
}
UNDECIDED: Final = frozenset({"withdrawn", "returned", "unkept", "terminated", "voided"})


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One case in a list: where it stands and what to do next."""

    name: str
    party: str
    number: str
    state: str
    url: str
    action: str
    kind: str
    light: str
    remaining: int | None
    unit: Unit
    is_running: bool
    unread: int = 0


def state_words(facts: CaseFacts) -> str:
    """Return where a case stands."""
    if facts.state.value == "granted" and facts.awaiting:
        return _("准予，等待领取")  # there is no licence to make
    ended = ENDED.get(facts.outcome) if facts.state.value == "returned" else None
    return str(ended or STATES[facts.state.value])


def case_cards(
    rows: Iterable[CaseRow], *, unread: Mapping[UUID, int] | None = None, owing: Collection[UUID] = ()
) -> list[CaseCard]:
    """Return the cards of cases; what waits for the applicant comes first, a fee that is `owing` too."""
    cards = [
        replace(_card(row, is_owing=row.facts.id in owing), unread=(unread or {}).get(row.facts.id, 0)) for row in rows
    ]
    return sorted(cards, key=lambda card: card.kind != "primary")


def _card(row: CaseRow, *, is_owing: bool) -> CaseCard:
    facts, clock = row.facts, row.clock
    action, target, kind, part = _("看进度"), "portal:my_case", "secondary", ""
    if facts.state.value == "draft":
        action, target = _("继续填写"), "portal:form"
    elif facts.state.value == "correction_pending":
        action, target, kind = _("去补正"), "portal:correct", "primary"
    elif is_owing:
        action, kind, part = _("去缴费"), "primary", "#fees"
    return CaseCard(
        name=item_name(facts), party=facts.party_name, number=facts.number or "", state=state_words(facts),
        url=reverse(target, args=[facts.id]) + part, action=action, kind=kind, light=clock.light.value,
        remaining=clock.remaining, unit=clock.unit, is_running=facts.state.value in RUNNING,
    )  # fmt: skip
