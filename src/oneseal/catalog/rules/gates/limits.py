"""The promise ends within the law's limit, and each term is in a unit by which cases are counted."""

from collections.abc import Iterator

from oneseal.catalog.rules.gates.fault import Fault, term
from oneseal.catalog.rules.kinds import is_applied_for, type_of
from oneseal.catalog.rules.limits import never_longer
from oneseal.catalog.rules.version import ItemContent, Source
from oneseal.kernel.licensing import LICENSING_LAW, DecisionLimit, decision_limit

CASE_TYPE_IMMEDIATE = "1"
_UNITS_OF_DAYS = frozenset({"WD", "ND", "M", "Y"})
_UNITS_OF_HOURS = frozenset({"H", "OH"})


def limits(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with the terms of an item."""
    law, promise = term(content, "stat"), term(content, "promise")
    for name, found in (("stat_limit", law), ("promise_limit", promise)):
        if found is not None and found[0] < (0 if content.text("case_type") == CASE_TYPE_IMMEDIATE else 1):
            yield Fault(name, "catalog.limit_too_short", {"limit": found[0]})
    uncounted = list(_units_not_counted(content))
    yield from uncounted
    if not uncounted and law is not None and promise is not None and not never_longer(promise, law):
        facts: dict[str, object] = {"promise": promise[0], "limit": law[0]}
        yield Fault("promise_limit", "catalog.promise_longer_than_law", facts)
    stated = content.elements.get("stat_limit")
    if law is not None and stated is not None and stated.source is not None:
        most = limit_of_the_licensing_law(content, stated.source)
        if most is not None and law[1] in _UNITS_OF_DAYS and not never_longer(law, (most.days, "WD")):
            facts = {"most": most.days, "article": most.article}
            yield Fault("stat_limit", "catalog.limit_longer_than_licensing_law", facts)


def limit_of_the_licensing_law(content: ItemContent, source: Source) -> DecisionLimit | None:
    """Return limit and extension where a term rests on the Licensing Law alone; None where another law gives it."""
    return decision_limit(content.handling) if LICENSING_LAW in source.document else None


def _units_not_counted(content: ItemContent) -> Iterator[Fault]:
    """Yield a fault for each term in a unit by which no case is counted.

    A promise runs in working days or in hours, a delivery in working days. Of a power that nobody applies for no
    case is counted.
    """
    if not is_applied_for(type_of(content)):
        return
    for name, counted in (
        ("promise", {"WD"} | _UNITS_OF_HOURS),
        ("stat", _UNITS_OF_DAYS | _UNITS_OF_HOURS),
        ("issue", {"WD"}),
    ):
        found = term(content, name)
        if found is not None and found[1] not in counted:
            yield Fault(f"{name}_limit_unit", "catalog.unit_not_counted", {})


def handling(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with how many bodies answer: who answers together names the others (APL art. 26(2))."""
    if content.handling.is_together and not content.texts("joint_orgs"):
        yield Fault("joint_orgs", "catalog.joint_bodies_missing", {})
    if content.texts("joint_orgs") and not content.handling.is_together and is_applied_for(type_of(content)):
        yield Fault("handling", "catalog.handling_missing", {})


def window(content: ItemContent) -> Iterator[Fault]:
    """Yield what the window could not decide in one visit: decided above (APL art. 35), checked by two (34(3))."""
    if content.text("case_type") != CASE_TYPE_IMMEDIATE and not content.flag("commitment_based"):
        return
    if content.flag("first_examination"):
        yield Fault("first_examination", "catalog.window_decides_above", {})
    if content.flag("two_examiners"):
        yield Fault("two_examiners", "catalog.window_decides_alone", {})


def hours_faults(content: ItemContent, *, has_office_hours: bool) -> list[Fault]:
    """Return a fault for each term in office hours while nobody has said when offices are open."""
    if has_office_hours:
        return []
    found = (name for name in ("promise_limit_unit", "stat_limit_unit") if content.text(name) == "OH")
    return [Fault(name, "catalog.office_hours_missing") for name in found]
