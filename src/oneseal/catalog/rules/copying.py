"""What of one item may be copied into another, and what a copy may claim: its source, but never that it was checked.

A copied element or entry keeps the clause it rests on; a quotation becomes own wording without the quoted words, its
note says from where it was copied, and a copied clause does not say any more where its text was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final

from oneseal.catalog.rules.differing import FORM, VersionRaw
from oneseal.catalog.rules.entries import CITY, NOTE, Raw, sources_named
from oneseal.catalog.rules.fields import SOURCES
from oneseal.catalog.rules.kinds import applies, is_applied_for
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.version import GENERATED

# Copied together, because they are read together.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "words": ("purpose", "purpose_en", "service_object", "topic_person", "topic_corp", "aliases", "life_events"),
    "basis": ("legal_basis", "power_source", "authority_split", "exercise_content"),
    "conditions": (
        "accept_conditions", "grant_conditions", "prohibited_cases", "liability", "quota", "punishment_method",
        "coercion_method", "inspection_method", "party", "party_rights",
    ),
    "limits": (
        "stat_limit", "stat_limit_unit", "stat_limit_note", "promise_limit", "promise_limit_unit",
        "promise_limit_note", "special_procedures", "case_type",
    ),
    "materials": ("materials", "intermediary"),
    "steps": ("flow",),
    PROCESS: (),
    FORM: ("application_form",),
    "fees": ("fee_flag", "fee_basis", "fees", "pay_online"),
    "result": (
        "result_type", "result_name", "licence_fields", "licence_fixed_fields", "licence_validity_years",
        "licence_number_rule", "issue_limit", "issue_limit_unit", "delivery_ways", "decision_paper",
    ),
    "ways": (
        "handling_form", "online", "online_depth", "visit_count", "visit_reason", "express", "booking", "kiosk",
        "tolerant_acceptance", "commitment_based", "two_step", "green_channel",
    ),
    "questions": ("faq", "progress_query"),
    "remedies": ("review", "litigation"),
}  # fmt: skip
# Where an item is done and how one asks is the same agency's to copy only.
OWN_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "places": (
        "handling_org", "station", "station_hall", "station_window", "station_place", "station_hours",
        "station_transport", "consult", "complain",
    ),
}  # fmt: skip
_CITED: Final = ("document", "article", "number", "text")


def groups_open(*, is_own: bool) -> Mapping[str, tuple[str, ...]]:
    """Return what may be copied from an item of the same agency, or from anybody else's."""
    return {**GROUPS, **OWN_GROUPS} if is_own else GROUPS


def copy_note(name: str, department: str) -> str:
    """Return what a copied element says of its origin, in the language of the list; no department: it ships."""
    return f"复制自{department}的“{name}”，尚未核对。" if department else f"复制自参考事项“{name}”，尚未核对。"


def with_copied(target: VersionRaw, source: VersionRaw, groups: Iterable[str], *, note: str) -> VersionRaw:
    """Return a version with groups of another put in the place of its own; what the other does not know stays."""
    content, form = deepcopy(target.content), deepcopy(target.form)
    chosen, kind = list(groups), _type_of(target)
    names: dict[str, str] = {}
    every = {**GROUPS, **OWN_GROUPS}
    for key in (key for group in chosen for key in every[group] if key != "application_form"):
        raw = source.content["elements"].get(key)
        if raw and raw.get("value") is not None and applies(key, kind):
            content["elements"][key] = _unchecked(_renamed(raw, content, source, names=names), note)
    if PROCESS in chosen and source.content.get(PROCESS) and is_applied_for(kind):
        content[PROCESS] = deepcopy(source.content[PROCESS])
    if FORM in chosen and source.form and is_applied_for(kind):
        form = deepcopy(source.form)
    copied = VersionRaw(content, form)
    return _bound(copied) if {FORM, "materials"} & set(chosen) else copied


def _type_of(version: VersionRaw) -> str:
    return str((version.content["elements"].get("item_type") or {}).get("value") or "")


def _renamed(raw: Raw, content: Raw, source: VersionRaw, *, names: dict[str, str]) -> Raw:
    """Return an element with its sources filed in the target: the same clause as it is there, else a new one."""
    for key in sorted(sources_named(raw) - names.keys()):
        names[key] = _filed(content[SOURCES], key, source.content[SOURCES][key])
    renamed: Raw = _with_names(raw, names)
    return renamed


def _filed(sources: dict[str, Raw], key: str, row: Raw) -> str:
    if key == CITY:
        sources.setdefault(CITY, deepcopy(row))
        return CITY
    cited = [row.get(name, "") for name in _CITED]
    same = next((name for name, other in sources.items() if [other.get(n, "") for n in _CITED] == cited), None)
    if same is not None:
        return same
    free = key
    while free in sources:
        free = f"{free}-2"
    sources[free] = {name: value for name, value in deepcopy(row).items() if name != "read_at"}
    return free


def _with_names(raw: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - a part of JSON
    if isinstance(raw, list):
        return [_with_names(row, names) for row in raw]
    if not isinstance(raw, dict):
        return raw
    return {
        key: names.get(value, value) if key == "source" and isinstance(value, str) else _with_names(value, names)
        for key, value in raw.items()
    }


def _unchecked(raw: Any, note: str) -> Any:  # noqa: ANN401 - a part of JSON
    """Return a part whose citations claim no more than from where it was copied."""
    if isinstance(raw, list):
        return [_unchecked(row, note) for row in raw]
    if not isinstance(raw, dict):
        return raw
    part = {key: _unchecked(value, note) for key, value in raw.items()}
    if part.get("check_state") in {"quoted", "own_wording"}:
        part.pop("quote", None)
        part |= {"check_state": "own_wording", "note": note}
    return part


def _bound(version: VersionRaw) -> VersionRaw:
    """Let the item name its form, and the material that is made from the answers follow it."""
    if not version.form:
        return version
    named, elements = f"{GENERATED}{version.form['key']}", version.content["elements"]
    if (elements.get("application_form") or {}).get("value") != named:
        elements["application_form"] = {"value": named, "check_state": "own_wording", "source": CITY, "note": NOTE}
    for material in (elements.get("materials") or {}).get("value") or []:
        blank = material["elements"].get("blank_form") or {}
        if str(blank.get("value") or "").startswith(GENERATED):
            blank["value"] = named
    return version
