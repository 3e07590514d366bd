"""What the list says of an intermediary service, line by line in words: for pages of either room and for tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.catalog.models import IntermediaryVersion
from oneseal.catalog.rules.intermediaries import IntermediaryState, Payer, Tie

STATES: Final[dict[str, str | Promise]] = {
    IntermediaryState.KEPT.value: gettext_lazy("保留"),
    IntermediaryState.CLEANED.value: gettext_lazy("已清理"),
}
PAYERS: Final[dict[str, str | Promise]] = {
    Payer.UNKNOWN.value: gettext_lazy("尚未查明"),
    Payer.APPLICANT.value: gettext_lazy("申请人"),
    Payer.AGENCY.value: gettext_lazy("审批机关"),
}
TIES: Final[dict[str, str | Promise]] = {
    Tie.UNKNOWN.value: gettext_lazy("尚未查明"),
    Tie.NONE.value: gettext_lazy("没有隶属或者主管关系"),
    Tie.TIED.value: gettext_lazy("尚未脱钩"),
    Tie.DECOUPLED.value: gettext_lazy("已经脱钩"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One line: its heading and its words; empty words are unknown, not left out."""

    label: str
    text: str


def service_said(row: IntermediaryVersion) -> tuple[Said, ...]:
    """Return what is said of a service; lines about its state and its ties stand only where there is one."""
    lines = [*basics_said(row)]
    if row.document:
        label = _("清理的文件") if row.state == IntermediaryState.CLEANED else _("保留的文件")
        lines += [Said(label, document_words(row)), Said(_("理由"), row.state_reason)]
    lines.append(Said(_("脱钩情况"), str(TIES[row.tie]) if row.tie else ""))
    if row.tie_document or row.tied_agency or row.tied_body:
        lines += [
            Said(_("有关机构"), row.tied_body), Said(_("挂靠的机关"), row.tied_agency),
            Said(_("脱钩的文件"), row.tie_document),
        ]  # fmt: skip
    return tuple(lines)


def basics_said(row: IntermediaryVersion) -> tuple[Said, ...]:
    """Return what an applicant asks first: trade, basis, who pays, who may provide it."""
    return (
        Said(_("行业"), row.trade), Said(_("设定依据"), basis_words(row)),
        Said(_("谁付费"), str(PAYERS[row.payer]) if row.payer else ""), Said(_("谁可以提供"), row.provider),
    )  # fmt: skip


def basis_words(row: IntermediaryVersion) -> str:
    """Return law and article on which a service rests, empty where nobody has found them."""
    return f"《{row.law}》{row.article}" if row.law else ""


def document_words(row: IntermediaryVersion) -> str:
    """Return the document that keeps or cleans a service, with its day and its batch."""
    day = row.document_on.isoformat() if row.document_on else ""
    more = " · ".join(part for part in (day, row.batch) if part)
    return f"{row.document}（{more}）" if more else row.document


TABLE_HEADS: Final = (
    "number", "name", "state", "trade", "law", "article", "payer", "provider", "effective_on", "document",
    "document_on", "batch", "state_reason", "tie", "tied_body", "tied_agency", "tie_document",
)  # fmt: skip


def service_row(row: IntermediaryVersion) -> dict[str, str]:
    """Return a service as a row for other systems: codes as they are kept, what is unknown empty."""
    own = {"number": row.service.number, "name": row.service.name}
    told = {name: getattr(row, name) for name in TABLE_HEADS if name not in own}
    return own | {name: "" if value is None else str(value) for name, value in told.items()}
