"""How much each element counts in the quality score, and when it is asked. See docs/algorithms/quality.md."""

from collections.abc import Callable, Mapping
from typing import Final

from oneseal.catalog.rules.version import ItemContent

# What a law obliges the agency to show counts most, then what the standard demands, then everything else.
DISPLAYED: Final = 6
REQUIRED: Final = 3
OPTIONAL: Final = 1
# What of an element's weight is lost, as a part of one: by a fault that stops all, by one that warns a quarter.
LOST_BY_STOP: Final = (1, 1)
LOST_BY_WARNING: Final = (1, 4)


def _true(element: str) -> Callable[[ItemContent], bool]:
    return lambda content: content.flag(element) is True


def _is(element: str, *values: str) -> Callable[[ItemContent], bool]:
    return lambda content: content.text(element) in values


def _visited(content: ItemContent) -> bool:
    return bool(content.number("visit_count"))


_RENEWED: Final = _is("service_kind", "renewal")
_DEPENDENT: Final = _is("service_kind", "renewal", "change", "reissue", "cancellation")
_LICENCE: Final = _is("result_type", "licence")
# Elements that are asked only where another one says so: what does not arise can neither be known nor be missing.
ASKED_WHEN: Final[Mapping[str, Callable[[ItemContent], bool]]] = {
    "visit_reason": _visited,
    "fee_basis": _true("fee_flag"),
    "fees": _true("fee_flag"),
    "joint_orgs": lambda content: content.handling.is_together,
    "licence_fields": _LICENCE,
    "licence_fixed_fields": _LICENCE,
    "licence_validity_years": _LICENCE,
    "licence_number_rule": _LICENCE,
    "licence_type_code": _LICENCE,
    "issue_limit": _LICENCE,
    "issue_limit_unit": _LICENCE,
    "base_item": _DEPENDENT,
    "renewal_lead_days": _RENEWED,
    "renewal_opens_days": _RENEWED,
    "renewal_days_unit": _RENEWED,
    "renewal_runs_from": _RENEWED,
    "commitment_question": _true("commitment_based"),
    "commitment_terms": _true("commitment_based"),
    "deciding_body": _true("first_examination"),
    "quota_number": lambda content: False,
    "entrusting_dept": _is("power_source", "5", "6"),
    "online_url": _true("online"),
    "mobile_url": _true("online"),
    "online_depth": _true("online"),
    "station_hall": _true("station"),
    "station_window": _true("station"),
}
