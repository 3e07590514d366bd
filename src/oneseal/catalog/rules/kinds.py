"""What each type of item has to say: a power that nobody applies for has no form, no materials and no promise.

Sources: 行政处罚法 art. 5 and 39 (the body, the grounds, the procedure and the remedies are public), 行政强制法 art. 18
and 24 (reasons, grounds, rights and remedies are told), the national exchange table of penalties
(``punishment_method``, NOT NULL), domain specification A94 (the other power types are listed and published).
"""

from collections.abc import Mapping
from typing import Final

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, KIND_ELEMENTS, Element, FilledBy
from oneseal.catalog.rules.version import ItemContent

PENALTY, COERCION, INSPECTION = "02", "03", "06"
# Exercised by the agency of its own accord: nobody applies, so nothing is accepted, promised or charged.
NOT_APPLIED_FOR: Final = frozenset({PENALTY, COERCION, INSPECTION})
PENALTY_LAW_39: Final = "行政处罚法第三十九条"
COERCION_LAW_4: Final = "行政强制法第四条"


KIND_KEYS: Final = frozenset(element.key for element in KIND_ELEMENTS)
_OF_THE_POWER: Final = frozenset({
    "name", "basic_code", "item_type", "legal_basis", "power_source", "exercise_level", "impl_body",
    "impl_body_uscc", "impl_body_nature", "flow", "consult", "complain", "party", "party_rights", "review",
    "litigation",
})  # fmt: skip
# What an item that nobody applies for may say; everything else of the registry does not apply to it.
_MAY_SAY: Final = _OF_THE_POWER | {
    "impl_code", "handling_code", "local_basic_code", "local_impl_code", "authority_split", "exercise_content",
    "entrusting_dept", "handling_org", "joint_orgs", "central_dept_code", "service_object", "flow_chart",
    "stat_limit", "stat_limit_unit", "stat_limit_note", "result_type", "result_name", "result_sample", "station_place",
    "station_hours", "station_transport", "topic_person", "topic_corp", "faq", "status", "version", "effective_on",
    "cancel_on", "name_en", "purpose", "purpose_en", "liability",
}  # fmt: skip
_OWN: Final[Mapping[str, str]] = {
    PENALTY: "punishment_method", COERCION: "coercion_method", INSPECTION: "inspection_method",
}  # fmt: skip
_LAW: Final[Mapping[str, str]] = {
    PENALTY: PENALTY_LAW_39, COERCION: COERCION_LAW_4, INSPECTION: "domain specification A94",
}  # fmt: skip


def is_applied_for(item_type: str) -> bool:
    """Return whether somebody applies for items of a type; a type that is unknown is judged as one that is."""
    return item_type not in NOT_APPLIED_FOR


def applies(element: str, item_type: str) -> bool:
    """Return whether an element belongs to items of a type."""
    if is_applied_for(item_type):
        return element not in KIND_KEYS
    return element in _MAY_SAY or element == _OWN[item_type]


def elements_of(item_type: str) -> tuple[Element, ...]:
    """Return the elements of an item of a type, in the order of the registry."""
    return tuple(element for element in ALL_ITEM_ELEMENTS if applies(element.key, item_type))


def is_required(element: Element, item_type: str) -> bool:
    """Return whether an item of a type has to say an element."""
    if is_applied_for(item_type):
        return element.required
    return element.key in _OF_THE_POWER or element.key == _OWN[item_type]


def displayed_under(element: Element, item_type: str) -> str:
    """Return the article that obliges the agency to show an element; empty where it may be unknown."""
    if is_applied_for(item_type):
        return element.displayed_under
    own = {"name", "legal_basis", "flow", "party_rights", _OWN[item_type]}
    return _LAW[item_type] if element.key in own else ""


def city_must_say(element: Element, item_type: str) -> bool:
    """Return whether the city has to settle an element before an item of a type is published."""
    return element.filled_by is FilledBy.CITY and applies(element.key, item_type) and is_required(element, item_type)


def type_of(content: ItemContent) -> str:
    """Return the type of an item; empty where it is unknown."""
    return content.text("item_type")
