"""Population registry (人口库), register of legal persons (法人库) and credit platform (信用平台) of the demo city."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from oneseal.simulation import world
from oneseal.simulation.outside.serving import Answer, Handler

PERSON_CHECK: Final = "/v1/persons/check"
COMPANY_CHECK: Final = "/v1/legal-persons/check"
CREDIT_CHECK: Final = "/v1/credit/lists"


def person_checked(content: Mapping[str, Any]) -> Answer:
    """Say whether a citizen number and a name belong together; never tell more."""
    known = {row["id_number"]: row["name"] for row in (world.city()["applicant"],)}
    return {"verdict": _verdict(known.get(content["id_number"]), content["name"])}


def company_checked(content: Mapping[str, Any]) -> Answer:
    """Say whether a credit code, a name and a legal representative belong together."""
    rows = {row["uscc"]: row for row in world.city()["organisations"]}
    row = rows.get(content["uscc"])
    if row is None:
        return {"verdict": "unknown"}
    told = (content["name"], content["legal_representative"])
    return {"verdict": "matches" if told == (row["name"], row["legal_representative"]) else "differs"}


def _verdict(kept: str | None, told: str) -> str:
    if kept is None:
        return "unknown"
    return "matches" if kept == told else "differs"


def credit_lists(content: Mapping[str, Any]) -> Answer:
    """Return the entries of the red and black lists for a number, with source, reason and days."""
    entries = world.city().get("credit", ())
    return {"entries": [row for row in entries if row["number"] == content["number"]]}


def of_somebody_else(_content: Mapping[str, Any]) -> Answer:
    """Answer what nobody asked: no verdict, and a number that is not the one of the question."""
    return {"verdict": "everything is fine", "entries": [{"number": "0"}]}


HANDLERS: Final[Mapping[str, Mapping[str, Handler]]] = {
    "population": {PERSON_CHECK: person_checked},
    "companies": {COMPANY_CHECK: company_checked},
    "credit": {CREDIT_CHECK: credit_lists},
}
