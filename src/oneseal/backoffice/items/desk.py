"""The page on which a draft is edited: its fields save by themselves, and are plain forms without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from oneseal.backoffice.items.entries import draft_of, revision_told
from oneseal.backoffice.items.flow import flow_map
from oneseal.backoffice.items.process import map_of
from oneseal.backoffice.items.section_form import (
    CameBack,
    ElementFaults,
    FieldShown,
    SectionForm,
    fields_shown,
    filled_in,
    source_choice,
)
from oneseal.backoffice.items.sections import Section, section_keys, sections_of
from oneseal.backoffice.pages import show
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.errors import ElementUnknown
from oneseal.catalog.selectors import VersionFacts, stage_of, version_for_editor
from oneseal.catalog.selectors.desk import Grid, grids, item_type_of
from oneseal.catalog.selectors.editor import EditedElement, elements_edited, versions_of
from oneseal.catalog.selectors.findings import Findings, findings_of
from oneseal.catalog.selectors.process import process_edited
from oneseal.catalog.selectors.reviewing import Stage
from oneseal.catalog.services.saving import Saving, elements_save
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import BEIJING, now, today
from oneseal.kernel.errors import RuleError

SOURCES = "sources"
FLOW = "flow"
CONFLICT, UNFIT = 409, 422


@dataclass(frozen=True, slots=True)
class SectionShown:
    """One section of the page: its fields, its lists as tables, and what nobody fills in here."""

    section: Section
    fields: list[FieldShown]
    grids: list[Grid]
    fixed: list[tuple[EditedElement, ElementFaults]]


def is_open(facts: VersionFacts) -> bool:
    """Return whether a version can be edited: a draft that is not handed in for review."""
    return facts.state == "draft" and stage_of(facts.id) is Stage.DRAFT


def desk_page(
    request: SignedInRequest, facts: VersionFacts, *, came_back: CameBack | None = None, status: int = 200
) -> HttpResponse:
    """Show a draft with every section ready to be filled in; a section that came back keeps what was typed."""
    elements, findings = elements_edited(facts), findings_of(facts)
    edited, opened = process_edited(facts), request.GET.get("edit", "")
    context = {
        "facts": facts, "findings": findings, "is_draft": True, "process": edited, "map": map_of(facts, edited),
        "flow": flow_map(facts), "versions": versions_of(facts.item_id, actor=request.actor),
        "sections": _sections(facts, elements, findings, came_back=came_back, opened=opened), "opened": opened,
        "refused_names": _names(elements, came_back.refusals if came_back else {}),
    }  # fmt: skip
    return show(request, "backoffice/items/desk/page.html", context, room="items", status=status)


def _sections(
    facts: VersionFacts,
    elements: Mapping[str, EditedElement],
    findings: Findings,
    *,
    came_back: CameBack | None,
    opened: str,
) -> list[SectionShown]:
    faults, item_type = faults_of(findings), item_type_of(facts)
    made = sections_of(elements, findings.stops, findings.warns)
    listed = grids(facts, [element.shown.key for section in made for element in section.lists] + [SOURCES])
    shown = []
    for section in made:
        back = came_back if came_back and came_back.section == section.key else None
        own = [listed[element.shown.key] for element in section.lists]
        fields = fields_shown(section.fields, faults, item_type=item_type, came_back=back, opened=opened)
        grown = [*own, listed[SOURCES]] if section.key == "basis" else own
        fixed = [(element, faults.get(element.shown.key, ElementFaults())) for element in section.fixed]
        shown.append(SectionShown(section, fields, grown, fixed))
    return shown


def faults_of(findings: Findings) -> dict[str, ElementFaults]:
    """Return what the gate says, by element."""
    stops, warns = ({row.key: row.sentences for row in rows} for rows in (findings.stops, findings.warns))
    return {key: ElementFaults(stops.get(key, ()), warns.get(key, ())) for key in stops.keys() | warns.keys()}


def _names(elements: Mapping[str, EditedElement], refusals: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(key, spoken(elements[key].shown, "label"), why) for key, why in refusals.items() if key in elements]


def told_in_passing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell a refusal of the whole draft in the note where a save in passing met it; a page is no answer to that."""

    @wraps(view)
    def answered(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RuleError as problem:
            if not request.headers.get("HX-Request"):
                raise
            context = {"notes": (sentence(problem),)}
            # Nothing but 409 and 422 is put in its place, so a row that is gone is no 404 here.
            note = render(request, "backoffice/items/desk/note.html", context, status=CONFLICT)
            return reswap(retarget(note, "#autosave"), "outerHTML")

    return answered


@require_POST
@requires("catalog.edit")
@told_in_passing
def section(request: SignedInRequest, version_id: UUID, section: str) -> HttpResponse:
    """Save what changed in a section: in passing, or by its button."""
    facts = draft_of(request, version_id)
    keys = section_keys(section)
    fields = [element for key, element in elements_edited(facts).items() if key in keys and element.control]
    if not fields:
        raise ElementUnknown("no such section", key=section)
    form = SectionForm(request.POST, elements=fields)
    saving = elements_save(
        version_id=version_id, filled=filled_in(form, request.POST), revision=revision_told(request),
        actor=request.actor, now=now(),
    )  # fmt: skip
    refusals = _refusals(form, saving, fields)
    if request.headers.get("HX-Request"):
        # What was held back before and says again what it had said is held back no more.
        mended = [key for key in form.elements if key not in refusals and key not in saving.saved]
        fresh = version_for_editor(version_id, actor=request.actor, on=today())
        passing = Passing(refusals, saving, extra={"cleared": mended})
        return saved_in_passing(request, facts, fresh, passing=passing)
    return _pressed(request, facts, came_back=CameBack(section, request.POST, refusals), saving=saving)


@require_safe
@requires("catalog.edit")
@told_in_passing
def source(request: SignedInRequest, version_id: UUID, key: str) -> HttpResponse:
    """Show all sources that an element may rest on; without a script on the page of the draft."""
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('backoffice:version', args=[version_id])}?edit={key}#element-{key}")
    facts = draft_of(request, version_id)
    element = elements_edited(facts).get(key)
    if element is None or not element.control:
        raise ElementUnknown("not an element a city fills in here", key=key)
    options = source_choice(element.sources, element.source)
    context = {"facts": facts, "element": element, "source": element.source, "source_options": options}
    return render(request, "backoffice/items/desk/source.html", context)


