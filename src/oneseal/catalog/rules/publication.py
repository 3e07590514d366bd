"""The quality gate: what stands between the content of an item and its publication.

An element may be published as explicitly unknown unless a law obliges the agency to show it
(``displayed_under`` in the registry: Licensing Law art. 30 and 59, OBE art. 36). What only the
city or the act of publication knows may be open in the content, but has to be settled in the
record that is published with it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.elements import (
    ALL_ITEM_ELEMENTS,
    ITEM_ELEMENT,
    MATERIAL_ELEMENT,
    MATERIAL_ELEMENTS,
    Element,
    FilledBy,
)
from oneseal.catalog.rules.limits import never_longer
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.version import (
    GENERATED,
    CheckState,
    Citation,
    ElementValue,
    ItemContent,
    Material,
    Source,
    SpecialProcedure,
    citations,
)
from oneseal.kernel.formlogic import FormDefinition, referenced_fields
from oneseal.kernel.licensing import LICENSING_LAW, DecisionLimit, decision_limit
from oneseal.kernel.numbering import NumberRefused, parse_implementation_code
from oneseal.kernel.process import Bounds, process_faults

EXAMINE: Final = "examine"
DECIDE: Final = "decide"
# The permissions whose posts may do a part of an examination.
EXAMINING: Final = ("cases.review", "cases.decide")
_CASE_TYPE_IMMEDIATE: Final = "1"
_EXTENSION: Final = "extension"
BLIND_MODE: Final = "blind_mode"
# Benefits and public services are no project construction, whatever topic they name.
_SERVICES: Final = frozenset({"05", "20"})
# The topic by which the shipped items of project construction are found; a city may choose others.
BLIND_TOPICS: Final = ("工程建设",)
_UNITS_OF_DAYS: Final = frozenset({"WD", "ND", "M", "Y"})
_UNITS_OF_HOURS: Final = frozenset({"H", "OH"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that stands in the way of publication, at ``path``; ``facts`` fill its sentence."""

    path: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def publication_faults(content: ItemContent, *, item_code: str | None = None) -> list[Fault]:
    """Return everything that forbids publishing ``content``; an empty list lets it pass.

    ``item_code`` is the implementation code made for the publication; without it a code inside
    the content is judged, and none is missed.
    """
    gates = (_presence, _handling, _terms, _basis, _steps, _materials, _visits, _fees, _sources)
    faults = [fault for gate in gates for fault in gate(content)]
    code = item_code if item_code is not None else content.text("impl_code")
    if code and not _is_item_code(code):
        faults.append(Fault("impl_code", "catalog.item_code_malformed", {"item_code": code}))
    return faults


def _is_item_code(code: str) -> bool:
    try:
        return parse_implementation_code(code).text == code
    except NumberRefused:
        return False


def _presence(content: ItemContent) -> Iterator[Fault]:
    yield from _presence_in(content.elements, ALL_ITEM_ELEMENTS, "")


def _presence_in(values: Mapping[str, ElementValue], registry: tuple[Element, ...], prefix: str) -> Iterator[Fault]:
    for element in registry:
        found = values.get(element.key)
        facts: dict[str, object] = {"element": element.chinese}
        if found is None:
            if element.required and element.filled_by is not FilledBy.PUBLICATION:
                yield Fault(prefix + element.key, "catalog.element_missing", facts)
            continue
        yield from _state(element, found, prefix)
        if found.value is not None and element.code_list:
            yield from _codes(element, found, prefix)


def _state(element: Element, found: ElementValue, prefix: str) -> Iterator[Fault]:
    path, facts = prefix + element.key, {"element": element.chinese}
    if not found.is_unknown and found.value in (None, ""):
        yield Fault(path, "catalog.value_missing", facts)
    if found.is_unknown and found.value is not None:
        yield Fault(path, "catalog.unknown_with_value", facts)
    if found.is_unknown and element.displayed_under:
        article = {"article": element.displayed_under}
        yield Fault(path, "catalog.unknown_but_displayed", facts | article)


def _codes(element: Element, found: ElementValue, prefix: str) -> Iterator[Fault]:
    listed = found.value if isinstance(found.value, tuple) else (found.value,)
    for code in listed:
        if not is_code(element.code_list, code):
            facts = {"element": element.chinese, "value": code}
            yield Fault(prefix + element.key, "catalog.code_not_listed", facts)


