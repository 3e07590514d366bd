"""What is under way beside the clock of a case: hearings, interested persons, reviews, tests, publicity, meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import Hearing, InterestedParty, MeetingTask, MinutesScan, Objection, Procedure
from oneseal.cases.rules.blindness import file_name_covered
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.hearing import Ground as HearingGround
from oneseal.cases.rules.hearing import Phase, Recusal, all_waived
from oneseal.cases.rules.procedures import Standing
from oneseal.cases.selectors.cover import as_told
from oneseal.cases.selectors.facts import case_for_actor
from oneseal.foundation.encryption import decrypt
from oneseal.kernel.access import Actor
from oneseal.papers.selectors import papers_of

STATEMENT: Final = "case.statement"
OBJECTION: Final = "case.objection"


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """One objection to what was made public."""

    name: str
    text: str
    received_on: date


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One interested person: which interest, until when he may state, and what he stated; empty while he has not."""

    id: UUID
    name: str
    interest: str
    told_on: date | None
    reply_by_on: date | None
    stated_on: date | None
    statement: str


def hearing_open(facts: CaseFacts) -> Hearing | None:
    """Return the hearing of a case that is not over, or None; the caller answers for access to the case."""
    row = Hearing.objects.filter(case_id=facts.id, ended_at=None).first() if facts.has_procedures else None
    return row and as_told(facts, row)


def waivers_of(hearing: Hearing) -> tuple[str, ...]:
    """Return who of those that were told of the right to a hearing wants none, in the order in which they said so."""
    return tuple(row["name"] for row in hearing.waivers or ())


def may_still_waive(facts: CaseFacts, hearing: Hearing) -> tuple[str, ...]:
    """Return who was told of the right to a hearing and has not said that he wants none."""
    waived = waivers_of(hearing)
    return tuple(name for name in (facts.party_name, *hearing.others) if name not in waived)


def hearing_is_waived(facts: CaseFacts, hearing: Hearing) -> bool:
    """Return True when nobody who was told of the right to a hearing wants one (APL art. 47)."""
    return all_waived(applicant=facts.party_name, others=hearing.others, waived_by=waivers_of(hearing))


def hearings_of(facts: CaseFacts) -> list[Hearing]:
    """Return the hearings of a case in order; the caller answers for access to it."""
    rows = Hearing.objects.filter(case_id=facts.id).order_by("id") if facts.has_procedures else []
    return [as_told(facts, row) for row in rows]


def hearings_held(facts: CaseFacts) -> list[Hearing]:
    """Return the hearings of a case that were held."""
    return [row for row in hearings_of(facts) if row.phase == Phase.HELD]


def minutes_numbers(facts: CaseFacts) -> list[str]:
    """Return the numbers of the minutes that a case has, in order."""
    return [paper.number for paper in papers_of(facts.id, for_public=False) if paper.kind == "hearing_minutes"]


def standing_of(facts: CaseFacts) -> Standing:
    """Return what is open on a case beside its clock; without a query where nothing ever was."""
    if not facts.has_procedures:
        return Standing()
    open_rows = Procedure.objects.filter(case_id=facts.id, closed_at=None).values_list("kind", flat=True)
    told = [row for row in hearings_of(facts) if row.phase != Phase.ENDED]
    hearing = told[-1] if told else None
    phase = Phase(hearing.phase) if hearing else None
    return Standing(
        hearing=phase,
        recusal_is_asked=hearing is not None and hearing.recusal != "",
        kinds=frozenset(open_rows),
        interested_wait=InterestedParty.objects.filter(case_id=facts.id, stated_on=None).exists(),
        has_open_task=MeetingTask.objects.filter(case_id=facts.id, done_on=None, ended_on=None).exists(),
        applicant_may_waive=hearing is not None and facts.party_name not in waivers_of(hearing),
        others_may_waive=hearing is not None and bool(may_still_waive(facts, hearing)),
    )


def recusal_waits(hearing: Hearing) -> bool:
    """Return True while nobody has decided whether the chair steps back."""
    return hearing.recusal == Recusal.ASKED


