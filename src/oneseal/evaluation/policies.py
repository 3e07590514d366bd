"""Who handles, supervises and reads ratings, and who may do what with a matter; nothing answers by default."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from oneseal.evaluation.rules.matters import MatterKind
from oneseal.kernel.access import Actor, ActorKind

HANDLES: Final = "ratings.handle"
SUPERVISES: Final = "ratings.supervise"
SETS: Final = "identity.found"
BINDS: Final = "identity.manage"
ANSWERS: Final = "complaints.answer"
REGISTERS: Final = "matters.register"
EXTENDS: Final = "matters.extend"
OVERSEES: Final = "matters.oversee"
SETS_LIMITS: Final = "identity.found"


def can_handle(actor: Actor | None, *, agency_id: UUID) -> bool:
    """Return True for posts of an agency that follow up its bad ratings; the rules judge who handled the case."""
    return _is_staff(actor, HANDLES) and actor is not None and actor.agency_id == agency_id


def can_supervise(actor: Actor | None, *, agency_id: UUID, city: Collection[UUID]) -> bool:
    """Return True for supervisors of the city (`city`: its agencies) to which an agency belongs."""
    return _is_staff(actor, SUPERVISES) and agency_id in city


def can_rate(actor: Actor | None) -> bool:
    """Return True for the public: staff rate nothing."""
    return actor is not None and actor.kind is ActorKind.APPLICANT


def can_set_rules(actor: Actor | None) -> bool:
    """Return True for posts that set what holds for the whole city."""
    return _is_staff(actor, SETS)


def can_bind_pads(actor: Actor | None) -> bool:
    """Return True for posts that keep an agency's windows; a clerk at the window is none of them."""
    return _is_staff(actor, BINDS)


def can_register(actor: Actor | None) -> bool:
    """Return True for posts that enter a matter for somebody at a window, on the telephone or from a letter."""
    return _is_staff(actor, REGISTERS)


def can_set_limits(actor: Actor | None) -> bool:
    """Return True for posts that set what holds for the whole city."""
    return _is_staff(actor, SETS_LIMITS)


def can_see(actor: Actor | None, *, kind: str, about_id: UUID, agency_id: UUID) -> bool:
    """Return True for who answers or extends in the agency that handles a matter, and for supervisors of the city.

    Of a report, the agency that is reported sees nothing unless it is the only one that could handle it.
    """
    if actor is None or actor.agency_id is None:
        return False
    if actor.agency_id == agency_id:
        return _is_staff(actor, ANSWERS) or _is_staff(actor, EXTENDS)
    is_reported = kind == MatterKind.REPORT and actor.agency_id == about_id
    return oversees_city(actor) and not is_reported


def oversees_city(actor: Actor) -> bool:
    """Return True for supervisors of the whole city; one of another department sees that department's desk alone."""
    return _is_staff(actor, OVERSEES) and actor.is_central


def can_see_who(actor: Actor | None, *, kind: str, about_id: UUID, agency_id: UUID) -> bool:
    """Return True for supervisors who see the matter; never, of a report, for the agency that is reported."""
    if actor is None or not _is_staff(actor, OVERSEES):
        return False
    if kind == MatterKind.REPORT and actor.agency_id == about_id:
        return False
    return can_see(actor, kind=kind, about_id=about_id, agency_id=agency_id)


def can_answer(actor: Actor | None, *, agency_id: UUID) -> bool:
    """Return True for posts of the handling agency that answer matters."""
    return _is_staff(actor, ANSWERS) and actor is not None and actor.agency_id == agency_id


def can_decide_extension(actor: Actor | None, *, agency_id: UUID) -> bool:
    """Return True for the head of the handling agency (OGI 33: the head of its disclosure unit)."""
    return _is_staff(actor, EXTENDS) and actor is not None and actor.agency_id == agency_id


def can_urge(actor: Actor | None, *, kind: str, about_id: UUID, agency_id: UUID) -> bool:
    """Return True for supervisors of the city who see the matter."""
    return _is_staff(actor, OVERSEES) and can_see(actor, kind=kind, about_id=about_id, agency_id=agency_id)


def can_release(actor: Actor | None, *, agency_id: UUID) -> bool:
    """Return True for who answers or extends in the handling agency; another one than who drafted it."""
    return can_answer(actor, agency_id=agency_id) or can_decide_extension(actor, agency_id=agency_id)


def _is_staff(actor: Actor | None, permission: str) -> bool:
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(permission)
