"""One kept Typst compiler that turns the content of a paper into a PDF."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar, Final

import typst
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from oneseal.kernel.errors import RuleError
from oneseal.papers.rules.procedure_numbers import PROCEDURE_KIND_WORDS
from oneseal.papers.rules.supervision_numbers import SUPERVISION_KIND_WORDS
from oneseal.papers.rules.wordings import slots_filled
from oneseal.papers.typesetting.contents import Content
from oneseal.papers.typesetting.fonts import FAMILY, FontsMissing, require_glyphs
from oneseal.papers.typesetting.qr import qr_svg, verification_address
from oneseal.papers.typesetting.wording import local_time

_TEMPLATES: Final = Path(__file__).parent.parent / "typst"
_SCREEN_PPI: Final = 120.0
KINDS: Final = (
    frozenset(
        {
            "extension_notice",
            "procedure_notice",
            "procedure_result",
            "survey_notice",
            "survey_record",
            "withdrawal_application",
            "withdrawal_notice",
            "return_notice",
            "termination_notice",
            "suspension_notice",
            "resumption_notice",
            "void_statement",
            "tolerant_acceptance_notice",
            "supplement_promise",
            "supplement_receipt",
            "unkept_promise_notice",
            "commitment_notice",
            "commitment_promise",
            "first_examination_opinion",
            "receipt",
            "correction_receipt",
            "correction_notice",
            "acceptance_notice",
            "non_acceptance_notice",
            "review_opinion",
            "grant_decision",
            "refusal_decision",
            "delivery_receipt",
            "revocation_decision",
            "recall_decision",
            "take_away_notice",
            "licence_suspension_notice",
            "licence_resumption_notice",
            "cancellation_decision",
            "reissue_notice",
            "deemed_renewal_notice",
            "matter_receipt",
            "matter_non_acceptance",
            "matter_extension",
            "disclosure_answer",
            "archive_catalogue",
            "licence",
        }
    )
    | frozenset(PROCEDURE_KIND_WORDS)
    | frozenset(SUPERVISION_KIND_WORDS)
)


class UnknownKind(RuleError):
    """No paper of this kind is known; facts: ``kind`` and ``known``."""

    code: ClassVar[str] = "papers.unknown_kind"


class ContentUnfit(RuleError):
    """The content does not fit the template of its kind; facts: ``kind`` and ``reason``."""

    code: ClassVar[str] = "papers.content_unfit"


class Typesetter:
    """Sets papers with one Typst compiler that is kept with its fonts; safe to share between threads."""

    def __init__(self, *, fonts: Sequence[Path], base_url: str) -> None:
        """Load the fonts below the folders ``fonts``; ``base_url`` begins every verification address.

        Raises FontsMissing when Noto Serif SC is not among them.
        """
        self._folders = tuple(fonts)
        self._base_url = base_url
        self._lock = Lock()
        loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(self._folders))
        if FAMILY not in loaded.families():
            searched = ", ".join(str(folder) for folder in self._folders)
            raise FontsMissing("the font of papers is not installed", family=FAMILY, searched=searched)
        self._compiler = typst.Compiler(root=_TEMPLATES, font_paths=loaded)

    def typeset(self, content: Content) -> bytes:
        """Return ``content`` as a PDF; see ``render``."""
        return self.render(content.kind, content.to_mapping())

    def render(self, kind: str, content: Mapping[str, Any]) -> bytes:
        """Return the PDF of a paper; the same content gives the same bytes.

        ``content`` is what ``Content.to_mapping`` returns. The creation date of the file is its
        ``issued_at``. Raises UnknownKind, GlyphMissing (nothing is set), ContentUnfit.
        """
        return self._compile(kind, self._inputs(kind, content), _issued_at(kind, content))

    def picture_issued(self, pdf: bytes) -> tuple[bytes, ...]:
        """Return the pages of a PDF as PNG, drawn from its own bytes: no template and no font of today is asked.

        Raises ContentUnfit for bytes that are no PDF.
        """
        try:
            told = {"pages": str(len(PdfReader(BytesIO(pdf)).pages)), "bytes": json.dumps(list(pdf))}
            with self._lock:
                pages = self._compiler.compile(
                    input=_TEMPLATES / "paper_pictures.typ", format="png", ppi=_SCREEN_PPI, sys_inputs=told
                )
        except (PdfReadError, typst.TypstError) as problem:
            raise ContentUnfit("the bytes are no PDF", kind="paper_pictures", reason=str(problem)) from problem
        return (pages,) if isinstance(pages, bytes) else tuple(pages or ())

    def picture(self, kind: str, content: Mapping[str, Any]) -> tuple[bytes, ...]:
        """Return the pages of a paper that is not issued as PNG, for screens that cannot show a PDF in the page.

        Raises what ``render`` raises.
        """
        inputs = self._inputs(kind, content)
        with self._lock:
            try:
                pages = self._compiler.compile(
                    input=_TEMPLATES / f"{kind}.typ", format="png", ppi=_SCREEN_PPI, sys_inputs={"content": inputs}
                )
            except typst.TypstError as problem:
                raise ContentUnfit(
                    "the content does not fit its template", kind=kind, reason=problem.message
                ) from problem
        return (pages,) if isinstance(pages, bytes) else tuple(pages or ())

    def _inputs(self, kind: str, content: Mapping[str, Any]) -> str:
        """Return what the template reads, once kind and characters are known to be drawable."""
        if kind not in KINDS:
            raise UnknownKind("no paper of this kind", kind=kind, known=", ".join(sorted(KINDS)))
        require_glyphs(content, self._folders)
        address = verification_address(self._base_url, str(content.get("identifier", "")))
        filled = {
            **content, "kind": kind, "address": address, "qr_svg": qr_svg(address),
            "slots": slots_filled(kind, content),
        }  # fmt: skip
        return json.dumps(filled, ensure_ascii=False, sort_keys=True)

    def draw_seal(self, *, agency: str, kind: str, code: str) -> bytes:
        """Return a seal alone as an SVG picture; ``kind`` is the line below its star.

        Raises GlyphMissing for a character that no installed font draws.
        """
        words = {"agency": agency, "kind": kind, "code": code}
        require_glyphs(words, self._folders)
        with self._lock:
            picture = self._compiler.compile(
                input=_TEMPLATES / "seal_alone.typ", format="svg", sys_inputs={"content": json.dumps(words)}
            )
        if not isinstance(picture, bytes):
            raise ContentUnfit("the compiler returned no picture", kind="seal_alone", reason="no picture")
        return picture

    def set_cover(self, words: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Return the list that lies on top of a printed batch, as a PDF; it is no paper and bears no number.

        Raises GlyphMissing for a character that no installed font draws.
        """
        return self._plain("print_cover", words, made_at=made_at)

    def set_sheet(self, words: Mapping[str, Any], *, address: str, made_at: datetime) -> bytes:
        """Return the one-sheet of an item as a tagged PDF with a code that leads to ``address``; it is no paper.

        Raises GlyphMissing for a character that no installed font draws.
        """
        coded = {**words, "address": address, "qr_svg": qr_svg(address)}
        return self._plain("item_sheet", coded, made_at=made_at, is_tagged=True)

    def set_form(self, words: Mapping[str, Any], *, address: str, made_at: datetime) -> bytes:
        """Return an application form, blank or filled as an example, as a tagged PDF; it is no paper.

        Raises GlyphMissing for a character that no installed font draws.
        """
        coded = {**words, "address": address, "qr_svg": qr_svg(address)}
        return self._plain("application_form", coded, made_at=made_at, is_tagged=True)

    def _plain(self, template: str, words: Mapping[str, Any], *, made_at: datetime, is_tagged: bool = False) -> bytes:
        """Return what is no paper as a PDF; the same words and instant give the same bytes."""
        require_glyphs(words, self._folders)
        with self._lock:
            pdf = self._compiler.compile(
                input=_TEMPLATES / f"{template}.typ",
                format="pdf",
                sys_inputs={"content": json.dumps(words)},
                timestamp=_fixed(made_at),
                pdf_standards=["a-2a"] if is_tagged else [],
            )
        if not isinstance(pdf, bytes):
            raise ContentUnfit("the compiler returned no file", kind=template, reason="no file")
        return pdf

    def _compile(self, kind: str, inputs: str, issued_at: datetime) -> bytes:
        with self._lock:
            try:
                pdf = self._compiler.compile(
                    input=_TEMPLATES / f"{kind}.typ",
                    format="pdf",
                    sys_inputs={"content": inputs},
                    timestamp=issued_at,
                    pdf_standards=["a-2a"],
                )
            except typst.TypstError as problem:
                raise ContentUnfit(
                    "the content does not fit its template", kind=kind, reason=problem.message
                ) from problem
        if not isinstance(pdf, bytes):
            raise ContentUnfit("the compiler returned no file", kind=kind, reason="no file")
        return pdf


def _issued_at(kind: str, content: Mapping[str, Any]) -> datetime:
    try:
        return _fixed(datetime.fromisoformat(str(content.get("issued_at", ""))))
    except ValueError as problem:
        raise ContentUnfit("issued_at is not an aware instant", kind=kind, reason=str(problem)) from problem


def _fixed(instant: datetime) -> datetime:
    """Return an instant in Beijing time with a fixed offset and whole seconds, as Typst wants it."""
    local = local_time(instant.replace(microsecond=0))
    return local.astimezone(timezone(local.utcoffset() or timedelta()))
