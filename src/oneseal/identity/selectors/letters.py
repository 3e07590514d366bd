"""Authorisation letters: the list of an agency, and what rules need of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from oneseal.identity import policies
from oneseal.identity.models import Agency, AuthorisationLetter
from oneseal.kernel.access import Actor, Authorisation, Authority

SOON: Final = timedelta(days=30)
AUTHORITY_WORDS: Final = {
    Authority.ACCEPT: _("受理"), Authority.EXAMINE: _("审查"), Authority.DECIDE: _("决定"), Authority.ISSUE: _("发证"),
    Authority.ORGANISE: _("组织勘验和评审"),
}  # fmt: skip


def letters_of(actor: Actor, *, words: str = "") -> QuerySet[AuthorisationLetter]:
    """Return the letters of the actor's agency, the last to end first, for those who keep them.

    With words only those whose number or signatory has them.
    """
    if not policies.can_manage_identity(actor):
        return AuthorisationLetter.objects.none()
    rows = AuthorisationLetter.objects.filter(agency_id=actor.own_agency)
    told = words.strip()
    if told:
        rows = rows.filter(Q(number__icontains=told) | Q(signed_by__icontains=told))
    return rows.order_by("-until_on", "number")


def letter_of(actor: Actor, letter_id: UUID) -> AuthorisationLetter | None:
    """Return a letter of the actor's agency, or None."""
    return letters_of(actor).filter(pk=letter_id).first()


def authorisation_of(letter: AuthorisationLetter) -> Authorisation:
    """Return a letter as rules see it."""
    return Authorisation(
        letter.number, frozenset(letter.authorities), frozenset(letter.item_ids), letter.from_on, letter.until_on,
        letter.revoked_on,
    )  # fmt: skip


def ends_soon(letter: Authorisation, *, on: date) -> bool:
    """Return True when a letter in force ends within thirty days."""
    return letter.standing(on) == "in_force" and letter.until_on - on <= SOON


def letters_of_row(agency: str = "agency_id") -> Case:
    """Return what a query adds to a row to read its agency's letters with it: None where they are not demanded.

    In the same query, so that a page and a press pay no further one; `authorisations_read` reads what comes back.
    """
    demanding = Agency.objects.filter(pk=OuterRef(agency), demands_letters=True)
    letters = AuthorisationLetter.objects.filter(agency_id=OuterRef(agency)).order_by("number")
    told = JSONObject(
        number=F("number"), authorities=F("authorities"), item_ids=F("item_ids"), from_on=F("from_on"),
        until_on=F("until_on"), revoked_on=F("revoked_on"),
    )  # fmt: skip
    return Case(When(Exists(demanding), then=ArraySubquery(letters.values(told=told))), default=Value(None))


def authorisations_of(agency_id: UUID) -> tuple[Authorisation, ...] | None:
    """Return the letters of an agency as rules see them, or None where none is demanded."""
    row = Agency.objects.filter(pk=agency_id).values_list(letters_of_row("pk")).first()
    return authorisations_read(row[0]) if row else None


def authorisations_read(told: Iterable[Mapping[str, Any]] | None) -> tuple[Authorisation, ...] | None:
    """Return the letters that a row brought with it, or None where none is demanded."""
    if told is None:
        return None
    return tuple(
        Authorisation(
            row["number"], frozenset(row["authorities"]), frozenset(map(UUID, row["item_ids"])),
            date.fromisoformat(row["from_on"]), date.fromisoformat(row["until_on"]),
            date.fromisoformat(row["revoked_on"]) if row["revoked_on"] else None,
        )
        for row in told
    )  # fmt: skip
