"""A list of a draft edited in place: rows unfold to their fields and save by themselves; each act can be taken back.

Without a script the same buttons lead to the pages of `entries`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from oneseal.backoffice.items.desk import CONFLICT, FLOW, UNFIT, Passing, saved_in_passing, told_in_passing
from oneseal.backoffice.items.entries import draft_of
from oneseal.backoffice.items.entry_forms import EntryForm
from oneseal.backoffice.pages import refused
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors import VersionFacts, version_for_editor
from oneseal.catalog.selectors.desk import grids
from oneseal.catalog.selectors.entries import EntryAsked, entry_asked
from oneseal.catalog.selectors.rows import Grid, GridRow
from oneseal.catalog.services.rows import RowTold, row_add, row_move, row_remove, row_save, rows_undo
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.errors import RuleError


def _is_in_place(request: SignedInRequest) -> bool:
    return "HX-Request" in request.headers


def _form(
    request: SignedInRequest, facts: VersionFacts, key: str, *, place: int | None, asked: Sequence[EntryAsked]
) -> EntryForm:
    sent = request.POST if request.method == "POST" else None
    # Each row has fields of its own, so their names in the page bear its place.
    auto_id = f"{key}-{'new' if place is None else place}-%s"
    form = EntryForm(sent, asked=asked, revision=facts.revision, auto_id=auto_id)
    # A row is known by its mark, whatever else changes in the draft.
    del form.fields["revision"]
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
@told_in_passing
def added(request: SignedInRequest, version_id: UUID, key: str) -> HttpResponse:
    """Unfold an empty row at the end of a list; a press adds it."""
    if not _is_in_place(request) and request.method != "POST":
        return redirect("backoffice:entry_new", version_id, key)
    facts = draft_of(request, version_id)
    form = _form(request, facts, key, place=None, asked=entry_asked(facts, key, None))
    if request.method != "POST":
        return render(request, "backoffice/items/desk/new_row.html", {"facts": facts, "form": form, "key": key})
    if form.is_valid():
        try:
            row_add(version_id=version_id, key=key, words=form.words(), actor=request.actor, now=now())
        except RuleError as problem:
            refused(form, problem)
        else:
            shown = {"told": gettext("已添加一条。"), "focus": "new"}
            return _list_again(request, facts, key, shown=shown, status=200)
    context = {"facts": facts, "form": form, "key": key}
    page = render(request, "backoffice/items/desk/new_row.html", context, status=UNFIT)
    return reswap(retarget(page, f"#new-{key}"), "innerHTML")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
@told_in_passing
def row(request: SignedInRequest, version_id: UUID, key: str, *, place: int) -> HttpResponse:
    """Unfold a row to its fields; what is changed in them is saved in passing."""
    if not _is_in_place(request) and request.method != "POST":
        return redirect("backoffice:entry", version_id, key, place)
    facts = draft_of(request, version_id)
    if request.method == "POST":
        return _row_sent(request, facts, key, place=place)
    form = _form(request, facts, key, place=place, asked=entry_asked(facts, key, place))
    context = {"facts": facts, "form": form, "key": key, "place": place, "row": grids(facts, [key])[key].rows[place]}
    return render(request, "backoffice/items/desk/row_form.html", context)


def _row_sent(request: SignedInRequest, facts: VersionFacts, key: str, *, place: int) -> HttpResponse:
    try:
        asked = entry_asked(facts, key, place)
    except RuleError as problem:
        said = (sentence(problem), gettext("您填写的内容还在，没有保存。"))
        return _row_answer(request, facts, (key, place), kept=Kept(CONFLICT, said))
    form = _form(request, facts, key, place=place, asked=asked)
    return _row_saved(request, facts, form, key=key, place=place)


def _row_saved(request: SignedInRequest, facts: VersionFacts, form: EntryForm, *, key: str, place: int) -> HttpResponse:
    mark = request.POST.get("over") or request.POST.get("mark", "")
    if not form.is_valid():
        return _row_answer(request, facts, (key, place), kept=Kept(UNFIT, tuple(_errors(form))))
    try:
        row_save(told=RowTold(facts.id, key, place, mark), words=form.words(), actor=request.actor, now=now())
    except WriteConflict:
        said = gettext("另一位工作人员刚刚改动了这一条。您填写的内容还在，没有保存。")
        return _row_answer(request, facts, (key, place), kept=Kept(CONFLICT, (said,)))
    except RuleError as problem:
        return _row_answer(request, facts, (key, place), kept=Kept(UNFIT, (sentence(problem),)))
    return _row_answer(request, facts, (key, place), kept=Kept())


def _errors(form: EntryForm) -> list[str]:
    """Return what is wrong with the fields of a row, each named."""
    found = []
    for name, errors in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else ""
        found += [str(error) if label in str(error) else f"{label}：{error}" for error in errors]
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a row: the status of the answer, and why it was held back."""

    status: int = 200
    errors: tuple[str, ...] = ()


