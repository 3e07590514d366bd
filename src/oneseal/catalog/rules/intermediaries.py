"""The list of intermediary services (行政审批中介服务事项清单, OBE art. 43; domain A99, H.1): what may be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from oneseal.catalog.rules.listed import is_meant, plain_name
from oneseal.catalog.rules.publication import Fault, Severity
from oneseal.catalog.rules.version import ItemContent

# The element of an item that names services, and the element of a material that holds its number in the list.
ITEM_ELEMENT: Final = "intermediary"
LIST_ELEMENT: Final = "intermediary_list_id"


class IntermediaryState(StrEnum):
    """Name whether an intermediary service may still be asked for."""

    KEPT = "kept"
    CLEANED = "cleaned"


class Payer(StrEnum):
    """Name who pays for the service; UNKNOWN: nobody has said."""

    UNKNOWN = ""
    APPLICANT = "applicant"
    AGENCY = "agency"


class Tie(StrEnum):
    """Name how the bodies that provide it stand to the agency that asks (脱钩); UNKNOWN: nobody has said."""

    UNKNOWN = ""
    NONE = "none"
    TIED = "tied"
    DECOUPLED = "decoupled"


@dataclass(frozen=True, slots=True)
class Told:
    """What the city says of one service from a day on; what is empty is unknown, or not said.

    `document`, `document_on` and `batch` are those that keep or clean it, `state_reason` why. `tied_body` is the body
    or association that was tied to `tied_agency`, `tie_document` what parted them.
    """

    trade: str = ""
    law: str = ""
    article: str = ""
    payer: Payer = Payer.UNKNOWN
    provider: str = ""
    state: IntermediaryState = IntermediaryState.KEPT
    document: str = ""
    document_on: date | None = None
    batch: str = ""
    state_reason: str = ""
    tie: Tie = Tie.UNKNOWN
    tied_body: str = ""
    tied_agency: str = ""
    tie_document: str = ""


def lacking(told: Told, *, before: Told | None, effective_on: date, since: date | None) -> str:
    """Return the first field that stands in the way of what is told, empty where nothing does.

    `before` is what is said until then, from `since` on; None: the service is new on the list.
    """
    if since is not None and effective_on < since:
        return "effective_on"
    is_moved = before is not None and before.state is not told.state
    wants_document = told.state is IntermediaryState.CLEANED or is_moved
    needed = {
        "article": bool(told.article) and not told.law,
        "document": wants_document and not told.document,
        "state_reason": wants_document and not told.state_reason,
        "tied_agency": told.tie in {Tie.TIED, Tie.DECOUPLED} and not told.tied_agency,
        "tie_document": told.tie is Tie.DECOUPLED and not told.tie_document,
    }
    return next(({"article": "law"}.get(name, name) for name, is_missing in needed.items() if is_missing), "")


@dataclass(frozen=True, slots=True)
class ListedService:
    """A service as the gate sees it on a day: its number and name, whether it was cleaned by what, on which basis."""

    number: str
    name: str
    state: IntermediaryState
    document: str
    has_basis: bool


def intermediary_faults(content: ItemContent, listed: Iterable[ListedService]) -> list[Fault]:
    """Return a fault for each service or material that is asked for and is not on the list, or was cleaned.

    A service whose basis nobody has found warns: without a law, a regulation or a decision of the State Council it is
    no condition (OBE art. 43).
    """
    known = list(listed)
    return [*_named(content, known), *_handed_in(content, known)]


def service_named(name: str, listed: Iterable[ListedService]) -> ListedService | None:
    """Return the service that an item names, by its name or its number; None where the list has none."""
    return next((one for one in listed if name.strip() == one.number or plain_name(name) == plain_name(one.name)), None)


def _named(content: ItemContent, listed: list[ListedService]) -> Iterator[Fault]:
    for index, name in enumerate(content.texts(ITEM_ELEMENT)):
        path, found = f"{ITEM_ELEMENT}.value[{index}]", service_named(name, listed)
        if found is None:
            yield Fault(path, "catalog.intermediary_unlisted", {"service": name})
        elif found.state is IntermediaryState.CLEANED:
            yield Fault(path, "catalog.intermediary_cleaned", {"service": found.name, "document": found.document})
        elif not found.has_basis:
            yield Fault(path, "catalog.intermediary_without_basis", {"service": found.name}, Severity.WARN)


def _handed_in(content: ItemContent, listed: list[ListedService]) -> Iterator[Fault]:
    numbers = {one.number for one in listed}
    for index, material in enumerate(content.materials):
        path, number = f"materials.value[{index}].elements", material.text(LIST_ELEMENT)
        if number and number not in numbers:
            facts = {"material": material.name, "number": number}
            yield Fault(f"{path}.{LIST_ELEMENT}", "catalog.material_intermediary_unlisted", facts)
        gone = next(
            (
                one for one in listed
                if one.state is IntermediaryState.CLEANED
                and is_meant(material, element=LIST_ELEMENT, number=one.number, name=one.name)
            ),
            None,
        )  # fmt: skip
        if gone is not None:
            facts = {"material": material.name, "service": gone.name, "document": gone.document}
            yield Fault(f"{path}.name", "catalog.material_intermediary_cleaned", facts)
