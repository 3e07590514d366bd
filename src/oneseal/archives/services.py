"""Close a case file: list every part with its hash, print the catalogue, pack it on demand."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.archives.models import Archive
from oneseal.cases.selectors import CaseFacts, answers_of, case_for_actor, materials_of
from oneseal.cases.services import Press, case_archive
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.selectors import digests_of, entries_of
from oneseal.foundation.files.services import open_file
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import flush, kept_rows, row_of
from oneseal.papers.selectors import Letterhead, PaperFacts, papers_of
from oneseal.papers.services import PaperDraft, contents, paper_file

OUTCOMES = {
    "granted": "准予许可",
    "refused": "不予许可",
    "not_accepted": "不予受理",
    "withdrawn": "申请人撤回",
    "returned": "逾期未补正退件",
    "unkept": "承诺的材料没有补齐退件",
    "terminated": "终止办理",
    "forwarded_up": "初审上报",
}


def _papers(facts: CaseFacts) -> list[PaperFacts]:
    return papers_of(facts.id, for_public=False)


def _entries(facts: CaseFacts) -> tuple[contents.CatalogueEntry, ...]:
    named = {need.key: need.name for need in version_terms(facts.item_version_id).materials}
    filled = [contents.CatalogueEntry(title="申请书", responsible=facts.party_name, note="电子表单")]
    uploads = [
        contents.CatalogueEntry(
            title=named.get(row.key, row.key),
            responsible=facts.party_name,
            dated_on=beijing_date(row.uploaded_at),
        )
        for row in materials_of(facts)
    ]
    made = [
        contents.CatalogueEntry(title=row.title, number=row.number, dated_on=beijing_date(row.issued_at))
        for row in _papers(facts)
    ]
    return tuple(filled + uploads + made)


def file_archive(*, case_id: UUID, press: Press) -> None:
    """Archive a delivered case (T29): freeze the list of its parts and print its catalogue.

    Raises:
        NoSuchMove, NotAllowed, CaseNotFound.
    """
    facts = case_for_actor(case_id, actor=press.actor)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.ArchiveCatalogue(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=press.now,
            archive_number=facts.number or "", case_number=facts.number or "", item_name=facts.item_name,
            applicant=facts.party_name, outcome=OUTCOMES.get(facts.outcome, facts.outcome), entries=_entries(facts),
            opened_on=beijing_date(facts.received_at or press.now), closed_on=beijing_date(press.now),
            filed_by=press.actor.name,
        )  # fmt: skip
        return PaperDraft(content, ("case", facts.id))

    with transaction.atomic():
        case_archive(case_id=case_id, build=build, press=press)
        if _is_archived(case_id):  # the second press of the same button
            return
        manifest = _manifest(facts, now=press.now)
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True)
        catalogue = next(row for row in _papers(facts) if row.kind == "archive_catalogue")
        made = Archive(
            case_id=case_id, agency_id=facts.agency_id, manifest=manifest,
            manifest_sha256=hashlib.sha256(text.encode()).hexdigest(), catalogue_paper_id=catalogue.id,
            archived_at=press.now, archived_by=press.actor.own_account,
        )  # fmt: skip
        flush(row_of(made))


def _is_archived(case_id: UUID) -> bool:
    kept = kept_rows("archives_archive", {"case_id": case_id})
    return bool(kept) if kept is not None else Archive.objects.filter(case_id=case_id).exists()


def _manifest(facts: CaseFacts, *, now: datetime) -> dict[str, Any]:
    answers = answers_of(facts)
    trace = digests_of(facts.id)
    return {
        "scheme": "oneseal-archive-1",
        "case_number": facts.number,
        "item": facts.item_name,
        "item_version": str(facts.item_version_id),
        "outcome": facts.outcome,
        "package_sha256": answers.package_sha256,
        "materials": [{"key": row.key, "name": row.file_name, "sha256": row.sha256} for row in materials_of(facts)],
        "papers": [
            {
                "kind": row.kind,
                "number": row.number,
                "title": row.title,
                "words_sha256": row.words_sha256,
                "sha256": row.sha256,
            }
            for row in _papers(facts)
        ],
        "trace_rows": len(trace),
        "trace_head": trace[-1].hex() if trace else "",
        "archived_at": now.isoformat(),
    }


def archive_zip(facts: CaseFacts, *, now: datetime) -> bytes:
    """Return the file of an archived case as a ZIP: manifest, trace, application, papers and materials."""
    archive = Archive.objects.get(case_id=facts.id)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", json.dumps(archive.manifest, ensure_ascii=False, indent=1))
        trace = [_trace_row(dict(entry)) for entry in entries_of(facts.id).values()]
        packed.writestr("trace.json", json.dumps(trace, ensure_ascii=False, indent=1))
        packed.writestr("application.json", json.dumps(answers_of(facts).values, ensure_ascii=False, indent=1))
        for number, paper in enumerate(_papers(facts), start=1):
            packed.writestr(f"papers/{number:02d}-{_plain_name(paper.title)}.pdf", paper_file(paper.id, now=now))
        for number, row in enumerate(materials_of(facts), start=1):
            with open_file(row.sha256) as file:
                packed.writestr(f"materials/{number:02d}-{_plain_name(row.file_name)}", file.read())
    return buffer.getvalue()


def _plain_name(name: str) -> str:
    """Return a name that cannot lead out of the folder in which a package is opened."""
    return "".join("_" if sign in '\\/:*?"<>|' or not sign.isprintable() else sign for sign in name)


def _trace_row(entry: dict[str, Any]) -> dict[str, Any]:
    shown = {"sequence", "occurred_at", "verb", "actor_name", "post_title", "basis", "before", "after"}
    row: dict[str, Any] = {key: _plain(value) for key, value in entry.items() if key in shown}
    return row | {"digest": bytes(entry["digest"]).hex(), "previous": bytes(entry["previous"]).hex()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    return value.isoformat() if isinstance(value, datetime) else value
