"""A list of a draft edited in place: rows unfold to their fields and save by themselves; each act can be taken back.

Without a script the same buttons lead to the pages of `entries`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from oneseal.backoffice.items.desk import CONFLICT, FLOW, SOURCES, UNFIT, Passing, saved_in_passing, told_in_passing
from oneseal.backoffice.items.entries import draft_of
from oneseal.backoffice.items.entry_forms import EntryForm
from oneseal.backoffice.items.opened import (
    OpenRow,
    Shown,
    kept_in,
    open_rows,
    opened,
    own_row,
    renewed,
    shown_first,
    shown_told,
    standing,
)
from oneseal.backoffice.pages import refused
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors import VersionFacts, version_for_editor
from oneseal.catalog.selectors.desk import grids
from oneseal.catalog.selectors.entries import EntryAsked, entry_asked
from oneseal.catalog.selectors.rows import Grid, GridRow, clause_seen
from oneseal.catalog.services.rows import RowTold, row_add, row_move, row_remove, row_save, rows_undo
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.errors import RuleError

# A clause of the legal basis is told with the words of its source, so what changes in one list changes in the other.
TOGETHER = ("legal_basis", SOURCES)


def _is_in_place(request: SignedInRequest) -> bool:
    return "HX-Request" in request.headers


def _form(
    request: SignedInRequest, facts: VersionFacts, key: str, *, name: str, asked: Sequence[EntryAsked]
) -> EntryForm:
    sent = request.POST if request.method == "POST" else None
    # Several rows may stand open, so the names of fields in the page bear the name of their form.
    form = EntryForm(sent, asked=asked, revision=facts.revision, auto_id=f"{key}-{name}-%s")
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
    form = _form(request, facts, key, name="new", asked=entry_asked(facts, key, None))
    if request.method != "POST":
        return render(request, "backoffice/items/desk/new_row.html", {"facts": facts, "form": form, "key": key})
    if form.is_valid():
        try:
            row_add(version_id=version_id, key=key, words=form.words(), actor=request.actor, now=now())
        except RuleError as problem:
            refused(form, problem)
        else:
            shown = {"told": gettext("已添加一条。"), "focus": "new", "is_added": True}
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
    asked = entry_asked(facts, key, place)
    shown = grids(facts, [key])[key].rows[place]
    own = opened(key, shown)
    form = _form(request, facts, key, name=own.name, asked=asked)
    context = {"facts": facts, "form": form, "own": own, "seen": shown_first(shown, asked)}
    return render(request, "backoffice/items/desk/row_form.html", context)


def _row_sent(request: SignedInRequest, facts: VersionFacts, key: str, *, place: int) -> HttpResponse:
    """Save a row where it stands now: a colleague may have moved it, its mark is still the same."""
    own = own_row(request, key, place)
    own, seen = replace(own, mark=request.POST.get("over") or own.mark), shown_told(request)
    found = standing(grids(facts, [key])[key].rows, own, source=seen.source)
    sent = RowSent(own, place if found is None else found, seen)
    try:
        asked = entry_asked(facts, key, sent.place)
    except RuleError as problem:
        said = (sentence(problem), gettext("您填写的内容还在，没有保存。"))
        return _row_answer(request, facts, sent, kept=Kept(CONFLICT, said))
    form = _form(request, facts, key, name=own.name, asked=asked)
    return _row_answer(request, facts, sent, kept=_row_saved(request, facts, form, sent=sent))


def _row_saved(request: SignedInRequest, facts: VersionFacts, form: EntryForm, *, sent: RowSent) -> Kept:
    if not form.is_valid():
        return Kept(UNFIT, tuple(_errors(form)))
    told = RowTold(
        facts.id, sent.own.key, sent.place, sent.own.mark, source=sent.seen.source, seen=sent.seen.words,
        over=request.POST.get("over", ""),
    )  # fmt: skip
    words = form.words()
    try:
        row_save(told=told, words=words, actor=request.actor, now=now())
    except WriteConflict:
        return Kept(CONFLICT, (gettext("这一条在您打开以后改动过。您填写的内容还在，没有保存。"),))
    except RuleError as problem:
        return Kept(UNFIT, (sentence(problem),))
    return Kept(words=words)


def _errors(form: EntryForm) -> list[str]:
    """Return what is wrong with the fields of a row, each named."""
    found = []
    for name, errors in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else ""
        found += [str(error) if label in str(error) else f"{label}：{error}" for error in errors]
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a row: the status of the answer, why it was held back, and what was told where it was not."""

    status: int = 200
    errors: tuple[str, ...] = ()
    words: Mapping[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowSent:
    """A row as it came in, the place where it stands now, and what its fields had said."""

    own: OpenRow
    place: int
    seen: Shown


def _row_answer(request: SignedInRequest, facts: VersionFacts, sent: RowSent, *, kept: Kept) -> HttpResponse:
    """Answer with the row as it is now, and with what changed beside it; a list whose order changed comes whole."""
    key, fresh = sent.own.key, version_for_editor(facts.id, actor=request.actor, on=today())
    before, after = _lists(facts, key), _lists(fresh, key)
    shown = next((row for row in after[key].rows if row.place == sent.place), None)
    own = OpenRow(key, sent.own.name, sent.place, shown.mark if shown else "")
    again = [after[key]] if not kept.errors and sent.place != sent.own.place else []
    others = [row for row in open_rows(request) if row.name != own.name]
    stirred = renewed(before, after, others)
    names = {row.name for row in stirred}
    still = [own, *stirred, *(row for row in others if row.name not in names)]
    extra = {
        "row": shown, "own": own, "errors": kept.errors, "is_taken": kept.status == CONFLICT, "again": again,
        "kept": kept_in(again, still), "stirred": stirred,
        "seen": _seen_now(fresh, sent, kept), "changed": _changed(before, after, own), "told": "",
        "refusal": "", "focus": "",
    }  # fmt: skip
    passing = Passing(
        {}, notes=kept.errors, is_flow=key == FLOW, extra=extra, template="backoffice/items/desk/row_saved.html",
        status=kept.status,
    )  # fmt: skip
    return saved_in_passing(request, facts, fresh, passing=passing)


def _seen_now(fresh: VersionFacts, sent: RowSent, kept: Kept) -> Shown:
    """Return what the editor of an open clause has seen of it now; where it was held back that is what he had."""
    if not sent.seen.source or kept.errors:
        return sent.seen
    words = clause_seen(fresh, sent.own.key, sent.place, told=kept.words, seen=sent.seen.words)
    return Shown(sent.seen.source, words)


def _changed(before: Mapping[str, Grid], after: Mapping[str, Grid], own: OpenRow) -> list[tuple[str, GridRow]]:
    """Return the row that was saved, and what says something else by it in the lists that change together."""
    known = {(key, row.place, row.mark) for key, grid in before.items() for row in grid.rows}
    rows = [(key, row) for key, grid in after.items() for row in grid.rows]
    return [
        (key, row)
        for key, row in rows
        if (key, row.place, row.mark) not in known or (key, row.place) == (own.key, own.place)
    ]


def _lists(facts: VersionFacts, key: str) -> dict[str, Grid]:
    """Return a list, with the one that changes with it."""
    return grids(facts, TOGETHER if key in TOGETHER else [key])


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a list: what it does, what is told when it is done, what is focused then, and the mark of who goes."""

    act: Callable[[], object]
    told: str
    focus: str
    gone: str = ""


def _pressed(request: SignedInRequest, facts: VersionFacts, key: str, *, press: Press) -> HttpResponse:
    """Do what a button of a list says, and answer with the list as it is then."""
    try:
        press.act()
    except WriteConflict:
        why = gettext("另一位工作人员刚刚改动了这份清单。这里是最新内容，请看过以后再操作。")
        return _list_again(request, facts, key, shown={"refusal": why})
    except RuleError as problem:
        return _list_again(request, facts, key, shown={"refusal": sentence(problem)})
    shown = {"told": press.told, "focus": press.focus, "gone": press.gone}
    return _list_again(request, facts, key, shown=shown, status=200)


def _list_again(
    request: SignedInRequest, facts: VersionFacts, key: str, *, shown: Mapping[str, object], status: int = CONFLICT
) -> HttpResponse:
    """Answer with the whole list as it is now, what can be taken back, and what stood open in it."""
    fresh = version_for_editor(facts.id, actor=request.actor, on=today())
    lists = _lists(fresh, key)
    gone = shown.get("gone")
    kept = kept_in(lists.values(), [row for row in open_rows(request) if (row.key, row.mark) != (key, gone)])
    extra = {
        "grid": lists[key], "beside": [grid for name, grid in lists.items() if name != key], "kept": kept,
        "told": "", "refusal": "", "focus": "", "is_added": False, **shown,
    }  # fmt: skip
    passing = Passing(
        {}, notes=(str(shown["refusal"]),) if "refusal" in shown else (), is_flow=key == FLOW, extra=extra,
        template="backoffice/items/desk/list_saved.html", status=status,
    )  # fmt: skip
    return saved_in_passing(request, facts, fresh, passing=passing)


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
    press = Press(lambda: row_remove(told=told, actor=request.actor, now=now()), done, "undo", told.mark)
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
