"""Read papers and seals. Access to a paper follows from access to its subject, which the caller answers for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from oneseal.foundation.audit.selectors import subjects_since
from oneseal.foundation.statements import Kept
from oneseal.foundation.writes import asked_once, kept_rows, store
from oneseal.kernel.access import Actor
from oneseal.papers.errors import NoSealInForce, WordingNotFound
from oneseal.papers.models import Paper, Seal, SealUse, Wording
from oneseal.papers.rules.numbers import INTERNAL, TITLES, paper_number
from oneseal.papers.rules.wordings import LONGEST, ONE_LINE, WORDED_KINDS, SlotName, fixed_parts, slots_of
from oneseal.papers.typesetting.fonts import FAMILY, font_directories

PAPER: Final = "paper"  # the kind of subject in the log of acts
PAPERS_AT_MOST = 20
IN_FORCE: Final = {"in_force_from__isnull": False, "in_force_until__isnull": True}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a paper needs of its agency: name, number word, remedies, the seal and the wordings (by kind) in force."""

    agency_id: UUID
    agency_name: str
    uscc: str
    document_word: str
    reconsideration_body: str
    court: str
    telephone: str
    address: str
    seal_id: UUID
    seal_code: str
    wordings: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper as lists show it; `words_sha256` is of its frozen words, `sha256` None until its bytes are made."""

    id: UUID
    kind: str
    title: str
    number: str
    issued_at: datetime
    sha256: str | None
    size: int | None
    words_sha256: str


def letterhead(agency_id: UUID) -> Letterhead:
    """Return an agency's letterhead with the seal in force.

    Raises:
        NoSealInForce: the agency cannot seal papers yet.
    """
    return asked_once(("letterhead", agency_id), lambda: _letterhead(agency_id))


def _letterhead(agency_id: UUID) -> Letterhead:
    row = _IN_FORCE.first(agency_id=agency_id)
    if row is None:
        raise NoSealInForce("the agency has no approval seal in force")
    *told, wordings = row
    head = Letterhead(*told)
    return replace(head, wordings={one["kind"]: UUID(one["id"]) for one in wordings}) if wordings else head


_IN_FORCE: Final = Kept(
    lambda agency_id: Seal.objects.filter(agency_id=agency_id, sealed_up_at=None)
    .annotate(
        wordings=ArraySubquery(
            Wording.objects.filter(agency_id=OuterRef("agency_id"), **IN_FORCE).values(
                json=JSONObject(kind="kind", id="id")
            )
        )
    )
    .values_list(
        "agency_id", "agency__name", "agency__uscc", "agency__document_word", "agency__reconsideration_body",
        "agency__court", "agency__telephone", "agency__address", "id", "code", "wordings",
    ),
    agency_id=UUID,
)  # fmt: skip


def wording_texts(wording_id: UUID | None) -> Mapping[str, str]:
    """Return the texts of a wording that was put in force, which never change; none for None: the defaults."""
    return {} if wording_id is None else _texts_in_force(wording_id)


@lru_cache(maxsize=512)
def _texts_in_force(wording_id: UUID) -> Mapping[str, str]:
    texts: dict[str, str] = Wording.objects.values_list("slots", flat=True).get(pk=wording_id)
    return texts


_FACTS = ("id", "kind", "title", "number", "issued_at", "sha256", "size", "content_sha256")


def paper_title(kind: str) -> str:
    """Return the title that papers of a kind bear."""
    return TITLES[kind]


def papers_of(*subject_ids: UUID, for_public: bool) -> list[PaperFacts]:
    """Return the papers of subjects in order of issue; the public sees neither internal ones nor those for others."""
    if store() is not None:
        return _papers_kept(subject_ids, without=INTERNAL if for_public else ())
    rows = Paper.objects.filter(subject_id__in=subject_ids).order_by("issued_at", "id")
    if for_public:
        rows = rows.exclude(kind__in=INTERNAL).filter(is_for_others=False)
    return [PaperFacts(*row) for row in rows.values_list(*_FACTS)]


def _papers_kept(subject_ids: Iterable[UUID], *, without: Collection[str]) -> list[PaperFacts]:
    found = [row for subject in subject_ids for row in kept_rows("papers_paper", {"subject_id": subject}) or ()]
    found.sort(key=itemgetter("issued_at", "id"))
    return [PaperFacts(*(row[name] for name in _FACTS)) for row in found if row["kind"] not in without]


def papers_by_subject(*subject_ids: UUID) -> dict[UUID, list[PaperFacts]]:
    """Return the papers of each subject in order of issue, internal ones included, in one query."""
    found: dict[UUID, list[PaperFacts]] = {subject: [] for subject in subject_ids}
    rows = Paper.objects.filter(subject_id__in=subject_ids).order_by("issued_at", "id")
    for row in rows.values_list("subject_id", *_FACTS):
        found[row[0]].append(PaperFacts(*row[1:]))
    return found


def paper_by_id(paper_id: UUID) -> Paper | None:
    """Return a paper, or None; the caller answers for access to its subject."""
    return Paper.objects.select_related("agency").filter(pk=paper_id).first()


def paper_with_bytes(sha256: str) -> Paper | None:
    """Return the paper whose bytes have this SHA-256 (hex), or None; for public verification."""
    return Paper.objects.filter(sha256=sha256).select_related("agency").first()


def seals_of_agency(actor: Actor) -> QuerySet[Seal]:
    """Return the seal register of the actor's agency, newest first."""
    return Seal.objects.filter(agency_id=actor.own_agency).order_by("-in_force_from")


