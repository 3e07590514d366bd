"""Read one matter: for whoever brought it, by number and code, and for the staff who may see it."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import case_facts, derivation_lines, light_preset, logins_of_parties, staff_of_case
from oneseal.cases.selectors.clocks import DayLine
from oneseal.evaluation.errors import MatterNotFound
from oneseal.evaluation.models import Matter, MatterConsultation, MatterExtension, MatterFile, MatterStep
from oneseal.evaluation.policies import ANSWERS, can_see, can_see_who
from oneseal.evaluation.rules.matter_limits import (
    MatterClock,
    MatterFace,
    matter_derivation,
    matter_face,
    pauses_of,
)
from oneseal.evaluation.rules.matters import OPEN, Channel, MatterKind, MatterState
from oneseal.foundation.encryption import blind_index, decrypt
from oneseal.identity.selectors import colleagues_with, logins_of_people
from oneseal.kernel.access import Actor, ActorKind
from oneseal.workflow.selectors import calendar

# The names of the columns' keys are older than the kinds beside complaints; what was encrypted by them stays readable.
MATTER_CODE: Final = "complaint.code"
PETITIONER_NAME: Final = "complaint.name"
PETITIONER_CONTACT: Final = "complaint.contact"
LIST_LIMIT: Final = 200
type_pause = tuple[date, date | None, str]


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """A matter as its reader sees it; `is_who_shown` False: name and contact are kept from him."""

    id: UUID
    number: str
    kind: MatterKind
    channel: Channel
    state: MatterState
    about_id: UUID
    about_name: str
    agency_id: UUID
    agency_name: str
    desk_id: UUID
    case_id: UUID | None
    case_number: str
    item_id: UUID | None
    account_id: UUID | None
    is_who_shown: bool
    is_nameless: bool
    name: str
    contact: str
    text: str
    wanted_form: str
    accused_ids: tuple[UUID, ...]
    received_at: datetime
    extend_days: int
    extended_days: int
    due_on: date
    due_is_provisional: bool
    accepted_at: datetime | None
    refusal: str
    is_returned: bool
    reopened_at: datetime | None
    answer: str
    result: str
    answered_at: datetime | None
    answerer: str
    is_satisfied: bool | None
    closed_at: datetime | None
    urged_at: datetime | None
    clock: MatterClock
    face: MatterFace

    @property
    def is_open(self) -> bool:
        """Return True until it is answered or ended."""
        return self.state in OPEN


_SAME: Final = (
    "id", "number", "about_id", "agency_id", "desk_id", "case_id", "case_number", "item_id", "account_id",
    "is_nameless", "text", "wanted_form", "received_at", "extend_days", "extended_days", "due_on",
    "due_is_provisional", "accepted_at", "refusal", "is_returned", "reopened_at", "answer", "result", "answered_at",
    "answerer", "is_satisfied", "closed_at", "urged_at",
)  # fmt: skip


def clock_of_matter(row: Matter, pauses: Iterable[type_pause] = ()) -> MatterClock:
    """Return what counts for a matter: its decision while it is only received, its answer afterwards."""
    return MatterClock(row.clock_from, row.clock_days, row.extended_days, pauses_of(tuple(pauses)))


def matter_facts(row: Matter, *, shows_who: bool, today: date, pauses: Iterable[type_pause] = ()) -> MatterFacts:
    """Return what a reader who may see a matter reads of it."""
    kind, state, clock = MatterKind(row.kind), MatterState(row.state), clock_of_matter(row, pauses)
    face = matter_face(clock, kind=kind, state=state, calendar=calendar(), today=today, preset=light_preset())
    return MatterFacts(
        **{name: getattr(row, name) for name in _SAME}, kind=kind, channel=Channel(row.channel), state=state,
        about_name=row.about.name, agency_name=row.agency.name, is_who_shown=shows_who,
        name=decrypt(row.name, context=PETITIONER_NAME) if shows_who else "",
        contact=decrypt(row.contact, context=PETITIONER_CONTACT) if shows_who else "",
        accused_ids=tuple(map(UUID, row.accused_ids)), clock=clock, face=face,
    )  # fmt: skip


def pauses_by_matter(matter_ids: Collection[UUID]) -> dict[UUID, list[type_pause]]:
    """Return the consultations of many matters as they stop the clock, in one query."""
    found: dict[UUID, list[type_pause]] = {}
    rows = MatterConsultation.objects.filter(matter_id__in=list(matter_ids)).order_by("asked_on", "id")
    for matter_id, asked_on, ended_on, who in rows.values_list("matter_id", "asked_on", "ended_on", "who"):
        found.setdefault(matter_id, []).append((asked_on, ended_on, who))
    return found


def _one(row: Matter, *, shows_who: bool, today: date) -> MatterFacts:
    return matter_facts(row, shows_who=shows_who, today=today, pauses=pauses_by_matter([row.id]).get(row.id, ()))


def matter_followed(number: str, code: str, *, today: date) -> MatterFacts | None:
    """Return the matter of a number and its code, or None for any wrong pair; both take equally long."""
    row = Matter.objects.select_related("about", "agency").filter(number=number.strip().upper()).first()
    fits = code_fits(row, code)
    return _one(row, shows_who=True, today=today) if row and fits else None


def code_fits(row: Matter | None, code: str) -> bool:
    """Return True when a code is the one that was given out with a matter."""
    given = blind_index(code.strip().upper(), context=MATTER_CODE)
    kept = bytes(row.code_index) if row else bytes(32)
    return hmac.compare_digest(given, kept) and row is not None


def _is_own(actor: Actor | None, account_id: UUID | None) -> bool:
    is_applicant = actor is not None and actor.kind is ActorKind.APPLICANT
    return is_applicant and account_id is not None and actor is not None and actor.account_id == account_id


def matter_own(matter_id: UUID, *, actor: Actor | None, today: date) -> MatterFacts:
    """Return a matter that the actor brought himself while he was signed in.

    Raises:
        MatterNotFound: no such matter, or not his.
    """
    row = Matter.objects.select_related("about", "agency").filter(pk=matter_id).first()
    if row is None or not _is_own(actor, row.account_id):
        raise MatterNotFound("no such matter of the actor")
    return _one(row, shows_who=True, today=today)


def matters_own(actor: Actor | None, *, today: date) -> list[MatterFacts]:
    """Return what the actor brought himself, newest first."""
    if actor is None or actor.kind is not ActorKind.APPLICANT or actor.account_id is None:
        return []
    rows = Matter.objects.select_related("about", "agency").filter(account_id=actor.account_id)
    kept = list(rows.order_by("-received_at", "id")[:LIST_LIMIT])
    pauses = pauses_by_matter([row.id for row in kept])
    return [matter_facts(row, shows_who=True, today=today, pauses=pauses.get(row.id, ())) for row in kept]


def matter_for_staff(matter_id: UUID, *, actor: Actor | None, today: date) -> MatterFacts:
    """Return a matter that the actor's post may see, with name and contact only where his post may see these.

    Raises:
        MatterNotFound: no such matter, or not for the actor.
    """
    row = Matter.objects.select_related("about", "agency").filter(pk=matter_id).first()
    if row is None or not can_see(actor, kind=row.kind, about_id=row.about_id, agency_id=row.agency_id):
        raise MatterNotFound("no such matter for the actor")
    shows = can_see_who(actor, kind=row.kind, about_id=row.about_id, agency_id=row.agency_id)
    return _one(row, shows_who=shows, today=today)


def involved_in(case_id: UUID | None, accused: Iterable[UUID | str] = ()) -> frozenset[UUID]:
    """Return who neither answers nor extends: who worked on the case of a matter, and who is complained of."""
    named = frozenset(UUID(str(one)) for one in accused)
    try:
        return named | (staff_of_case(case_facts(case_id)) if case_id is not None else frozenset())
    except CaseNotFound:  # the draft was thrown away since
        return named


def petitioners_of(account_id: UUID | None) -> frozenset[UUID]:
    """Return the logins of whoever brought a matter while he was signed in; nobody where he was not."""
    return logins_of_people(None, filed_by=account_id) if account_id is not None else frozenset()


def parties_of(case_id: UUID | None) -> frozenset[UUID]:
    """Return the logins of the parties to the case of a matter; nobody where it names none or a lost draft."""
    try:
        return logins_of_parties(case_facts(case_id)) if case_id is not None else frozenset()
    except CaseNotFound:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Answerers:
    """Whether the reader may answer a matter, whether it is his own (B.5), and the names of all who may."""

    is_reader: bool
    names: tuple[str, ...]
    is_own: bool = False


def answerers_of(found: MatterFacts, *, actor: Actor) -> Answerers:
    """Return who of its agency may answer a matter: no party to it, and nobody who is involved in it (S1).

    Who may not read the name of whoever brought it does not learn it from a colleague who is left out either.
    """
    involved, parties = involved_in(found.case_id, found.accused_ids), parties_of(found.case_id)
    petitioners = petitioners_of(found.account_id)
    left_out = involved | parties | (petitioners if found.is_who_shown else frozenset())
    others = colleagues_with(ANSWERS, agency_id=found.agency_id)
    names = tuple(name for account, name in others.items() if account not in left_out)
    is_own = actor.account_id in parties | petitioners
    return Answerers(involved.isdisjoint(actor.own_accounts) and not is_own, names, is_own)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One move of a matter as people read it; `who` empty: whoever brought it, or by itself."""

    action: str
    state: str
    at: datetime
    who: str
    agency_id: UUID | None
    words: str


