"""Which elements each operation of a bulk edit may touch, decided once from the registry.

Left out is what is each item's own (its name and codes), what the law of each item says (statutory limits, fees,
validity, renewal), what decides how the whole item is read (its type, its form), and what only publication knows.
"""

from collections.abc import Mapping
from typing import Final

from oneseal.catalog.rules.bulk.telling import Kind
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, Element, ElementType, FilledBy

_OWN: Final = frozenset({
    "name", "name_en", "purpose", "purpose_en", "basic_code", "local_basic_code", "local_impl_code",
    "licence_type_code", "application_form", "result_name", "result_sample", "flow_chart", "party", "base_item",
    "exercise_content", "authority_split", "commitment_question", "decision_paper",
})  # fmt: skip
_OF_THE_LAW: Final = frozenset({
    "stat_limit", "stat_limit_unit", "stat_limit_note", "fee_flag", "fee_basis", "quota", "quota_number",
    "licence_validity_years", "issue_limit", "issue_limit_unit", "renewal_lead_days", "renewal_opens_days",
    "renewal_days_unit", "renewal_runs_from", "first_examination", "two_examiners", "review", "litigation",
})  # fmt: skip
# Decides which elements the item has at all, or is changed with its own checks.
_ELSEWHERE: Final = frozenset({"item_type", "promise_limit", "promise_limit_unit", "service_kind"})
_SIMPLE: Final = frozenset(
    {ElementType.TEXT, ElementType.CODE, ElementType.INTEGER, ElementType.FLAG, ElementType.DATE}
)
_LISTS: Final = frozenset({ElementType.TEXTS, ElementType.CODES})
_WORDS: Final = frozenset({
    ElementType.TEXT, ElementType.TEXTS, ElementType.CONDITIONS, ElementType.STEPS, ElementType.CONTACTS,
    ElementType.FAQ, ElementType.MATERIALS,
})  # fmt: skip
# Codes and addresses of the body are told by registers, not by words that somebody replaces.
_CODED_TEXTS: Final = frozenset({
    "basic_code", "impl_code", "handling_code", "local_basic_code", "local_impl_code", "impl_body_uscc",
    "central_dept_code", "licence_type_code", "application_form", "base_item", "commitment_question", "deciding_body",
})  # fmt: skip


def _open(element: Element) -> bool:
    return element.filled_by is not FilledBy.PUBLICATION


SETTABLE: Final = tuple(
    element.key
    for element in ALL_ITEM_ELEMENTS
    if element.type in _SIMPLE and _open(element) and element.key not in _OWN | _OF_THE_LAW | _ELSEWHERE
)
LISTED: Final = tuple(element.key for element in ALL_ITEM_ELEMENTS if element.type in _LISTS and _open(element))
WORDED: Final = tuple(
    element.key
    for element in ALL_ITEM_ELEMENTS
    if element.type in _WORDS and _open(element) and element.key not in _CODED_TEXTS
)
CITED: Final = tuple(
    element.key for element in ALL_ITEM_ELEMENTS if _open(element) and element.key != "application_form"
)
PLACES: Final = ("station_place", "station_hours", "station_hall", "station_window", "station_transport")
OPERATION_ELEMENTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.SET: SETTABLE,
    Kind.ADD: LISTED,
    Kind.SWAP: LISTED,
    Kind.REMOVE: LISTED,
    Kind.REPLACE_TEXT: WORDED,
    Kind.CITE: CITED,
    Kind.PROMISE: (),
    Kind.PLACES: (),
}
