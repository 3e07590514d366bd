"""Choose or build the application form of a draft; the item then names it as its own."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.entries import CITY, NOTE, EntryTold, Raw
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.questions import (
    QuestionInUse,
    blank_form,
    questions_in,
    with_question,
    with_question_moved,
    without_question,
)
from oneseal.catalog.rules.version import GENERATED
from oneseal.catalog.selectors.items import reference_items
from oneseal.catalog.services.editing import _draft_for_update
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor
from oneseal.kernel.formlogic import parse_condition, referenced_fields

NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class FormTold:
    """Which draft's form is changed, and the revision that was looked at."""

    version_id: UUID
    revision: int


def form_choose(*, told: FormTold, origin: str, actor: Actor, now: datetime) -> int:
    """Start the form from `new`, `reference:KEY` or `version:ID` of the agency; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, WriteConflict.
    """

    def chosen(version: ItemVersion) -> Raw:
        if origin == NEW:
            english = (version.content["elements"].get("name_en") or {}).get("value") or ""
            return blank_form(f"item-{version.item_id.hex}", version.name, english)
        return deepcopy(_form_at(origin, actor))

    return _changed(told, chosen, actor=actor, now=now)


def _form_at(origin: str, actor: Actor) -> Raw:
    kind, _colon, key = origin.partition(":")
    if kind == "reference" and (form := reference_items().get(key, {}).get("form")):
        shipped: Raw = form
        return shipped
    if kind == "version":
        row = ItemVersion.objects.filter(item__agency_id=actor.own_agency, item__key=key).order_by("-number").first()
        if row is not None and row.form:
            found: Raw = row.form
            return found
    raise ItemNotFound("no such form")


def question_set(*, told: FormTold, entry: EntryTold, actor: Actor, now: datetime) -> int:
    """Change one question of the form, or add one; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, EntryNotFound, EntryUnfit, QuestionInUse, WriteConflict.
    """
    return _changed(
        told, lambda version: with_question(version.form, entry, version.content["sources"]), actor=actor, now=now
    )


def question_move(*, told: FormTold, place: int, up: bool, actor: Actor, now: datetime) -> int:
    """Move one question a place up or down; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, EntryNotFound, WriteConflict.
    """
    return _changed(told, lambda version: with_question_moved(version.form, place, up=up), actor=actor, now=now)


def question_remove(*, told: FormTold, place: int, actor: Actor, now: datetime) -> int:
    """Remove one question; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, EntryNotFound, QuestionInUse, WriteConflict.
    """

    def shorter(version: ItemVersion) -> Raw:
        _section, question = questions_in(version.form)[place] if place < len(questions_in(version.form)) else ({}, {})
        form = without_question(version.form, place)
        if question.get("key") in _looked_at(version.content):
            raise QuestionInUse("a material looks at it", name=question["label"])
        return form

    return _changed(told, shorter, actor=actor, now=now)


def _materials(content: dict[str, Any]) -> list[Raw]:
    return list((content["elements"].get("materials") or {}).get("value") or [])


def _looked_at(content: dict[str, Any]) -> set[str]:
    """Return the questions whose answers decide whether a material is needed, or a node of the examination."""
    conditions = [row["needed_when"] for row in _materials(content) if row.get("needed_when")]
    flows = (content.get(PROCESS) or {}).get("flows", [])
    conditions += [flow["condition"] for flow in flows if flow.get("condition")]
    return {field for condition in conditions for field in referenced_fields(parse_condition(condition))}


@transaction.atomic
def _changed(told: FormTold, change: Callable[[ItemVersion], Raw], *, actor: Actor, now: datetime) -> int:
    version = _draft_for_update(told.version_id, actor)
    if version.revision != told.revision:
        raise WriteConflict("somebody else saved this item in between")
    before = _kept(version.form)
    version.form = change(version)
    _bind(version)
    version.revision += 1
    version.save(update_fields=["content", "form", "revision"])
    act = Act("catalog.form_set", before=before, after=_kept(version.form))
    record_now(act, subject=Subject("item", version.item_id), actor=actor, now=now)
    return version.revision


def _bind(version: ItemVersion) -> None:
    """Let the item name the form, and the material that is made from the answers follow it."""
    named = f"{GENERATED}{version.form['key']}"
    elements = version.content["elements"]
    if (elements.get("application_form") or {}).get("value") != named:
        elements["application_form"] = {"value": named, "check_state": "own_wording", "source": CITY, "note": NOTE}
    for material in _materials(version.content):
        blank = material["elements"].get("blank_form") or {}
        if str(blank.get("value") or "").startswith(GENERATED):
            blank["value"] = named


def _kept(form: Raw) -> dict[str, Any]:
    return {"key": form["key"], "questions": [question["label"] for _section, question in questions_in(form)]}