def interested_of(facts: CaseFacts) -> list[StatementFacts]:
    """Return the interested persons of a case with what they stated; the caller answers for access to it."""
    if not facts.has_procedures:
        return []
    return [
        facts.told(StatementFacts(
            row.id, row.name, row.interest, row.told_on, row.reply_by_on, row.stated_on,
            decrypt(row.statement, context=STATEMENT) if row.statement else "",
        ))
        for row in InterestedParty.objects.filter(case_id=facts.id).order_by("id")
    ]  # fmt: skip


def objections_of(facts: CaseFacts, procedure_id: UUID) -> list[ObjectionFacts]:
    """Return the objections to one publicity of a case in order; the caller answers for access to the case."""
    rows = Objection.objects.filter(procedure_id=procedure_id).order_by("id")
    found = (ObjectionFacts(row.name, decrypt(row.text, context=OBJECTION), row.received_on) for row in rows)
    return [facts.told(row) for row in found]


def tasks_of(facts: CaseFacts) -> list[MeetingTask]:
    """Return the tasks that meetings about a case left, soonest due first; the caller answers for access to it."""
    if not facts.has_procedures:
        return []
    rows = MeetingTask.objects.filter(case_id=facts.id).order_by("due_on", "id")
    return [as_told(facts, row) for row in rows]


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """A scan of signed minutes: its file, when it was attached, and on which day the hearing was held."""

    id: UUID
    sha256: str
    file_name: str
    media_type: str
    size: int
    attached_at: datetime
    held_on: date | None


def _scan(facts: CaseFacts, place: int, row: MinutesScan) -> ScanFacts:
    """Return a scan; where the reader may not learn who applied, with a name that tells nobody's."""
    name = file_name_covered(place, row.file_name) if facts.is_covered else row.file_name
    return ScanFacts(row.id, row.sha256, name, row.media_type, row.size, row.attached_at, row.hearing.held_on)


def minutes_scans_of(facts: CaseFacts) -> list[ScanFacts]:
    """Return the scans of signed minutes of a case in order; the caller answers for access to it."""
    if not facts.has_procedures:
        return []
    rows = MinutesScan.objects.filter(case_id=facts.id).select_related("hearing").order_by("attached_at", "id")
    return [_scan(facts, place, row) for place, row in enumerate(rows, 1)]


def minutes_scan_for_actor(scan_id: UUID, *, actor: Actor | None) -> tuple[ScanFacts, CaseFacts]:
    """Return one scan with its case, which the actor may see.

    Raises:
        CaseNotFound: no such scan, or not of his case.
    """
    case_id = MinutesScan.objects.filter(pk=scan_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise CaseNotFound("no such scan")
    facts = case_for_actor(case_id, actor=actor)
    return next(scan for scan in minutes_scans_of(facts) if scan.id == scan_id), facts


def tests_failed(facts: CaseFacts) -> list[Procedure]:
    """Return the tests of a case whose newest result of their kind is that the standard is not met (APL art. 55)."""
    rows = Procedure.objects.filter(case_id=facts.id, closed_at__isnull=False).order_by("closed_at", "id")
    newest = {row.kind: row for row in rows if row.verdict}
    return [row for row in newest.values() if row.verdict == "failed"]


__all__ = [
    "HearingGround",
    "ObjectionFacts",
    "ScanFacts",
    "StatementFacts",
    "hearing_is_waived",
    "hearing_open",
    "hearings_held",
    "hearings_of",
    "interested_of",
    "may_still_waive",
    "minutes_numbers",
    "minutes_scan_for_actor",
    "minutes_scans_of",
    "objections_of",
    "recusal_waits",
    "standing_of",
    "tasks_of",
    "tests_failed",
    "waivers_of",
]


def chairs_of(facts: CaseFacts) -> set[object]:
    """Return who chaired, or is to chair, a hearing on a case: they do not examine it (APL art. 48(1)(3))."""
    if not facts.has_procedures:
        return set()
    rows = Hearing.objects.filter(case_id=facts.id, phase__in=[Phase.ARRANGED, Phase.HELD])
    return set(rows.values_list("chair_id", flat=True))
