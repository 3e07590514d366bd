"""What came with a matter, its papers, and the list as a file."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oneseal.evaluation.selectors import CHANNEL_WORDS, KIND_WORDS, STATE_WORDS, files_of_matter, matters_for_staff
from oneseal.evaluation.services import matters_exported
from oneseal.foundation.files.services import open_file
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.tables import BYTE_ORDER_MARK, inert, table_line
from oneseal.foundation.timekeeping import beijing_date, now, today
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import paper_file
from oneseal.workbench.matters.views import asked_in, matter_opened, query_of
from oneseal.workbench.previews import inline_pdf

MOST = 5000


@requires("complaints.answer", "matters.extend", "matters.oversee")
@require_GET
def attachment(request: SignedInRequest, matter_id: UUID, file_id: UUID) -> FileResponse:
    """Give a file that came with a matter to who may see the matter; a browser does not open it in the page."""
    found = matter_opened(matter_id, request.actor)
    row = next((one for one in files_of_matter(found) if one.id == file_id), None)
    if row is None:
        raise Http404
    return private_file(FileResponse(open_file(row.sha256), content_type=row.media_type), row.name, is_saved=True)


@requires("complaints.answer", "matters.extend", "matters.oversee")
@require_GET
def paper(request: SignedInRequest, matter_id: UUID, paper_id: UUID) -> HttpResponse:
    """Show a paper of a matter; one that is addressed by name only to who may read the name."""
    found = matter_opened(matter_id, request.actor)
    row = next((one for one in papers_of(found.id, for_public=False) if one.id == paper_id), None)
    if row is None or not found.is_who_shown:
        raise Http404
    return inline_pdf(paper_file(paper_id, now=now()), f"{row.title}-{row.number}.pdf")


@requires("complaints.answer", "matters.extend", "matters.oversee")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """Return the list as a file without names and contacts, and record who took it."""
    wanted = asked_in(request)
    heads = [
        _("编号"), _("类别"), _("来件方式"), _("状态"), _("有关机关"), _("办理机关"), _("收到"), _("到期"),
        _("剩余工作日"), _("内容"),
    ]  # fmt: skip
    lines = [BYTE_ORDER_MARK + table_line(heads)]
    rows = matters_for_staff(request.actor, wanted, today=today(), limit=MOST)
    for row in rows:
        left = str(row.face.remaining) if row.is_open else ""
        told = [
            row.number, str(KIND_WORDS[row.kind]), str(CHANNEL_WORDS[row.channel]), str(STATE_WORDS[row.state]),
            row.about_name, row.agency_name, beijing_date(row.received_at).isoformat(), row.due_on.isoformat(), left,
            row.text,
        ]  # fmt: skip
        lines.append(table_line([text if text == left else inert(text) for text in told]))
    content = "".join(lines).encode()
    digest = hashlib.sha256(content).hexdigest()
    matters_exported(told={"query": query_of(wanted)}, rows=len(rows), sha256=digest, actor=request.actor, now=now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    return private_file(answer, _("来件清单.csv"), is_saved=True)
