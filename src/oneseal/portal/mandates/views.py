"""Written mandates: see, give, bring, confirm and end them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oneseal.catalog.selectors import items_received
from oneseal.foundation import timekeeping
from oneseal.foundation.files.services import open_file
from oneseal.foundation.http.access import SignedInRequest, private_file, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.http.throttle import Throttle
from oneseal.identity.errors import AgentUnknown, MandateNotFound
from oneseal.identity.selectors import mandate_of, mandates_of, organisations_represented, person_of
from oneseal.identity.services import mandate_accept, mandate_ask, mandate_give, mandate_revoke
from oneseal.kernel.errors import RuleError
from oneseal.portal.mandates.forms import AskForm, GiveForm, LetterForm
from oneseal.portal.pages import page

# Whoever asks again and again for names and numbers is slowed down.
GUESSES = Throttle("mandate-person", tries=10, seconds=3600)
STANDINGS = {
    "in_force": (gettext_lazy("有效"), "success"),
    "waiting": (gettext_lazy("等待委托人确认"), "warning"),
    "future": (gettext_lazy("尚未开始"), "info"),
    "past": (gettext_lazy("已到期"), ""),
    "over": (gettext_lazy("已结束"), ""),
}


def _items() -> list[tuple[str, str]]:
    return [(str(row.item_id), row.name) for row in items_received(on=timekeeping.today())]


@signed_in
@require_GET
def mandates(request: SignedInRequest) -> HttpResponse:
    """List the mandates that the reader gave and those he holds."""
    names, today = dict(_items()), timekeeping.today()
    rows = []
    for row in mandates_of(request.actor):
        standing = row.standing(today)
        words, kind = STANDINGS[standing]
        items = "、".join(names.get(str(item), _("已停办的事项")) for item in row.item_ids)
        rows.append(
            {
                "mandate": row, "standing": words, "kind": kind, "items": items or _("全部事项"),
                "is_open": row.until_on is None and standing != "past",
                "can_accept": row.is_given and standing == "waiting",
            }
        )  # fmt: skip
    context = {
        "given": [row for row in rows if row["mandate"].is_given],  # type: ignore[attr-defined]  # a mandate
        "held": [row for row in rows if not row["mandate"].is_given],  # type: ignore[attr-defined]  # a mandate
        "is_person": person_of(request.actor) is not None,
    }
    return page(request, "portal/mandates/mandates.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def give(request: SignedInRequest) -> HttpResponse:
    """Give somebody a written mandate."""
    person = person_of(request.actor)
    own = [(str(person.id), _("我本人（%(name)s）") % {"name": person.name})] if person else []
    principals = [*own, *((str(row.id), row.name) for row in organisations_represented(request.actor))]
    form = GiveForm(
        request.POST or None, request.FILES or None, today=timekeeping.today(), items=_items(), principals=principals
    )

    def act() -> None:
        principal_id = UUID(form.cleaned_data["principal"])
        told, letter = form.told(), form.signed()
        mandate_give(principal_id=principal_id, told=told, letter=letter, actor=request.actor, now=timekeeping.now())

    return _written(request, form, act, title=_("委托他人办理"), said=_("委托已生效。您可以随时撤销。"))


@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Enter a letter that somebody signed for the reader."""
    form = AskForm(request.POST or None, request.FILES or None, today=timekeeping.today(), items=_items())

    def act() -> None:
        mandate_ask(told=form.told(), letter=form.signed(), actor=request.actor, now=timekeeping.now())

    said = _("已登记。委托人登录后确认，或者带委托书原件到窗口确认，委托才生效。")
    return _written(request, form, act, title=_("登记收到的委托书"), said=said)


def _written(
    request: SignedInRequest, form: LetterForm, act: Callable[[], None], *, title: str, said: str
) -> HttpResponse:
    """Write a mandate, or show its form again with everything that was typed."""
    key, status = str(request.actor.account_id), 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            GUESSES.check(key)
            act()
        except AgentUnknown as problem:
            GUESSES.failed(key)
            form.add_error("id_number", sentence(problem))
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, said)
            return redirect("portal:mandates")
    return page(request, "portal/mandates/letter.html", {"form": form, "title": title}, status=status)


@signed_in
@require_POST
def accept(request: SignedInRequest, mandate_id: UUID) -> HttpResponse:
    """Confirm a mandate that an agent entered."""
    mandate_accept(mandate_id=mandate_id, actor=request.actor, now=timekeeping.now())
    messages.success(request, _("委托已确认，从它的第一天起有效。"))
    return redirect("portal:mandates")


@signed_in
@require_http_methods(["GET", "POST"])
def revoke(request: SignedInRequest, mandate_id: UUID) -> HttpResponse:
    """Ask, then end a mandate."""
    found = mandate_of(request.actor, mandate_id)
    if found is None:
        raise MandateNotFound("no such mandate of the actor")
    if request.method == "POST":
        mandate_revoke(mandate_id=mandate_id, actor=request.actor, now=timekeeping.now())
        messages.success(request, _("委托已结束。"))
        return redirect("portal:mandates")
    return page(request, "portal/mandates/revoke.html", {"mandate": found})


@signed_in
@require_GET
def letter(request: SignedInRequest, mandate_id: UUID) -> HttpResponseBase:
    """Give the signed letter to either side."""
    found = mandate_of(request.actor, mandate_id)
    if found is None:
        raise MandateNotFound("no such mandate of the actor")
    answer = FileResponse(open_file(found.letter_sha256), content_type=found.letter_type)
    return private_file(answer, found.letter_name)
