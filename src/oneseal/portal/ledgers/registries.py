"""The list of certificates and the list of intermediary services: searched, narrowed to a state, and as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from oneseal.catalog.selectors.intermediaries import intermediaries_between, intermediaries_listed
from oneseal.catalog.selectors.intermediary_words import STATES, TABLE_HEADS, service_row, service_said
from oneseal.catalog.selectors.ledgers import certificates_listed
from oneseal.foundation.http.access import public
from oneseal.foundation.timekeeping import today
from oneseal.portal.ledgers.listing import FILES, list_file, narrowed
from oneseal.portal.pages import page

Row = dict[str, str]

REPLACEMENTS: Final = {
    "licence_check": gettext_lazy("核验证照"),
    "data_check": gettext_lazy("数据核验"),
    "promise": gettext_lazy("告知承诺"),
}
CERTIFICATE_HEADS: Final = (
    "number", "name", "state", "basis", "demanding_unit", "issuing_unit", "replacement", "replacement_note", "document",
)  # fmt: skip


@public
@require_safe
def ledger(request: HttpRequest, name: str) -> HttpResponse:
    """Show a list by its name; `?as=` gives the whole of it away as a file."""
    shown, heads, rows = _LEDGERS[name]
    kind = request.GET.get("as", "")
    return list_file(kind, name, heads=heads, rows=rows()) if kind in FILES else shown(request)


def _certificates(request: HttpRequest) -> HttpResponse:
    """List the certificates that the city keeps or has cancelled."""
    told = narrowed(request, (("kept", _("保留")), ("cancelled", _("取消"))))
    rows = [{"row": row, "replacement": REPLACEMENTS.get(row.replacement, "")} for row in
            certificates_listed(words=told["words"], state=told["state"])]  # fmt: skip
    return page(request, "portal/ledgers/certificates.html", {**told, "rows": rows})


def _certificate_rows() -> Iterator[dict[str, str]]:
    return ({head: getattr(row, head) for head in CERTIFICATE_HEADS} for row in certificates_listed())


def _intermediaries(request: HttpRequest) -> HttpResponse:
    """List the intermediary services that the city keeps or has cleaned; two days narrow to those cleaned between."""
    told = narrowed(request, [(key, str(label)) for key, label in STATES.items()])
    between = intermediaries_between(request.GET)
    listed = between.rows if between else intermediaries_listed(on=today(), words=told["words"], state=told["state"])
    rows = [{"row": row, "said": service_said(row)} for row in listed]
    return page(request, "portal/ledgers/intermediaries.html", {**told, "rows": rows, "between": between})


def _intermediary_rows() -> Iterator[dict[str, str]]:
    return map(service_row, intermediaries_listed(on=today()))


_LEDGERS: Final[Mapping[str, tuple[Callable[..., HttpResponse], Sequence[str], Callable[..., Iterable[Row]]]]] = {
    "certificates": (_certificates, CERTIFICATE_HEADS, _certificate_rows),
    "intermediaries": (_intermediaries, TABLE_HEADS, _intermediary_rows),
}
