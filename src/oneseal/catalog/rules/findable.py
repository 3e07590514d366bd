"""What of an item can be found: the columns of its entry, from its published content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oneseal.catalog.rules.applicants import serves
from oneseal.catalog.rules.kinds import is_applied_for
from oneseal.catalog.rules.version import ItemContent

PERSON, ORGANISATION = "person", "organisation"
ONLINE, POWER, LISTED = "online", "power", "listed"
SPOT, PROMISE = "1", "2"
_OFTEN: Final = 2
FEES: Final = {None: "", True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Findable:
    """The facts of an item by which people find it or narrow a list; empty is unknown."""

    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    purpose: str = ""
    purpose_en: str = ""
    item_type: str = ""
    audiences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    level: str = ""
    pace: str = ""
    depth: str = ""
    fee: str = ""
    visit_count: int | None = None
    promise_length: int | None = None
    promise_unit: str = ""
    main_item: str = ""
    result: str = ""
    basic_code: str = ""
    materials: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def findable(content: ItemContent) -> Findable:
    """Return what of a published content can be found."""
    kinds, applied_for = content.texts("service_object"), is_applied_for(content.text("item_type"))
    return Findable(
        name=content.text("name"), name_en=content.text("name_en"), aliases=content.texts("aliases"),
        purpose=content.text("purpose"), purpose_en=content.text("purpose_en"), item_type=content.text("item_type"),
        audiences=tuple(kind for kind in (PERSON, ORGANISATION) if serves(kinds, kind)) if applied_for else (),
        topics=tuple(dict.fromkeys(content.texts("topic_person") + content.texts("topic_corp"))),
        life_events=content.texts("life_events"), level=content.text("exercise_level"),
        pace=content.text("case_type"), depth=content.text("online_depth"), fee=FEES[content.flag("fee_flag")],
        visit_count=content.number("visit_count"), promise_length=content.number("promise_limit"),
        promise_unit=content.text("promise_limit_unit"), result=content.text("result_name"),
        basic_code=content.text("basic_code"),
        materials=_said(*((row.name, row.text("name_en")) for row in content.materials)),
        questions=_said(*((row.question, row.question_en) for row in content.faq)),
    )  # fmt: skip


def _said(*pairs: tuple[str, str]) -> tuple[str, ...]:
    return tuple(text for pair in pairs for text in pair if text)


def facets_of(facts: Findable, *, department_key: str, is_listed: bool) -> list[str]:
    """Return every value by which a list that holds the item can be narrowed, as `name=value`; the unknown has none."""
    visits = "" if facts.visit_count is None else str(min(facts.visit_count, _OFTEN))
    told: dict[str, tuple[str, ...]] = {
        "reach": (_reach(facts, is_listed=is_listed),), "audience": facts.audiences, "topic": facts.topics,
        "event": facts.life_events, "department": (department_key,), "kind": (facts.item_type,), "pace": (facts.pace,),
        "depth": (facts.depth,), "visits": (visits,), "fee": (facts.fee,), "level": (facts.level,),
    }  # fmt: skip
    return [facet(name, value) for name, values in told.items() for value in values if value]


def _reach(facts: Findable, *, is_listed: bool) -> str:
    if is_listed:
        return LISTED
    return ONLINE if is_applied_for(facts.item_type) else POWER


def facet(name: str, value: str) -> str:
    """Return how a value of a facet stands in an entry."""
    return f"{name}={value}"
