"""What belongs to a case: answers, materials, notices, opinions, delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import Application, Correction, Delivery, Material, Opinion
from oneseal.cases.rules.blindness import file_name_covered
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.cover import ANSWERS, answers_covered, as_told
from oneseal.cases.selectors.facts import case_for_actor
from oneseal.foundation.encryption import decrypt_json
from oneseal.foundation.statements import Kept
from oneseal.foundation.writes import kept_rows
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Answers:
    """The filled form: values by field key, and the revision at which it was read."""

    values: dict[str, Any]
    revision: int
    saved_at: datetime
    package_sha256: str


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """One uploaded file; `correction_round` is 0 for the first submission."""

    id: UUID
    key: str
    sha256: str
    file_name: str
    media_type: str
    size: int
    uploaded_at: datetime
    correction_round: int


@dataclass(frozen=True, slots=True)
class Package:
    """What an applicant hands in: the filled form and the files that count at present."""

    answers: Answers
    materials: tuple[MaterialFacts, ...]


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    """One correction notice; a defect is {target, name, problem, wanted}, its target "material:KEY" or "field:KEY"."""

    id: UUID
    round: int
    defects: list[dict[str, str]]
    issued_at: datetime
    mended_at: datetime | None


_ANSWERS = ("answers", "revision", "saved_at", "package_sha256")


_APPLICATION: Final = Kept(
    lambda case_id: Application.objects.filter(case_id=case_id).values_list(*_ANSWERS), case_id=UUID
)


def answers_of(facts: CaseFacts) -> Answers:
    """Return the answers of a case the caller was allowed to load, as whoever loaded it may read them."""
    kept = kept_rows("cases_application", {"case_id": facts.id})
    row = tuple(kept[0][name] for name in _ANSWERS) if kept else _APPLICATION.first(case_id=facts.id)
    if row is None:
        raise CaseNotFound("a case without its form")
    answers, *others = row
    return Answers(answers_covered(facts, decrypt_json(answers, context=ANSWERS)), *others)


_MATERIAL = ("id", "key", "sha256", "file_name", "media_type", "size", "uploaded_at", "correction_round")


_CORRECTION = ("id", "round", "defects", "issued_at", "mended_at")


_MATERIALS: Final = Kept(
    lambda case_id: (
        Material.objects.filter(case_id=case_id, withdrawn_at=None)
        .order_by("uploaded_at", "id")
        .values_list(*_MATERIAL)
    ),
    case_id=UUID,
)


def materials_of(facts: CaseFacts) -> list[MaterialFacts]:
    """Return the files that count at present, in order of upload."""
    kept = kept_rows("cases_material", {"case_id": facts.id, "withdrawn_at": None})
    if kept is not None:
        kept.sort(key=itemgetter("uploaded_at", "id"))
        return [MaterialFacts(*(row[name] for name in _MATERIAL)) for row in kept]
    return _named_for(facts, [MaterialFacts(*row) for row in _MATERIALS.rows(case_id=facts.id)])


def _named_for(facts: CaseFacts, files: list[MaterialFacts]) -> list[MaterialFacts]:
    """Return files with names that tell nobody's, where the reader may not learn who applied."""
    if not facts.is_covered:
        return files
    return [replace(row, file_name=file_name_covered(place, row.file_name)) for place, row in enumerate(files, 1)]


def package_of(facts: CaseFacts) -> Package:
    """Return the form and the files of a case the caller was allowed to load."""
    return Package(answers_of(facts), tuple(materials_of(facts)))


def material_for_actor(material_id: UUID, *, actor: Actor | None) -> MaterialFacts:
    """Return one file of a case that the actor may see.

    Raises:
        CaseNotFound: no such file, or not of his case.
    """
    row = Material.objects.filter(pk=material_id).values_list("case_id", *_MATERIAL).first()
    if row is None:
        raise CaseNotFound("no such material")
    facts, found = case_for_actor(row[0], actor=actor), MaterialFacts(*row[1:])
    counting = {one.id: one for one in materials_of(facts)} if facts.is_covered else {}
    return counting.get(found.id) or _named_for(facts, [found])[0]


def case_of_material(material_id: UUID, *, actor: Actor | None) -> CaseFacts:
    """Return the case of a file that the actor may see.

    Raises:
        CaseNotFound: no such file, or not of his case.
    """
    case_id = Material.objects.filter(pk=material_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise CaseNotFound("no such material")
    return case_for_actor(case_id, actor=actor)


def corrections_of(facts: CaseFacts) -> list[CorrectionFacts]:
    """Return the correction notices of a case in order."""
    kept = kept_rows("cases_correction", {"case_id": facts.id})
    if kept is not None:
        kept.sort(key=itemgetter("round"))
        return [CorrectionFacts(*(row[name] for name in _CORRECTION)) for row in kept]
    rows = Correction.objects.filter(case_id=facts.id).order_by("round")
    return [facts.told(CorrectionFacts(*row)) for row in rows.values_list(*_CORRECTION)]


def correction_open(facts: CaseFacts) -> CorrectionFacts | None:
    """Return the notice that waits for the applicant, or None; what has ended meanwhile waits no more."""
    if facts.state is not State.CORRECTION_PENDING:
        return None
    return next((notice for notice in corrections_of(facts) if notice.mended_at is None), None)


def defects_open(facts: CaseFacts, notice: CorrectionFacts) -> list[dict[str, str]]:
    """Return the defects of a notice that the applicant has not touched yet."""
    return defects_left(notice, package_of(facts))


def defects_left(notice: CorrectionFacts, package: Package) -> list[dict[str, str]]:
    """Return the defects of a notice that a package which was read already does not mend.

    A material is mended by a file uploaded in this round, a field by saving another value.
    """
    done = {f"material:{row.key}" for row in package.materials if row.correction_round == notice.round}
    changed = package.answers.values.get("_corrected", {}).get(str(notice.round), [])
    done |= {f"field:{key}" for key in changed}
    return [defect for defect in notice.defects if defect["target"] not in done]


def opinions_of(facts: CaseFacts) -> list[Opinion]:
    """Return opinions and decisions in order."""
    return [as_told(facts, row) for row in Opinion.objects.filter(case_id=facts.id).order_by("given_at")]


def advice_on(cases: Sequence[CaseFacts]) -> dict[UUID, Opinion]:
    """Return the newest opinion of the examiners on each of some cases, by case; one query."""
    by_id = {facts.id: facts for facts in cases}
    newest = Opinion.objects.filter(case_id__in=by_id, step="review").order_by("case_id", "-given_at")
    return {row.case_id: as_told(by_id[row.case_id], row) for row in newest.distinct("case_id")}


def delivery_of(facts: CaseFacts) -> Delivery | None:
    """Return how the result was handed over, or None."""
    return Delivery.objects.filter(case_id=facts.id).first()