def seal_uses(actor: Actor) -> QuerySet[SealUse]:
    """Return the seal-use log of the actor's agency, newest first."""
    return SealUse.objects.filter(seal__agency_id=actor.own_agency).select_related("paper", "seal").order_by("-used_at")


USES_PAGE = 30


def seal_in_force(actor: Actor) -> Seal | None:
    """Return the seal that papers of the actor's agency carry at present, or None."""
    return seals_of_agency(actor).filter(sealed_up_at=None).first()


def seal_uses_page(actor: Actor, *, after: str = "") -> tuple[list[SealUse], str]:
    """Return one page of the seal-use log, newest first, and the key of the next page (empty: the end)."""
    uses = seal_uses(actor).order_by("-used_at", "-id")
    last = SealUse.objects.filter(pk=UUID(after)).values_list("used_at", "id").first() if after else None
    if last is not None:
        uses = uses.filter(Q(used_at__lt=last[0]) | Q(used_at=last[0], id__lt=last[1]))
    rows = list(uses[: USES_PAGE + 1])
    return rows[:USES_PAGE], str(rows[USES_PAGE - 1].id) if len(rows) > USES_PAGE else ""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a seal's certificate says; `fingerprint` is SHA-256 in hex, pairs parted by colons."""

    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    fingerprint: str
    is_self_signed: bool


def certificate_of(seal: Seal) -> CertificateFacts:
    """Return what the certificate of a seal says."""
    certificate = x509.load_pem_x509_certificate(seal.certificate.encode())
    return CertificateFacts(
        subject=certificate.subject.rfc4514_string(), issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:X}", valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc, fingerprint=certificate.fingerprint(SHA256()).hex(":").upper(),
        is_self_signed=certificate.subject == certificate.issuer,
    )  # fmt: skip


def paper_fonts() -> list[Path]:
    """Return the folders with the fonts that papers are set in."""
    return font_directories(settings.ONESEAL_NODE_MODULES.parent, settings.ONESEAL_DATA)


def fonts_missing() -> str:
    """Return the font family of papers when its files are not installed, else an empty text."""
    found = any(any(folder.rglob("*.[to]tf")) for folder in paper_fonts())
    return "" if found else FAMILY


