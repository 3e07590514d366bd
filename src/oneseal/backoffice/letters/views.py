"""The authorisation letters of the agency: what they authorise, until when, and whether acts demand them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.letters.forms import LetterForm, RevokeForm, own_items
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.sheets import Sheet, confirmed, filled_in
from oneseal.foundation.files.services import open_file
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import LetterNotFound
from oneseal.identity.selectors import AUTHORITY_WORDS, agency_by_id, authorisation_of, ends_soon, letter_of, letters_of
from oneseal.identity.services import letter_keep, letter_revoke, letters_demand
from oneseal.kernel.access import Authorisation, Standing
from oneseal.kernel.errors import RuleError

PAGE: Final = 50
STANDINGS: Final = {
    Standing.IN_FORCE: (gettext_lazy("有效"), "success"),
    Standing.FUTURE: (gettext_lazy("尚未开始"), "info"),
    Standing.EXPIRED: (gettext_lazy("已到期"), ""),
    Standing.REVOKED: (gettext_lazy("已撤销"), ""),
}


@require_safe
@requires("identity.manage")
def letters(request: SignedInRequest) -> HttpResponse:
    """List the letters of the agency, warn of those that end soon, and say whether acts demand them."""
    words, start = words_told(request, "words"), _start(request)
    rows = list(letters_of(request.actor, words=words)[start : start + PAGE + 1])
    on, items = today(), own_items(request.actor)
    lines = [_line(row.id, authorisation_of(row), row.signed_by, items=items, on=on) for row in rows[:PAGE]]
    context = {
        "agency": agency_by_id(request.actor.own_agency),
        "words": words,
        "lines": lines,
        "soon": [line for line in lines if line["is_soon"]],
        "next_url": "?" + urlencode([("words", words), ("start", str(start + PAGE))]) if len(rows) > PAGE else "",
    }
    return show(request, "backoffice/letters/letters.html", context, room="letters")


def _start(request: SignedInRequest) -> int:
    told = request.GET.get("start", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 7 else 0


def _line(
    letter_id: UUID | None, letter: Authorisation, signed_by: str, *, items: dict[UUID, str], on: date
) -> dict[str, Any]:
    """Return what a page says of a letter."""
    standing, kind = STANDINGS[letter.standing(on)]
    return {
        "id": letter_id,
        "letter": letter,
        "signed_by": signed_by,
        "standing": standing,
        "kind": kind,
        "is_soon": ends_soon(letter, on=on),
        "days_left": (letter.until_on - on).days,
        "authorities": _authorities(letter.authorities),
        "lacking": [word for authority, word in AUTHORITY_WORDS.items() if authority not in letter.authorities],
        "items": [items.get(item_id, _("已不在用的事项")) for item_id in sorted(letter.item_ids)],
    }


def _authorities(told: Collection[str]) -> list[Any]:
    return [word for authority, word in AUTHORITY_WORDS.items() if authority in told]


def _sheet(title: str, purpose: str, action: str) -> Sheet:
    return Sheet(title, purpose, action, "letters", reverse("backoffice:letters"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def make(request: SignedInRequest) -> HttpResponse:
    """Show what a letter will authorise, then enter it."""
    form = LetterForm(sent_in(request), request.FILES or None, actor=request.actor)
    status, preview = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid() and "preview" in request.POST:
            status, told = 200, form.told()
            items = own_items(request.actor)
            preview = _line(None, form.previewed(), told.signed_by, items=items, on=today())
        elif form.is_valid():
            try:
                kept = letter_keep(told=form.told(), scan=form.scanned(), actor=request.actor, now=now())
            except RuleError as problem:
                status = refused(form, problem, fields={"identity.letter_taken": "number", "files.": "scan"})
            else:
                messages.success(request, _("授权书已登记。"))
                return redirect("backoffice:letter", kept)
    context = {"form": form, "preview": preview}
    return show(request, "backoffice/letters/letter_new.html", context, room="letters", status=status)


@require_safe
@requires("identity.manage")
def letter(request: SignedInRequest, letter_id: UUID) -> HttpResponse:
    """Show a letter with its scan."""
    row = letter_of(request.actor, letter_id)
    if row is None:
        raise LetterNotFound("no such letter")
    line = _line(row.id, authorisation_of(row), row.signed_by, items=own_items(request.actor), on=today())
    return show(request, "backoffice/letters/letter.html", {"line": line, "row": row}, room="letters")


@require_safe
@requires("identity.manage")
def scan(request: SignedInRequest, letter_id: UUID) -> HttpResponseBase:
    """Give the scan of a letter."""
    row = letter_of(request.actor, letter_id)
    if row is None or not row.scan_sha256:
        raise LetterNotFound("no such letter, or no scan")
    answer = FileResponse(open_file(row.scan_sha256), content_type=row.scan_type)
    return private_file(answer, row.scan_name)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def revoke(request: SignedInRequest, letter_id: UUID) -> HttpResponse:
    """Ask why, then revoke a letter from today on."""
    row = letter_of(request.actor, letter_id)
    if row is None:
        raise LetterNotFound("no such letter")
    form = RevokeForm(sent_in(request))

    def act() -> str:
        letter_revoke(letter_id=letter_id, reason=form.cleaned_data["reason"], actor=request.actor, now=now())
        return _("授权书“%(number)s”已撤销。") % {"number": row.number}

    purpose = _("自今天起不能再凭这份授权书办理，已经办理的不受影响。撤销以后不能恢复，可以另行登记。")
    sheet = _sheet(_("撤销授权书“%(number)s”") % {"number": row.number}, purpose, _("撤销授权书"))
    return filled_in(request, form, sheet=sheet, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def demand(request: SignedInRequest) -> HttpResponse:
    """Ask, then begin or cease to demand a letter in force for each act on a case."""
    is_demanded = not agency_by_id(request.actor.own_agency).demands_letters

    def act() -> str:
        letters_demand(is_demanded=is_demanded, actor=request.actor, now=now())
        return _("已要求授权书。") if is_demanded else _("已不再要求授权书。")

    if is_demanded:
        purpose = _(
            "从现在起，本机关的人员办理受理、审查、决定、发证和组织勘验评审，都要有在有效期内的授权书，否则不能办理。"
        )
        return confirmed(request, sheet=_sheet(_("要求授权书"), purpose, _("要求授权书")), act=act)
    purpose = _("从现在起，本机关的人员按岗位权限办理，不再检查授权书。已登记的授权书保留。")
    return confirmed(request, sheet=_sheet(_("不再要求授权书"), purpose, _("不再要求授权书")), act=act)