def _terms(content: ItemContent) -> Iterator[Fault]:
    law, promise = _term(content, "stat"), _term(content, "promise")
    for name, term in (("stat_limit", law), ("promise_limit", promise)):
        if term is not None and term[0] < (0 if content.text("case_type") == _CASE_TYPE_IMMEDIATE else 1):
            yield Fault(name, "catalog.limit_too_short", {"limit": term[0]})
    uncounted = list(_units_not_counted(content))
    yield from uncounted
    if not uncounted and law is not None and promise is not None and not never_longer(promise, law):
        facts: dict[str, object] = {"promise": promise[0], "limit": law[0]}
        yield Fault("promise_limit", "catalog.promise_longer_than_law", facts)
    stated = content.elements.get("stat_limit")
    if law is not None and stated is not None and stated.source is not None:
        most = _limit_of_the_licensing_law(content, stated.source)
        if most is not None and law[1] in _UNITS_OF_DAYS and not never_longer(law, (most.days, "WD")):
            facts = {"most": most.days, "article": most.article}
            yield Fault("stat_limit", "catalog.limit_longer_than_licensing_law", facts)


def _limit_of_the_licensing_law(content: ItemContent, source: Source) -> DecisionLimit | None:
    """Return limit and extension where a term rests on the Licensing Law alone; None where another law gives it."""
    return decision_limit(content.handling) if LICENSING_LAW in source.document else None