def _row_answer(request: SignedInRequest, facts: VersionFacts, where: tuple[str, int], *, kept: Kept) -> HttpResponse:
    key, place = where
    listed = _list_now(request, facts, key)
    shown = next((row for row in listed.rows if row.place == place), None)
    extra = {"row": shown, "place": place, "errors": kept.errors, "is_taken": kept.status == CONFLICT, "key": key}
    passing = Passing(
        {}, notes=kept.errors, is_flow=key == FLOW, extra=extra, template="backoffice/items/desk/row_saved.html",
        status=kept.status,
    )  # fmt: skip
    return saved_in_passing(request, facts, passing)


def _list_now(request: SignedInRequest, facts: VersionFacts, key: str) -> Grid:
    return grids(version_for_editor(facts.id, actor=request.actor, on=today()), [key])[key]


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a list: what it does, what is told when it is done, and what is focused then."""

    act: Callable[[], object]
    told: str
    focus: str


def _pressed(request: SignedInRequest, facts: VersionFacts, key: str, *, press: Press) -> HttpResponse:
    """Do what a button of a list says, and answer with the list as it is then."""
    try:
        press.act()
    except WriteConflict:
        why = gettext("另一位工作人员刚刚改动了这份清单。这里是最新内容，请看过以后再操作。")
        return _list_again(request, facts, key, shown={"refusal": why})
    except RuleError as problem:
        return _list_again(request, facts, key, shown={"refusal": sentence(problem)})
    return _list_again(request, facts, key, shown={"told": press.told, "focus": press.focus}, status=200)


def _list_again(
    request: SignedInRequest, facts: VersionFacts, key: str, *, shown: Mapping[str, str], status: int = CONFLICT
) -> HttpResponse:
    """Answer with the whole list as it is now, and what can be taken back."""
    extra = {"grid": _list_now(request, facts, key), "told": "", "refusal": "", "focus": "", **shown, "key": key}
    passing = Passing(
        {}, notes=(shown["refusal"],) if "refusal" in shown else (), is_flow=key == FLOW, extra=extra,
        template="backoffice/items/desk/list_saved.html", status=status,
    )  # fmt: skip
    return saved_in_passing(request, facts, passing)


@require_POST
@requires("catalog.edit")
@told_in_passing
def move(request: SignedInRequest, version_id: UUID, key: str, *, place: int) -> HttpResponse:
    """Move a row a place up or down."""
    facts = draft_of(request, version_id)
    is_up = request.POST.get("to") == "up"
    told = RowTold(version_id, key, place, request.POST.get("mark", ""))
    focus = f"up-{place - 1}" if is_up else f"down-{place + 1}"
    press = Press(lambda: row_move(told=told, up=is_up, actor=request.actor, now=now()), gettext("已移动。"), focus)
    return _pressed(request, facts, key, press=press)


@require_POST
@requires("catalog.edit")
@told_in_passing
def remove(request: SignedInRequest, version_id: UUID, key: str, *, place: int) -> HttpResponse:
    """Remove a row; the answer offers to take it back."""
    facts = draft_of(request, version_id)
    told = RowTold(version_id, key, place, request.POST.get("mark", ""))
    done = gettext("已删除“%(name)s”。") % {"name": _name_of(grids(facts, [key])[key].rows, place)}
    press = Press(lambda: row_remove(told=told, actor=request.actor, now=now()), done, "undo")
    return _pressed(request, facts, key, press=press)


def _name_of(rows: Sequence[GridRow], place: int) -> str:
    return next((spoken(row.name, "text") for row in rows if row.place == place), "")


@require_POST
@requires("catalog.edit")
@told_in_passing
def undo(request: SignedInRequest, version_id: UUID, key: str) -> HttpResponse:
    """Take back the last adding, moving or removing."""
    facts = draft_of(request, version_id)
    press = Press(
        lambda: rows_undo(version_id=version_id, key=key, actor=request.actor, now=now()), gettext("已撤销。"), "undo"
    )
    return _pressed(request, facts, key, press=press)
