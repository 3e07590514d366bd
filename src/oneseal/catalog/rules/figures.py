"""What is counted of one version, so that two days can be compared without reading any version again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from oneseal.catalog.rules.reform import in_working_days
from oneseal.catalog.rules.version import ItemContent

_CERTIFICATE: Final = "certificate"
_AT_ONCE: Final = "1"


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one version; None means that nobody has established the value.

    `certificates` are the materials that are certificates, licences or proofs (证件证书证明).
    """

    item_type: str
    exercise_level: str
    power_source: str
    steps: int
    materials: int
    certificates: int
    promise_limit: int | None
    promise_unit: str
    promise_days: Decimal | None
    statutory_limit: int | None
    statutory_unit: str
    statutory_days: Decimal | None
    two_step: bool | None
    at_once: bool
    stationed: bool | None
    online: bool | None
    online_depth: str
    visits: int | None
    charged: bool | None
    fees: int


def counted_of(content: ItemContent) -> Counted:
    """Return what is counted of the content of one version."""
    promise, statutory = content.number("promise_limit"), content.number("stat_limit")
    promise_unit, statutory_unit = content.text("promise_limit_unit"), content.text("stat_limit_unit")
    return Counted(
        item_type=content.text("item_type"),
        exercise_level=content.text("exercise_level"),
        power_source=content.text("power_source"),
        steps=len(content.steps),
        materials=len(content.materials),
        certificates=sum(material.text("doc_kind") == _CERTIFICATE for material in content.materials),
        promise_limit=promise,
        promise_unit=promise_unit,
        promise_days=in_working_days(promise, promise_unit),
        statutory_limit=statutory,
        statutory_unit=statutory_unit,
        statutory_days=in_working_days(statutory, statutory_unit),
        two_step=content.flag("two_step"),
        at_once=content.text("case_type") == _AT_ONCE,
        stationed=content.flag("station"),
        online=content.flag("online"),
        online_depth=content.text("online_depth"),
        visits=content.number("visit_count"),
        charged=content.flag("fee_flag"),
        fees=len(content.fees),
    )