def _handling(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with how many bodies answer: who answers together names the others (APL art. 26(2))."""
    if content.handling.is_together and not content.texts("joint_orgs"):
        yield Fault("joint_orgs", "catalog.joint_bodies_missing", {})
    if content.texts("joint_orgs") and not content.handling.is_together:
        yield Fault("handling", "catalog.handling_missing", {})


def _units_not_counted(content: ItemContent) -> Iterator[Fault]:
    """Yield a fault for each term in a unit by which no case is counted.

    A promise runs in working days or in hours, a delivery in working days.
    """
    for name, counted in (
        ("promise", {"WD"} | _UNITS_OF_HOURS),
        ("stat", _UNITS_OF_DAYS | _UNITS_OF_HOURS),
        ("issue", {"WD"}),
    ):
        found = _term(content, name)
        if found is not None and found[1] not in counted:
            yield Fault(f"{name}_limit_unit", "catalog.unit_not_counted", {})


def _term(content: ItemContent, name: str) -> tuple[int, str] | None:
    count, unit = content.number(f"{name}_limit"), content.text(f"{name}_limit_unit")
    return (count, unit) if count is not None and is_code("limit_unit", unit) else None


def _basis(content: ItemContent) -> Iterator[Fault]:
    if not any(basis.valid for basis in content.legal_basis):
        yield Fault("legal_basis", "catalog.legal_basis_missing", {})
    for index, basis in enumerate(content.legal_basis):
        if not (basis.article and basis.text):
            yield Fault(f"legal_basis.value[{index}]", "catalog.article_missing", {"law": basis.law})


def _steps(content: ItemContent) -> Iterator[Fault]:
    if not content.steps:
        yield Fault("flow", "catalog.steps_missing", {})
        return
    posts = {step.key: step.post for step in content.steps}
    for key, count in Counter(step.key for step in content.steps).items():
        if count > 1:
            yield Fault("flow", "catalog.step_repeated", {"step": key})
    for key in (EXAMINE, DECIDE):
        if not posts.get(key):
            yield Fault("flow", "catalog.step_missing", {"step": key})
    # Examination and approval lie with two persons, so that nobody decides on his own opinion.
    if posts.get(EXAMINE) and posts.get(EXAMINE) == posts.get(DECIDE):
        yield Fault("flow", "catalog.one_post_examines_and_decides", {"post": posts[DECIDE]})
    yield from _step_terms(content)


def _step_terms(content: ItemContent) -> Iterator[Fault]:
    promise = _term(content, "promise")
    for index, step in enumerate(content.steps):
        if step.limit is not None and not is_code("limit_unit", step.limit_unit):
            facts = {"element": step.name, "value": step.limit_unit}
            yield Fault(f"flow.value[{index}].limit_unit", "catalog.code_not_listed", facts)
    if promise is None:
        return
    timed = [step for step in content.steps if step.timed and step.limit_unit == promise[1]]
    together = sum(step.limit or 0 for step in timed)
    if together > promise[0]:
        over: dict[str, object] = {"together": together, "promise": promise[0]}
        yield Fault("flow", "catalog.steps_longer_than_promise", over)


def _materials(content: ItemContent) -> Iterator[Fault]:
    if not content.materials:
        yield Fault("materials", "catalog.materials_missing", {})
    for key, count in Counter(material.key for material in content.materials).items():
        if count > 1 or not key:
            yield Fault("materials", "catalog.material_repeated", {"material": key})
    for index, material in enumerate(content.materials):
        yield from _material(material, f"materials.value[{index}].elements.")


def _material(material: Material, prefix: str) -> Iterator[Fault]:
    yield from _presence_in(material.elements, MATERIAL_ELEMENTS, prefix)
    facts = {"material": material.name}
    if not any(basis.valid for basis in material.legal_basis):
        yield Fault(f"{prefix}legal_basis", "catalog.material_basis_missing", facts)
    # A licence that the government issued is fetched, not asked for (R716 art. 7), so its type is named.
    if material.text("source") == "government" and not material.text("licence_type_name"):
        yield Fault(f"{prefix}licence_type_name", "catalog.licence_type_missing", facts)


def _visits(content: ItemContent) -> Iterator[Fault]:
    visits = content.number("visit_count")
    if visits is not None and visits < 0:
        yield Fault("visit_count", "catalog.limit_too_short", {"limit": visits})
    if visits and not content.text("visit_reason"):
        yield Fault("visit_reason", "catalog.visit_reason_missing", {"visits": visits})


def _fees(content: ItemContent) -> Iterator[Fault]:
    if not content.flag("fee_flag"):
        return
    if not content.text("fee_basis"):
        yield Fault("fee_basis", "catalog.fee_basis_missing", {})
    if not content.fees:
        yield Fault("fees", "catalog.fee_items_missing", {})
    for index, fee in enumerate(content.fees):
        if not fee.basis:
            yield Fault(f"fees.value[{index}].basis", "catalog.fee_basis_missing", {"fee": fee.name})


def _sources(content: ItemContent) -> Iterator[Fault]:
    for path, citation in citations(content):
        for code in _citation_codes(citation):
            yield Fault(path, code, {"element": _name_of(path)})
    for key, source in content.sources.items():
        if not is_code("document_level", source.level):
            facts = {"element": source.document, "value": source.level}
            yield Fault(f"sources.{key}.level", "catalog.code_not_listed", facts)
    for index, procedure in enumerate(content.special_procedures):
        yield from _procedure(content, procedure, f"special_procedures.value[{index}]")


def _procedure(content: ItemContent, procedure: SpecialProcedure, path: str) -> Iterator[Fault]:
    facts = {"element": procedure.name}
    if not is_code("special_procedure", procedure.kind):
        yield Fault(f"{path}.kind", "catalog.code_not_listed", facts | {"value": procedure.kind})
    if procedure.citation.source is None or not procedure.citation.source.article:
        yield Fault(path, "catalog.procedure_basis_missing", facts)
    elif procedure.kind == _EXTENSION and procedure.max_days is not None:
        most = _limit_of_the_licensing_law(content, procedure.citation.source)
        if most is not None and procedure.max_days > most.extension_days:
            told = {"most": most.extension_days, "article": most.article}
            yield Fault(path, "catalog.extension_longer_than_licensing_law", told)


def _citation_codes(citation: Citation) -> Iterator[str]:
    if citation.check_state is CheckState.UNKNOWN:
        return
    source = citation.source
    if source is None:
        yield "catalog.source_missing"
    elif citation.check_state is CheckState.QUOTED:
        if not source.article:
            yield "catalog.article_missing"
        if not citation.quote:
            yield "catalog.quote_missing"
        elif citation.quote not in source.text:
            yield "catalog.quote_not_in_source"


def _name_of(path: str) -> str:
    """Return the Chinese name of the element that ``path`` points into."""
    parts = path.split(".")
    key = parts[-1].partition("[")[0]
    if len(parts) > 2 and parts[-2] == "elements":
        return MATERIAL_ELEMENT[key].chinese
    return ITEM_ELEMENT[parts[0].partition("[")[0]].chinese


def binding_faults(content: ItemContent, form: FormDefinition, *, shortest_day: int | None = None) -> list[Fault]:
    """Return what keeps ``content`` and ``form`` from being published together.

    The item names the form as its application form, and conditions of materials look only at
    fields that the form asks. `shortest_day`: for how many minutes offices are open, None while nobody said.
    """
    faults: list[Fault] = []
    named = content.text("application_form")
    if named != GENERATED + form.key:
        faults.append(Fault("application_form", "catalog.form_not_bound", {"named": named, "form": form.key}))
    asked = {question.key for question in form.fields}
    faults += process_faults_of(content, form, shortest_day=shortest_day)
    for index, material in enumerate(content.materials):
        for name in sorted(referenced_fields(material.needed_when) - asked):
            facts = {"material": material.name, "field": name}
            path = f"materials.value[{index}].needed_when"
            faults.append(Fault(path, "catalog.condition_field_unknown", facts))
    return faults


def process_faults_of(content: ItemContent, form: FormDefinition, *, shortest_day: int | None = None) -> list[Fault]:
    """Return what keeps the process of the examination from being used with ``form``; none where there is no process.

    The longest way may not take more than the promise, which the gate demands in working days.
    """
    if content.process is None:
        return []
    promise = _term(content, "promise")
    days = promise[0] if promise is not None and promise[1] == "WD" else None
    asked = {question.key for question in form.fields}
    bounds = Bounds(EXAMINING, asked, days, shortest_day, content.texts("joint_orgs"))
    return [Fault(PROCESS, fault.code, fault.facts) for fault in process_faults(content.process, bounds)]


def blind_faults(content: ItemContent, topics: Collection[str]) -> list[Fault]:
    """Return what keeps an item from being approved in blind mode; none where it is not.

    Only what belongs to one of the city's ``topics`` of project construction may be, no social service (domain
    specification A13). Nobody at the window may decide, and one drawn person examines the whole.
    """
    if not content.flag(BLIND_MODE):
        return []
    faults: list[Fault] = []
    if content.text("item_type") in _SERVICES or not set(content.texts("topic_corp")) & set(topics):
        faults.append(Fault(BLIND_MODE, "catalog.blind_not_construction", {"topics": "、".join(topics)}))
    if content.text("case_type") == _CASE_TYPE_IMMEDIATE or content.flag("commitment_based"):
        faults.append(Fault(BLIND_MODE, "catalog.blind_decided_at_window", {}))
    if content.process is not None:
        faults.append(Fault(BLIND_MODE, "catalog.blind_with_process", {}))
    return faults


def city_faults(content: ItemContent) -> list[Fault]:
    """Return what the city itself has to say before its item can be published, and has not said."""
    unsettled = (ITEM_ELEMENT[key] for key in unsettled_city_elements(content))
    return [
        Fault(element.key, "catalog.city_must_say", {"element": element.chinese})
        for element in unsettled
        if element.required
    ]


def hours_faults(content: ItemContent, *, has_office_hours: bool) -> list[Fault]:
    """Return a fault for each term in office hours while nobody has said when offices are open."""
    if has_office_hours:
        return []
    found = (name for name in ("promise_limit_unit", "stat_limit_unit") if content.text(name) == "OH")
    return [Fault(name, "catalog.office_hours_missing") for name in found]


def unsettled_city_elements(content: ItemContent) -> tuple[str, ...]:
    """Return the keys that the city has to settle and that the content leaves unknown or absent."""
    city = (element for element in ALL_ITEM_ELEMENTS if element.filled_by is FilledBy.CITY)
    return tuple(element.key for element in city if content.value(element.key) is None)


def displayed_elements() -> tuple[str, ...]:
    """Return the keys of all elements that may never be published as unknown."""
    return tuple(element.key for element in ALL_ITEM_ELEMENTS if element.displayed_under)
