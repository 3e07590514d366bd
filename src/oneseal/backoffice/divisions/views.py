"""Search divisions, go down step by step, and say what the city knows of them."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import sent_in, show
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import beijing_date, now
from oneseal.identity.selectors import (
    division_by_code,
    divisions_below,
    divisions_found,
    followers_of,
    is_division_over,
    path_of,
)
from oneseal.identity.services import division_keep
from oneseal.identity.services.dividing import DivisionTold
from oneseal.ui.templatetags.ui import listed

UNKNOWN = gettext_lazy("不清楚可以留空，页面上显示为“尚未查明”。")
LEVELS = {
    "province": gettext_lazy("省级"), "city": gettext_lazy("地级"), "county": gettext_lazy("县级"),
    "township": gettext_lazy("乡级"),
}  # fmt: skip


class DivisionForm(OfficeForm):
    """What the city knows of a division."""

    code = forms.RegexField(
        label=gettext_lazy("区划代码"),
        regex=r"^(?:[0-9]{6}|[0-9]{9})$",
        help_text=gettext_lazy("到县级是6位，到乡级是9位。"),
        error_messages={"invalid": gettext_lazy("区划代码是6位或者9位数字。")},
    )
    name = forms.CharField(label=gettext_lazy("名称"), max_length=60)
    valid_from = forms.DateField(
        label=gettext_lazy("自何时起"), required=False, help_text=UNKNOWN,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    valid_until = forms.DateField(
        label=gettext_lazy("到何时止"), required=False, help_text=UNKNOWN,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    successor = forms.CharField(label=gettext_lazy("继任区划代码"), max_length=9, required=False, help_text=UNKNOWN)

    def told(self) -> DivisionTold:
        """Return what the city tells."""
        return DivisionTold(**self.cleaned_data)


@require_safe
@requires("identity.manage")
def divisions(request: SignedInRequest) -> HttpResponse:
    """Show what was searched for, or what lies below the division one is at."""
    words = words_told(request, "words")
    here = division_by_code(words_told(request, "under"))
    rows = list(divisions_found(words) if words else divisions_below(here.code if here else ""))
    on = beijing_date(now())
    followers = followers_of(row for row in rows if is_division_over(row, on=on))
    context: dict[str, Any] = {
        "words": words,
        "here": here,
        "way": path_of(here) if here else [],
        "rows": [{**_line(row, words, on), "followers": followers.get(row.code, [])} for row in rows],
    }
    return show(request, "backoffice/divisions/divisions.html", context, room="divisions")


def _line(row: Any, words: str, on: date) -> dict[str, Any]:  # noqa: ANN401 - a row of another room
    """Return what a row of the list says."""
    former = [name.name for name in row.former_names.all()] if words else []
    return {
        "row": row,
        "level": LEVELS.get(row.level, row.level),
        "way": _above(row, words),
        "former": list(dict.fromkeys(former)),
        "is_over": is_division_over(row, on=on),
        "since": _revision(row.named_since),
        "gone": _revision(row.gone_since),
    }


def _revision(revision: str) -> str:
    """Return the year and month of a revision as people write them."""
    return f"{revision[:4]}-{revision[4:]}" if revision else ""


def _above(row: Any, words: str) -> str:  # noqa: ANN401 - a row of another room
    """Return where a division that was found lies; in a list of one place it says itself."""
    return " · ".join(above.name for above in path_of(row)[:-1]) if words else ""


def _revisions_said(row: Any) -> list[str]:  # noqa: ANN401 - a row of another room
    """Return the sentences on what the revisions of the table say of a division."""
    former = [
        _("%(since)s至%(until)s各版中这个代码的名称是“%(name)s”。")
        % {"since": _revision(name.since), "until": _revision(name.until), "name": name.name}
        for name in row.former_names.all()
    ]
    since = [_("区划代码表自%(since)s版起列出它。") % {"since": _revision(row.named_since)}] if row.named_since else []
    gone = [_("自%(gone)s版起不再列出。") % {"gone": _revision(row.gone_since)}] if row.gone_since else []
    recorded = [told for told in followers_of([row]).get(row.code, []) if told.year is not None]
    by_notice = groupby(sorted(recorded, key=_notice), key=_notice)
    return [*since, *gone, *former, *(_followed(*notice, names=listed(told)) for notice, told in by_notice)]


def _notice(follower: Any) -> tuple[int, str]:  # noqa: ANN401 - a row of another room
    return follower.year, follower.notice


def _followed(year: int, notice: str, *, names: str) -> str:
    """Return the sentence on what followed a division by the ministry's record."""
    told = {"division": names, "year": year, "notice": notice}
    if notice:
        return _("按民政部%(year)s年区划变更情况（%(notice)s），由%(division)s继任。") % told
    return _("按民政部%(year)s年区划变更情况，由%(division)s继任。") % told


def _sheet(title: str, purpose: str, action: str) -> Sheet:
    return Sheet(title, purpose, action, "divisions", reverse("backoffice:divisions"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def make(request: SignedInRequest) -> HttpResponse:
    """Add a division of the city's own."""
    form = DivisionForm(sent_in(request))

    def act() -> str:
        division_keep(told=form.told(), actor=request.actor, now=now())
        return _("已添加区划。")

    purpose = _("表中没有的区划，例如新设立的街道。以后载入新的区划表不会改动它。")
    return filled_in(request, form, sheet=_sheet(_("添加区划"), purpose, _("添加区划")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def change(request: SignedInRequest, code: str) -> HttpResponse:
    """Say since when, until when, and by what a division was followed."""
    row = division_by_code(code)
    if row is None:
        raise Http404
    initial = {
        "code": row.code, "name": row.name, "valid_from": row.valid_from, "valid_until": row.valid_until,
        "successor": row.successor_id or "",
    }  # fmt: skip
    form = DivisionForm(sent_in(request), initial=initial)
    form.fields["code"].disabled = True
    form.fields["name"].disabled = bool(row.source)

    def act() -> str:
        division_keep(told=form.told(), actor=request.actor, now=now())
        return _("“%(name)s”已保存。") % {"name": row.name}

    purpose = " ".join([_("起止日期和继任区划按批准文件填写。"), *_revisions_said(row)])
    return filled_in(request, form, sheet=_sheet(str(row), purpose, _("保存")), act=act)