def steps_of_matter(found: MatterFacts, *, for_public: bool) -> list[StepFacts]:
    """Return the moves of a matter, oldest first; the caller was allowed to load it."""
    rows = MatterStep.objects.filter(matter_id=found.id).order_by("at", "id")
    if for_public:
        rows = rows.filter(is_public=True)
    return [StepFacts(row.action, row.state, row.at, row.who, row.agency_id, row.words) for row in rows]


def files_of_matter(found: MatterFacts) -> list[MatterFile]:
    """Return the files that came with a matter; the caller was allowed to load it."""
    return list(MatterFile.objects.filter(matter_id=found.id).order_by("added_at", "id"))


def extensions_of_matter(found: MatterFacts) -> list[MatterExtension]:
    """Return what was asked for in more time, oldest first; the caller was allowed to load the matter."""
    return list(MatterExtension.objects.filter(matter_id=found.id).order_by("asked_at", "id"))


def consultations_of_matter(found: MatterFacts) -> list[MatterConsultation]:
    """Return whom the desk consulted, oldest first; the caller was allowed to load the matter."""
    return list(MatterConsultation.objects.filter(matter_id=found.id).order_by("asked_on", "id"))


def matter_days(found: MatterFacts, *, today: date) -> list[DayLine]:
    """Return how the last day of a matter came about, day by day in the reader's language."""
    article = gettext("《政府信息公开条例》第三十三条") if found.kind is MatterKind.DISCLOSURE else ""
    return derivation_lines(
        matter_derivation(found.clock, calendar=calendar(), today=today), extended_under=article
    )  # fmt: skip