def _refusals(form: SectionForm, saving: Saving, fields: Sequence[EditedElement]) -> dict[str, str]:
    """Return why fields were held back, by element."""
    found = {key: " ".join(map(str, errors)) for key, errors in form.errors.items()}
    found |= {key: sentence(problem) for key, problem in saving.refused.items()}
    shown = {element.shown.key: element for element in fields}
    for key, said in saving.taken.items():
        now_said = _said(shown[key], said.text)
        told = gettext(
            "另一位工作人员刚刚改动了这个事项，这一项现在是“%(now)s”。您填写的内容还在，没有保存；按“保存”可以对照后决定。"
        )
        found[key] = told % {"now": now_said}
    return found


def _said(element: EditedElement, text: str) -> str:
    """Return what an element says, codes in words."""
    words = {option.value: spoken(option, "label") for option in element.options}
    return "、".join(words.get(line, line) for line in text.splitlines()) or gettext("尚未查明")


def _pressed(request: SignedInRequest, facts: VersionFacts, *, came_back: CameBack, saving: Saving) -> HttpResponse:
    if saving.saved:
        told = ngettext("已保存%(count)s项。", "已保存%(count)s项。", len(saving.saved))
        messages.success(request, told % {"count": len(saving.saved)})
    elif not came_back.refusals:
        messages.success(request, gettext("都已保存，没有别的改动。"))
    if not came_back.refusals:
        return redirect(f"{reverse('backoffice:version', args=[facts.id])}#{came_back.section}")
    fresh = version_for_editor(facts.id, actor=request.actor, on=today())
    return desk_page(request, fresh, came_back=came_back, status=CONFLICT if saving.taken else UNFIT)


@dataclass(frozen=True, slots=True)
class Passing:
    """What a save in passing did: fields that were held back, what was saved, and the list whose rows changed.

    `saving` None: a row of a list was saved. `notes` are refusals that belong to no field.
    """

    refusals: Mapping[str, str]
    saving: Saving | None = None
    notes: tuple[str, ...] = ()
    is_flow: bool = False
    extra: Mapping[str, Any] | None = None
    template: str = "backoffice/items/desk/saved.html"
    status: int = 200


def saved_in_passing(
    request: SignedInRequest, before: VersionFacts, facts: VersionFacts, *, passing: Passing
) -> HttpResponse:
    """Answer a save in passing: the note, the counts of the sections, the gate now, and the fields it touched."""
    elements, findings = elements_edited(facts), findings_of(facts)
    faults, earlier = faults_of(findings), faults_of(findings_of(before))
    saved = passing.saving.saved if passing.saving else ()
    moved = [key for key in elements if faults.get(key) != earlier.get(key) or key in saved]
    context = {
        "facts": facts, "findings": findings, "is_passing": True,
        "sections": [SectionShown(row, [], [], []) for row in sections_of(elements, findings.stops, findings.warns)],
        "saved": f"{now().astimezone(BEIJING):%H:%M}", "touched": [elements[key] for key in saved],
        "moved": [(elements[key], faults.get(key, ElementFaults())) for key in moved],
        "refused": _names(elements, passing.refusals), "notes": passing.notes,
        "was_changed": bool(passing.saving and passing.saving.was_changed),
        "flow": flow_map(facts) if passing.is_flow else None, "is_flow": passing.is_flow,
    }  # fmt: skip
    return render(request, passing.template, {**context, **(passing.extra or {})}, status=passing.status)
