"""The list that lies on top of a batch of printed papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from pypdf import PdfReader, PdfWriter

from oneseal.foundation.timekeeping import BEIJING
from oneseal.papers.services.issuing import drawable
from oneseal.papers.services.rendering import typesetter

TITLE: Final = "打印清单"


@dataclass(frozen=True, slots=True)
class Printed:
    """One paper of a batch: what the list says of it, and its file."""

    number: str
    title: str
    item: str
    applicant: str
    file: bytes


def batch_printed(papers: Sequence[Printed], *, agency_name: str, printed_by: str, now: datetime) -> bytes:
    """Return the list and then the pages of all papers in one file, with a bookmark for each.

    The papers themselves stay as they are.
    """
    words = {"agency_name": agency_name, "printed_by": drawable(printed_by), "printed_at": _spoken(now)}
    files = [PdfReader(BytesIO(paper.file)) for paper in papers]
    rows = [
        {"number": row.number, "title": row.title, "item": drawable(row.item), "applicant": drawable(row.applicant)}
        for row in papers
    ]
    cover = PdfReader(BytesIO(typesetter().set_cover({**words, "rows": _placed(rows, files, 1)}, made_at=now)))
    if len(cover.pages) > 1:  # a longer list moves every page behind it
        told = {**words, "rows": _placed(rows, files, len(cover.pages))}
        cover = PdfReader(BytesIO(typesetter().set_cover(told, made_at=now)))
    writer = PdfWriter()
    writer.append(cover, outline_item=TITLE, import_outline=False)
    for paper, file in zip(papers, files, strict=True):
        start = len(writer.pages)
        for sheet in file.pages:
            writer.add_page(sheet)
        writer.add_outline_item(title=f"{paper.title} {paper.number}", page_number=start)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _placed(rows: Sequence[dict[str, str]], files: Sequence[PdfReader], before: int) -> list[dict[str, str]]:
    """Return the lines of the list, each with the page of the file on which its paper begins."""
    placed, page = [], before + 1
    for row, file in zip(rows, files, strict=True):
        placed.append({**row, "start": str(page)})
        page += len(file.pages)
    return placed


def _spoken(now: datetime) -> str:
    return f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M}"
