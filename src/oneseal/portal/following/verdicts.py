"""What a verification means, in words; only public facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.foundation.timekeeping import BEIJING
from oneseal.licences.selectors import Verdict, Verified


@dataclass(frozen=True, slots=True)
class Meaning:
    """One verdict: its word, what it means, what to do, and its icon."""

    word: Promise
    meaning: Promise
    to_do: Promise
    icon: str


MEANINGS: Final = {
    Verdict.VALID: Meaning(
        gettext_lazy("有效"),
        gettext_lazy("这份证照由本平台签发，今天有效。"),
        gettext_lazy("请核对下面的持证主体和编号，是否与您看到的证照一致。"),
        "success",
    ),
    Verdict.EXPIRED: Meaning(
        gettext_lazy("已过期"),
        gettext_lazy("这份证照由本平台签发，但有效期已过。"),
        gettext_lazy("请向持证主体索要现行有效的证照；持证主体请申请延续或重新办理。"),
        "warning",
    ),
    Verdict.SUPERSEDED: Meaning(
        gettext_lazy("已换新版"),
        gettext_lazy("这份证照由本平台签发，后来经延续或变更换了新版，本版不再有效。"),
        gettext_lazy("请以下面“现行版本”所列的证照标识为准，向持证主体索要新版。"),
        "warning",
    ),
    Verdict.REVOKED: Meaning(
        gettext_lazy("已撤销"),
        gettext_lazy("这份证照由本平台签发，后来被依法撤销，不再有效。"),
        gettext_lazy("请不要再凭它办事；有疑问请联系发证机关。"),
        "error",
    ),
    Verdict.REISSUED: Meaning(
        gettext_lazy("已补发作废"),
        gettext_lazy("这份证照由本平台签发，后来因遗失或者损毁补发，原证照已经作废。"),
        gettext_lazy("请以下面“现行版本”所列的证照标识为准，向持证主体索要补发的证照。"),
        "warning",
    ),
    Verdict.SUSPENDED: Meaning(
        gettext_lazy("已暂扣"),
        gettext_lazy("这份证照由本平台签发，现因行政处罚被暂扣，暂扣期间不能使用。"),
        gettext_lazy("暂扣期间请不要凭它办事；有疑问请联系发证机关。"),
        "warning",
    ),
    Verdict.RECALLED: Meaning(
        gettext_lazy("已依法撤回"),
        gettext_lazy("这份证照由本平台签发，后来发证机关因法律或者客观情况变化依法撤回了许可，不再有效。"),
        gettext_lazy("请不要再凭它办事；有疑问请联系发证机关。"),
        "error",
    ),
    Verdict.TAKEN_AWAY: Meaning(
        gettext_lazy("已吊销"),
        gettext_lazy("这份证照由本平台签发，后来因行政处罚被吊销，不再有效。"),
        gettext_lazy("请不要再凭它办事；有疑问请联系发证机关。"),
        "error",
    ),
    Verdict.CANCELLED: Meaning(
        gettext_lazy("已注销"),
        gettext_lazy("公告：这份证照由本平台签发，后来发证机关依照《行政许可法》第七十条办理了注销，不再有效。"),
        gettext_lazy("请不要再凭它办事；有疑问请联系发证机关。"),
        "error",
    ),
    Verdict.ALTERED: Meaning(
        gettext_lazy("被改动过"),
        gettext_lazy("这个文件自称是本平台的证照或文书，但内容与原件不一致。"),
        gettext_lazy("请不要采信，向持证主体索要原件，或用证照上的二维码核验。"),
        "error",
    ),
    Verdict.UNKNOWN: Meaning(
        gettext_lazy("查无此证"),
        gettext_lazy("本平台没有签发过这样的证照或文书。"),
        gettext_lazy("请逐字核对标识后再查一次；仍然查不到的，请联系发证机关，不要采信。"),
        "warning",
    ),
    Verdict.PAPER: Meaning(
        gettext_lazy("属实"),
        gettext_lazy("这份文书由本平台出具。"),
        gettext_lazy("请核对下面的名称和文号，是否与您看到的文书一致。"),
        "success",
    ),
}


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """A verdict with the public facts behind it; `newest` is the identifier of the version in force, or ""."""

    verdict: str
    meaning: Meaning
    entries: list[dict[str, str]]
    newest: str


def shown_verdict(found: Verified) -> ShownVerdict:
    """Return what the public page says of a verification."""
    newest = found.newest.identifier if found.newest else ""
    return ShownVerdict(found.verdict.value, MEANINGS[found.verdict], _entries(found), newest)


def _entries(found: Verified) -> list[dict[str, str]]:
    pairs: list[tuple[str, str | None]] = [(_("名称"), found.paper_title), (_("编号"), found.paper_number)]
    licence = found.licence
    if licence is not None:
        pairs.append((_("持证主体"), _holder(licence.holder_name, is_organisation=_has_code(licence.fields))))
    pairs.append((_("出具机关"), found.agency_name))
    pairs.append((_("出具日期"), date_format(found.issued_on, "Y-m-d") if found.issued_on else None))
    if licence is not None:
        until = date_format(licence.valid_until_on, "Y-m-d") if licence.valid_until_on else _("未载明")
        pairs.append((_("有效期至"), until))
        pairs.append((_("证照标识"), licence.identifier))
        pairs.append((_("注销日期"), _day(licence.cancelled_at)))
    if found.newest is not None:
        until = date_format(found.newest.valid_until_on, "Y-m-d") if found.newest.valid_until_on else _("未载明")
        pairs.append((_("现行版本"), found.newest.identifier))
        pairs.append((_("现行版本有效期至"), until))
    return [{"label": label, "value": value} for label, value in pairs if value]


def _day(at: datetime | None) -> str | None:
    return date_format(at.astimezone(BEIJING), "Y-m-d") if at else None


def _holder(name: str, *, is_organisation: bool) -> str:
    return name if is_organisation else name[:1] + "*" * (len(name) - 1)


def _has_code(fields: list[list[str]]) -> bool:
    """Return whether the face states a credit code, as only organisations have one."""
    return any(label == "统一社会信用代码" and value for label, value in fields)
