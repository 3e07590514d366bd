"""The library of articles: found, read, marked as changed or abolished, and who is affected."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.ledgers.forms import EndForm
from oneseal.backoffice.ledgers.tabs import ROOM, shown, state_asked, state_chips
from oneseal.backoffice.pages import sent_in
from oneseal.backoffice.sheets import Sheet, confirmed, filled_in
from oneseal.catalog.selectors.laws import STATES, RestingItem, law_shown, laws_found
from oneseal.catalog.services import law_end, law_ending_withdraw
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told, words_told
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import now, today

BYTE_ORDER_MARK = "\ufeff"


@require_safe
@requires("catalog.edit")
def laws(request: SignedInRequest) -> HttpResponse:
    """List the laws that items rest on, by name; `?state=` narrows to what ends or has ended."""
    words, state = words_told(request, "q"), state_asked(request, STATES)
    start = number_told(request.GET.get("from", ""))
    found = laws_found(words, on=today(), state=state, start=start)
    context = {
        "found": found, "words": words, "chips": _chips(words, state),
        "next_url": _address(words, state, start=found.next_start) if found.next_start else "",
        "previous_url": _address(words, state, start=0) if start else "",
    }  # fmt: skip
    return shown(request, "backoffice/ledgers/laws.html", context, tab="laws")


def _chips(words: str, state: str) -> list[dict[str, object]]:
    named = (("in_force", _("现行有效")), ("ending", _("将不再施行")), ("ended", _("不再施行")))
    return state_chips(words, state, named)


def _address(words: str, state: str, *, start: int) -> str:
    return "?" + urlencode({"q": words, "state": state, "from": start})


@require_safe
@requires("catalog.edit")
def law(request: SignedInRequest, law_id: UUID) -> HttpResponse:
    """Show a law: its articles, the items that rest on each, and whom a change of it touches."""
    return shown(request, "backoffice/ledgers/law.html", {"shown": law_shown(law_id, on=today())}, tab="laws")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def law_end_page(request: SignedInRequest, law_id: UUID) -> HttpResponse:
    """Say from when a law, or some of its articles, is no longer in force."""
    found = law_shown(law_id, on=today())
    form = EndForm(sent_in(request), articles=found.articles)

    def act() -> str:
        law_end(law_id=law_id, told=form.told(), actor=request.actor, now=now())
        return _("已标记。下面是受影响的事项，请通知负责的机关修改。")

    purpose = _("%(law)s：标记以后，引用它的草稿从那一天起不能发布，受影响的事项可以导出。") % {"law": found.law.name}
    sheet = Sheet(_("法律修改或者废止"), purpose, _("标记"), ROOM, reverse("backoffice:law", args=[law_id]))
    return filled_in(request, form, sheet=sheet, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def law_ending_withdraw_page(request: SignedInRequest, law_id: UUID) -> HttpResponse:
    """Ask, then take back what was said of the end of a law."""
    found = law_shown(law_id, on=today())

    def act() -> str:
        law_ending_withdraw(law_id=law_id, actor=request.actor, now=now())
        return _("已撤回标记，这部文件重新作为现行有效。")

    told = _("撤回对“%(law)s”的标记：引用它的事项又可以发布。") % {"law": found.law.name}
    sheet = Sheet(_("撤回标记"), told, _("撤回标记"), ROOM, reverse("backoffice:law", args=[law_id]))
    return confirmed(request, sheet=sheet, act=act)


@require_safe
@requires("catalog.edit")
def affected(request: SignedInRequest, law_id: UUID) -> HttpResponse:
    """Hand out the items that a change of a law touches, as a table."""
    found = law_shown(law_id, on=today())
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("部门"), _("事项名称"), _("版本"), _("生效日期"), _("引用它的要素"), _("引用处数")])
    writer.writerows(_line(row) for row in found.affected)
    response = HttpResponse(BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = _("%(law)s影响的事项.csv") % {"law": found.law.name[:80]}
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _line(row: RestingItem) -> list[Any]:
    elements = ", ".join(row.elements_en) if is_english() else "、".join(row.elements)
    day = row.effective_on.isoformat() if row.effective_on else ""
    return [_plain(row.agency_name), _plain(row.name), row.number, day, elements, row.places]


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text