def papers_of_number(number: str, *, agency_id: UUID) -> QuerySet[Paper]:
    """Return the agency's papers of exactly this number; the caller asks who may read what they are about."""
    return Paper.objects.filter(agency_id=agency_id, number=number).order_by("issued_at", "id")[:PAPERS_AT_MOST]


@dataclass(frozen=True, slots=True)
class PaperTold:
    """One paper as the trace of its subject tells of it."""

    kind: str
    number: str
    words_sha256: str


def papers_streamed(kind: str, *, since: date | None) -> Iterator[tuple[UUID, PaperTold]]:
    """Yield the papers of every subject of a kind, subject by subject in the order of their ids; for proofs."""
    rows = Paper.objects.filter(subject_kind=kind)
    if since is not None:
        rows = rows.filter(subject_id__in=subjects_since(since))
    columns = ("subject_id", "kind", "number", "content_sha256")
    for subject_id, *rest in (
        rows.order_by("subject_id", "issued_at", "id").values_list(*columns).iterator(chunk_size=5000)
    ):
        yield subject_id, PaperTold(*rest)


# --- what a city words --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WordedKind:
    """One kind of paper on the list of wordings; `in_force` and `draft` None: there is none, the defaults hold."""

    kind: str
    title: str
    in_force: Wording | None
    draft: Wording | None


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """One place that a city may word, for its form."""

    name: str
    default: str
    placeholders: tuple[str, ...]
    owed: tuple[str, ...]
    longest: int
    is_one_line: bool
    may_be_empty: bool


def worded_kinds(actor: Actor) -> list[WordedKind]:
    """Return every kind of paper with the agency's wording in force and its draft."""
    rows = Wording.objects.filter(agency_id=actor.own_agency, in_force_until=None)
    drafts = {row.kind: row for row in rows if row.in_force_from is None}
    in_force = {row.kind: row for row in rows if row.in_force_from is not None}
    return [WordedKind(kind, TITLES[kind], in_force.get(kind), drafts.get(kind)) for kind in WORDED_KINDS]


def worded_kind(actor: Actor, kind: str) -> WordedKind:
    """Return one kind of paper with the agency's wording in force and its draft.

    Raises:
        WordingNotFound: no such kind.
    """
    found = next((row for row in worded_kinds(actor) if row.kind == kind), None)
    if found is None:
        raise WordingNotFound("no such kind of paper")
    return found


def wordings_before(actor: Actor, kind: str) -> QuerySet[Wording]:
    """Return the agency's wordings of a kind that are or were in force, newest first."""
    rows = Wording.objects.filter(agency_id=actor.own_agency, kind=kind, in_force_from__isnull=False)
    return rows.order_by("-version")


def slots_for(kind: str) -> list[SlotFacts]:
    """Return the places of a kind that a city may word, in their order on the paper."""
    return [
        SlotFacts(
            name.value, slot.default, slot.knows, slot.owed, LONGEST[name], name in ONE_LINE, slot.may_be_empty
        )
        for name, slot in slots_of(kind).items()
    ]  # fmt: skip


def fixed_for(kind: str) -> list[str]:
    """Return the names of the parts of a kind that nobody can take out."""
    return [part.value for part in fixed_parts(kind)]


def number_words_used(agency_id: UUID) -> dict[str, str]:
    """Return the words with which an agency numbers or numbered papers, with their kinds; defaults left out."""
    rows = Wording.objects.filter(agency_id=agency_id, slots__has_key=SlotName.NUMBER_WORD.value)
    return {slots[SlotName.NUMBER_WORD]: kind for kind, slots in rows.values_list("kind", "slots")}


def number_sample(word: str, *, agency_word: str, year: int) -> str:
    """Return how the first number of a year would read with this word of the kind."""
    return paper_number(agency_word=agency_word, kind_word=word, year=year, serial=1)
