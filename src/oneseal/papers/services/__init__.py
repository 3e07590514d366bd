from oneseal.papers.services.covering import Printed, batch_printed
from oneseal.papers.services.issuing import PaperDraft, Sealing, drawable, issue, remedies, require_drawable
from oneseal.papers.services.previewing import PaperPreview, papers_previewed
from oneseal.papers.services.rendering import (
    are_made_when_opened,
    are_ready,
    inspect_pdf,
    made_when_opened,
    paper_file,
    paper_pages,
    render_paper,
)
from oneseal.papers.services.seals import SealFacts, seal_enable
from oneseal.papers.services.sheets import form_made, sheet_made
from oneseal.papers.services.wordings import (
    digest_of_texts,
    wording_discard,
    wording_draft,
    wording_enforce,
    wording_reset,
    wording_sample,
)
from oneseal.papers.typesetting import (
    contents,
    licence_life,
    matter_contents,
    procedure_contents,
    special_ways,
    supervision_contents,
)
from oneseal.papers.typesetting.qr import qr_svg, verification_address
from oneseal.papers.typesetting.wording import Deadline

__all__ = [
    "Deadline",
    "PaperDraft",
    "PaperPreview",
    "Printed",
    "SealFacts",
    "Sealing",
    "are_made_when_opened",
    "are_ready",
    "batch_printed",
    "contents",
    "digest_of_texts",
    "drawable",
    "form_made",
    "inspect_pdf",
    "issue",
    "licence_life",
    "made_when_opened",
    "matter_contents",
    "paper_file",
    "paper_pages",
    "papers_previewed",
    "procedure_contents",
    "qr_svg",
    "remedies",
    "render_paper",
    "require_drawable",
    "seal_enable",
    "sheet_made",
    "special_ways",
    "supervision_contents",
    "verification_address",
    "wording_discard",
    "wording_draft",
    "wording_enforce",
    "wording_reset",
    "wording_sample",
]
