"""The item and what it is bound to: its form, its process, the city's topics of blind mode."""

from collections.abc import Collection
from typing import Final

from oneseal.catalog.rules.gates.fault import Fault, term
from oneseal.catalog.rules.gates.limits import CASE_TYPE_IMMEDIATE
from oneseal.catalog.rules.kinds import is_applied_for, type_of
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.version import GENERATED, ItemContent
from oneseal.kernel.formlogic import FormDefinition, referenced_fields
from oneseal.kernel.process import Bounds, process_faults

# The permissions whose posts may do a part of an examination.
EXAMINING: Final = ("cases.review", "cases.decide")
BLIND_MODE: Final = "blind_mode"
# Benefits and public services are no project construction, whatever topic they name.
_SERVICES: Final = frozenset({"05", "20"})
# The topic by which the shipped items of project construction are found; a city may choose others.
BLIND_TOPICS: Final = ("工程建设",)


def binding_faults(content: ItemContent, form: FormDefinition, *, shortest_day: int | None = None) -> list[Fault]:
    """Return what keeps ``content`` and ``form`` from being published together.

    The item names the form as its application form, and conditions of materials look only at
    fields that the form asks. A power that nobody applies for has neither form nor process of an examination.
    `shortest_day`: for how many minutes offices are open, None while nobody said.
    """
    if not is_applied_for(type_of(content)):
        return [] if content.process is None else [Fault(PROCESS, "catalog.power_with_process", {})]
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
    promise = term(content, "promise")
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
    if content.text("case_type") == CASE_TYPE_IMMEDIATE or content.flag("commitment_based"):
        faults.append(Fault(BLIND_MODE, "catalog.blind_decided_at_window", {}))
    if content.process is not None:
        faults.append(Fault(BLIND_MODE, "catalog.blind_with_process", {}))
    return faults
