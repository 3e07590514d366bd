"""Prove that what applicants handed in is still what their trace froze."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.utils.translation import gettext_lazy as _

from oneseal.cases.models import Application, Material, Supplement
from oneseal.cases.proving.rows import KIND, shown
from oneseal.cases.selectors.cover import ANSWERS
from oneseal.forms.services import PackageMaterial, PackageUnhashable, package_hash
from oneseal.foundation.audit.selectors import ActFacts, acts_streamed, subjects_since
from oneseal.foundation.encryption import decrypt_json
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.proof.streams import Beside

SUPPLY: Final = "cases.supply"
OPENED: Final = "cases.request_correction"
BINDING: Final = ("cases.submit", "cases.correct", SUPPLY, OPENED, "cases.receive_from_below")
CHUNK: Final = 500  # the answers of so many cases are in memory at once


@dataclass(slots=True)
class _Told:
    """Which hash the trace told last, empty while nothing is frozen; `unbound` came later, under no hash."""

    sha256: str = ""
    unbound: set[str] = field(default_factory=set)


def packages(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each case whose form and files are not those of the hash that its trace told last.

    While an applicant corrects, nothing is frozen. What was promised and is still awaited belongs to no hash yet; what
    came before supplies were frozen never did.
    """
    acts = Beside(acts_streamed(KIND, since=scope.since, verbs=BINDING))
    files, awaited = Beside(_files(scope.since)), Beside(_awaited(scope.since))
    for case_id, answers, row_sha256 in _applications(scope.since):
        told, held, missing = _told(acts.of(case_id)), files.of(case_id), awaited.of(case_id)
        if not told.sha256:
            continue
        tally.checked += 1
        about = (KIND, case_id)
        if row_sha256 != told.sha256:
            yield Finding("packages.row", expected=shown(told.sha256), found=shown(row_sha256), about=about)
        left_out = told.unbound.union(missing)
        found = _sha256(answers, [one for one in held if one.material not in left_out])
        if found != told.sha256:
            yield Finding("packages.altered", expected=shown(told.sha256), found=shown(found), about=about)
    for subject_id in acts.rest():
        yield Finding("packages.gone", about=(KIND, subject_id))


def _told(acts: list[ActFacts]) -> _Told:
    told = _Told()
    for act in acts:
        if act.verb == OPENED:
            told = _Told()
        elif "package_sha256" in act.after:
            told = _Told(act.after["package_sha256"])
        elif act.verb == SUPPLY:
            told.unbound.add(act.after["material"])
    return told


def _sha256(answers: bytes | memoryview, files: list[PackageMaterial]) -> str:
    """Return the hash of a package, empty where its answers cannot be read."""
    try:
        return package_hash(decrypt_json(answers, context=ANSWERS), files)
    except (InvalidTag, ValueError, TypeError, PackageUnhashable):
        return ""


def _applications(since: date | None) -> Iterator[tuple[UUID, bytes | memoryview, str]]:
    rows = Application.objects.order_by("case_id")
    if since is not None:
        rows = rows.filter(case_id__in=subjects_since(since))
    yield from rows.values_list("case_id", "answers", "package_sha256").iterator(chunk_size=CHUNK)


def _files(since: date | None) -> Iterator[tuple[UUID, PackageMaterial]]:
    rows = Material.objects.filter(withdrawn_at=None).order_by("case_id", "id")
    if since is not None:
        rows = rows.filter(case_id__in=subjects_since(since))
    for case_id, *rest in rows.values_list("case_id", "key", "sha256").iterator(chunk_size=2000):
        yield case_id, PackageMaterial(*rest)


def _awaited(since: date | None) -> Iterator[tuple[UUID, str]]:
    rows = Supplement.objects.filter(arrived_at=None).order_by("case_id", "id")
    if since is not None:
        rows = rows.filter(case_id__in=subjects_since(since))
    yield from rows.values_list("case_id", "key").iterator(chunk_size=2000)


PACKAGES: Final = Proof(
    "cases.packages",
    _("申请材料"),
    packages,
    {
        "packages.altered": _(
            "办件 %(subject)s 的申请表或者材料与提交时固定的不一致：轨迹记载的摘要是 %(expected)s，现在算得 %(found)s。"
        ),
        "packages.row": _("办件 %(subject)s 记下的材料摘要与轨迹不一致：轨迹是 %(expected)s，办件上是 %(found)s。"),
        "packages.gone": _("轨迹记有 %(subject)s 提交的申请，申请表却不见了。"),
    },
)
