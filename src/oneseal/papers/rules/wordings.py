"""What a city may word in each kind of paper, and what of it the law does not let go.

A slot is a place in the template with a default text. Reasons, articles, terms, remedies and whatever a decision
consists of are in no slot: they stand in the template and cannot be taken out (APL art. 32, 38, 45; RCL art. 20).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Final

from oneseal.kernel.errors import RuleError
from oneseal.papers.rules.numbers import KIND_WORDS, TITLES


class SlotName(StrEnum):
    """Name the places of a paper that a city may word."""

    TITLE = "title"
    NUMBER_WORD = "number_word"
    OPENING = "opening"
    NOTES = "notes"
    CONTACT_LINE = "contact_line"
    CLOSING = "closing"


class Fixed(StrEnum):
    """Name the parts of a paper that no city may take out."""

    ARTICLE = "article"
    REASONS = "reasons"
    REMEDIES = "remedies"
    TERMS = "terms"
    FACTS = "facts"
    DECLARATION = "declaration"


LONGEST: Final = {
    SlotName.TITLE: 24, SlotName.NUMBER_WORD: 4, SlotName.OPENING: 400, SlotName.NOTES: 800,
    SlotName.CONTACT_LINE: 200, SlotName.CLOSING: 200,
}  # fmt: skip
ONE_LINE: Final = frozenset({SlotName.TITLE, SlotName.NUMBER_WORD, SlotName.CONTACT_LINE})
# A placeholder as people write it, and the field of the content that fills it.
PLACEHOLDERS: Final = {
    "称呼": "to_organisation", "机关名称": "agency_name", "事项名称": "item_name", "办件编号": "case_number",
    "申请日期": "applied_on", "受理日期": "accepted_on", "收到日期": "received_on", "收到时间": "received_at",
    "撤回日期": "withdrawn_on", "中止日期": "suspended_on", "恢复日期": "resumed_on", "承诺日期": "promised_on",
    "补正告知日期": "requested_on", "补正期限": "supplement_by", "咨询方式": "contact",
}  # fmt: skip
OF_ADDRESSED: Final = ("称呼", "机关名称", "事项名称", "办件编号")
_BRACED: Final = re.compile(r"\{([^{}\n]*)\}")
_WORD: Final = re.compile(r"[\u4e00-\u9fff]{1,4}")


class WordingRefused(RuleError):
    """A text does not fit its place; facts: ``slot``."""

    code: ClassVar[str] = "papers.wording_refused"


class WordingTooLong(WordingRefused):
    """Longer than its place; facts: ``slot``, ``longest`` and ``length``."""

    code: ClassVar[str] = "papers.wording_too_long"


class WordingMissing(WordingRefused):
    """A title, a word of the number or an opening that the paper cannot do without is empty; facts: ``slot``."""

    code: ClassVar[str] = "papers.wording_missing"


class PlaceholderUnknown(WordingRefused):
    """No such placeholder here; facts: ``slot``, ``name`` and ``known``."""

    code: ClassVar[str] = "papers.placeholder_unknown"


class PlaceholderRepeated(WordingRefused):
    """Told twice in one place; facts: ``slot`` and ``name``."""

    code: ClassVar[str] = "papers.placeholder_repeated"


class PlaceholderMissing(WordingRefused):
    """The place must name this; facts: ``slot`` and ``name``."""

    code: ClassVar[str] = "papers.placeholder_missing"


class BraceOpen(WordingRefused):
    """A brace without its other half; facts: ``slot``."""

    code: ClassVar[str] = "papers.brace_open"


class NumberWordUnfit(WordingRefused):
    """Not one to four Chinese characters; facts: ``slot`` and ``word``."""

    code: ClassVar[str] = "papers.number_word_unfit"


class NumberWordTaken(WordingRefused):
    """Another kind of paper is or was numbered with this word; facts: ``slot``, ``word`` and ``title``."""

    code: ClassVar[str] = "papers.number_word_taken"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place: its default text, the placeholders it knows, and those it may not lose."""

    name: SlotName
    default: str = ""
    knows: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()

    @property
    def may_be_empty(self) -> bool:
        """Return True when the paper is whole without this text."""
        return self.name in {SlotName.NOTES, SlotName.CONTACT_LINE, SlotName.CLOSING} or not self.default


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the template of a kind has: its opening, a contact line, a closing, notes, and what is fixed."""

    fixed: tuple[Fixed, ...]
    opening: str | None = ""
    owed: tuple[str, ...] = ()
    has_contact: bool = False
    closing: str | None = None
    has_notes: bool = True
    is_addressed: bool = True


_A, _R, _M, _T, _F, _D = Fixed.ARTICLE, Fixed.REASONS, Fixed.REMEDIES, Fixed.TERMS, Fixed.FACTS, Fixed.DECLARATION
_NOTICE: Final = "特此通知。"
_TOLD: Final = "特此告知。"
_QUERY: Final = "凭办件编号和查询码可以随时查询办理进度。本凭证只证明收到材料，不表示申请已被受理。"
_INTERNAL: Final = _Layout((_F,), opening=None, is_addressed=False)
_APPLICANTS_OWN: Final = _Layout((_D, _F), opening=None, has_notes=False, is_addressed=False)
_LAYOUTS: Final = {
    "receipt": _Layout(
        (_A, _T, _F), "{称呼}申请办理“{事项名称}”所提交的下列材料，本机关已于{收到时间}收到。",
        owed=("事项名称", "收到时间"), closing=_QUERY,
    ),
    "correction_receipt": _Layout(
        (_A, _T, _F), "{称呼}就“{事项名称}”申请提交的下列补正材料，本机关已于{收到时间}收到。",
        owed=("事项名称", "收到时间"), closing=_QUERY,
    ),
    "correction_notice": _Layout((_A, _R, _T, _D), has_contact=True),
    "acceptance_notice": _Layout((_A, _T, _D), has_contact=True, closing=_NOTICE),
    "tolerant_acceptance_notice": _Layout((_T, _D, _F), has_contact=True, closing=_NOTICE),
    "non_acceptance_notice": _Layout((_R, _M, _D)),
    "grant_decision": _Layout((_A, _D, _F, _M), closing="特此决定。"),
    "refusal_decision": _Layout((_A, _R, _M, _D)),
    "revocation_decision": _Layout((_A, _R, _M, _D)),
    "extension_notice": _Layout(
        (_A, _R, _T),
        "本机关于{受理日期}受理的{称呼}“{事项名称}”申请（办件编号{办件编号}），因下列原因不能在原期限内作出决定：",
        owed=("受理日期", "事项名称", "办件编号"), has_contact=True, closing=_NOTICE,
    ),
    "procedure_notice": _Layout((_A, _T, _F), has_contact=True, closing=_TOLD),
    "survey_notice": _Layout((_A, _D, _F), has_contact=True, closing=_NOTICE),
    "withdrawal_notice": _Layout(
        (_R, _D),
        "{称呼}于{申请日期}提出“{事项名称}”申请（办件编号{办件编号}），又于{撤回日期}书面申请撤回。理由是：",
        owed=("申请日期", "事项名称", "办件编号", "撤回日期"), has_contact=True, closing=_NOTICE,
    ),
    "return_notice": _Layout((_R, _M, _D), has_contact=True),
    "termination_notice": _Layout((_R, _M, _D), has_contact=True),
    "suspension_notice": _Layout((_A, _R, _M, _D), has_contact=True),
    "resumption_notice": _Layout(
        (_R, _T),
        "本机关于{中止日期}中止办理的{称呼}“{事项名称}”申请（办件编号{办件编号}），自{恢复日期}起恢复办理。",
        owed=("中止日期", "事项名称", "办件编号", "恢复日期"), has_contact=True, closing=_NOTICE,
    ),
    "supplement_receipt": _Layout(
        (_F,),
        "{称呼}就“{事项名称}”申请（办件编号{办件编号}）承诺在{承诺日期}以前补齐的下列材料，已于{收到时间}收到：",
        owed=("事项名称", "办件编号", "承诺日期", "收到时间"),
    ),
    "unkept_promise_notice": _Layout((_R, _M, _D), has_contact=True),
    "commitment_notice": _Layout((_A, _D), closing=_TOLD),
    "first_examination_opinion": _Layout((_A, _R, _F), opening=None, is_addressed=False),
    "cancellation_decision": _Layout((_A, _R, _M, _D), opening=None, is_addressed=False),
    "deemed_renewal_notice": _Layout((_A, _F), opening=None, is_addressed=False),
    "expert_review_notice": _Layout((_A, _F), opening=None, has_contact=True, closing="特此告知。", is_addressed=False),
    "expert_review_record": _Layout((_F,), opening=None, is_addressed=False),
    "guidance_record": _Layout((_A, _F), opening=None, has_contact=True, closing="特此告知。", is_addressed=False),
    "hearing_announcement": _Layout((_A, _F), opening=None, has_contact=True, closing="特此公告。", is_addressed=False),
    "hearing_end_notice": _Layout((_A, _F), opening=None, has_contact=True, closing="特此通知。", is_addressed=False),
    "hearing_minutes": _Layout((_F,), opening=None, is_addressed=False),
    "hearing_notice": _Layout((_A, _F), opening=None, has_contact=True, closing="特此通知。", is_addressed=False),
    "hearing_request": _Layout((_F,), opening=None, is_addressed=False),
    "hearing_waiver": _Layout((_A, _D, _F), opening=None, is_addressed=False),
    "hearing_right_notice": _Layout((_A, _F), opening=None, has_contact=True, closing="特此告知。", is_addressed=False),
    "interested_notice": _Layout((_A, _F), opening=None, has_contact=True, closing="特此告知。", is_addressed=False),
    "licence_resumption_notice": _Layout((_A, _F), opening=None, is_addressed=False),
    "licence_suspension_notice": _Layout((_A, _F), opening=None, is_addressed=False),
    "meeting_minutes": _Layout((_F,), opening=None, is_addressed=False),
    "meeting_notice": _Layout((_F,), opening=None, is_addressed=False),
    "publicity_notice": _Layout((_A, _F), opening=None, has_contact=True, closing="特此公示。", is_addressed=False),
    "publicity_result": _Layout((_F,), opening=None, is_addressed=False),
    "recall_decision": _Layout((_A, _R, _M, _D), opening=None, is_addressed=False),
    "recusal_decision": _Layout((_A, _F), opening=None, has_contact=True, closing="特此决定。", is_addressed=False),
    "reissue_notice": _Layout((_A, _F), opening=None, is_addressed=False),
    "statement_record": _Layout((_F,), opening=None, is_addressed=False),
    "take_away_notice": _Layout((_A, _F), opening=None, is_addressed=False),
    "test_notice": _Layout((_A, _F), opening=None, has_contact=True, closing="特此告知。", is_addressed=False),
    "test_report": _Layout((_F,), opening=None, is_addressed=False),
    "urge_order": _Layout((_F, _T, _D), opening=None, closing=_NOTICE, is_addressed=False),
    "correction_order": _Layout((_F, _T, _D), opening=None, closing=_NOTICE, is_addressed=False),
    "accountability_referral": _Layout((_F, _R, _D), opening=None, closing="特此建议。", is_addressed=False),
    "appeal_decision": _Layout((_F, _R, _D), opening=None, closing="特此决定。", is_addressed=False),
    "matter_receipt": _Layout((_T, _F), opening=None, has_contact=True, closing=_NOTICE, is_addressed=False),
    "matter_non_acceptance": _Layout((_R, _M, _D), opening=None, has_contact=True, is_addressed=False),
    "matter_extension": _Layout(
        (_A, _R, _T), opening=None, has_contact=True, closing=_TOLD, is_addressed=False
    ),
    "disclosure_answer": _Layout((_A, _M, _F), opening=None, has_contact=True, is_addressed=False),
    "delivery_receipt": _INTERNAL,
    "review_opinion": _INTERNAL,
    "review_confirmation": _Layout((_A, _D, _F), opening=None, is_addressed=False),
    "procedure_result": _INTERNAL,
    "survey_record": _INTERNAL,
    "archive_catalogue": _INTERNAL,
    "void_statement": _INTERNAL,
    "withdrawal_application": _APPLICANTS_OWN,
    "supplement_promise": _APPLICANTS_OWN,
    "commitment_promise": _APPLICANTS_OWN,
}  # fmt: skip
# Where the heading of the paper says less than the list of papers.
HEADINGS: Final = {
    **TITLES, "revocation_decision": "撤销决定书", "commitment_notice": "告知书", "commitment_promise": "承诺书",
}  # fmt: skip
WORDED_KINDS: Final = tuple(kind for kind in KIND_WORDS if kind == "licence" or kind in _LAYOUTS)


def fixed_parts(kind: str) -> tuple[Fixed, ...]:
    """Return what no city may take out of a kind of paper."""
    return (Fixed.FACTS,) if kind == "licence" else _LAYOUTS[kind].fixed


@cache
def slots_of(kind: str) -> dict[SlotName, Slot]:
    """Return the places of a kind of paper that a city may word, in their order on the paper."""
    word = Slot(SlotName.NUMBER_WORD, KIND_WORDS[kind])
    if kind == "licence":  # its title and fields are those of the item
        return {word.name: word}
    layout = _LAYOUTS[kind]
    knows = OF_ADDRESSED if layout.is_addressed else ()
    found = [Slot(SlotName.TITLE, HEADINGS[kind]), word]
    if layout.opening is not None:
        found.append(Slot(SlotName.OPENING, layout.opening, _both(knows, layout.owed), layout.owed))
    if layout.has_notes:
        found.append(Slot(SlotName.NOTES, "", knows))
    if layout.has_contact:
        found.append(Slot(SlotName.CONTACT_LINE, "咨询方式：{咨询方式}", ("咨询方式",)))
    if layout.closing is not None:
        found.append(Slot(SlotName.CLOSING, layout.closing, knows))
    return {slot.name: slot for slot in found}


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def wording_checked(kind: str, told: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a wording that differ from their defaults, tidied.

    Raises:
        WordingRefused: a subclass says which text does not fit, and why.
    """
    slots, found = slots_of(kind), {}
    for name, slot in slots.items():
        text = _tidy(told.get(name, slot.default), slot)
        _require_fit(text, slot)
        if text != slot.default:
            found[name.value] = text
    return found


def _tidy(text: str, slot: Slot) -> str:
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    kept = [line for line in lines if line]
    return (" " if slot.name in ONE_LINE else "\n").join(kept)


def _require_fit(text: str, slot: Slot) -> None:
    name = slot.name.value
    if not text and not slot.may_be_empty:
        raise WordingMissing("the text is missing", slot=name)
    if slot.name is SlotName.NUMBER_WORD and not _WORD.fullmatch(text):
        raise NumberWordUnfit("not one to four Chinese characters", slot=name, word=text)
    longest = LONGEST[slot.name]
    if len(text) > longest:
        raise WordingTooLong("the text is too long", slot=name, longest=longest, length=len(text))
    if text:
        _require_placeholders(text, slot)


def _require_placeholders(text: str, slot: Slot) -> None:
    name, told = slot.name.value, _BRACED.findall(text)
    rest = _BRACED.sub("", text)
    if "{" in rest or "}" in rest:
        raise BraceOpen("a brace without its other half", slot=name)
    for placeholder in told:
        if placeholder not in slot.knows:
            known = "、".join(f"{{{known}}}" for known in slot.knows)
            raise PlaceholderUnknown("no such placeholder", slot=name, name=placeholder, known=known)
        if told.count(placeholder) > 1:
            raise PlaceholderRepeated("told twice", slot=name, name=placeholder)
    for placeholder in slot.owed:
        if placeholder not in told:
            raise PlaceholderMissing("the text must name this", slot=name, name=placeholder)


def require_free_word(kind: str, word: str, *, others: Mapping[str, str]) -> None:
    """Refuse the word of a number that another kind has; `others` maps words used before to their kinds.

    Two kinds with one word would count 1号 twice.

    Raises:
        NumberWordTaken.
    """
    taken = {default: other for other, default in KIND_WORDS.items()} | dict(others)
    other = taken.get(word, kind)
    if other != kind:
        raise NumberWordTaken(
            "another kind of paper has this word", slot=SlotName.NUMBER_WORD.value, word=word, title=TITLES[other]
        )


@cache
def _defaults(kind: str) -> dict[str, str]:
    return {name.value: slot.default for name, slot in slots_of(kind).items() if name is not SlotName.NUMBER_WORD}


def frozen_slots(kind: str, reworded: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that a paper bears from its issue on, with their placeholders; defaults are frozen as well."""
    defaults = _defaults(kind)
    return {name: reworded.get(name, text) for name, text in defaults.items()} if reworded else defaults


def number_word(kind: str, reworded: Mapping[str, str]) -> str:
    """Return the word of a kind in the numbers of its papers."""
    return reworded.get(SlotName.NUMBER_WORD, KIND_WORDS[kind])


def slots_filled(kind: str, content: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of a paper with every placeholder filled from its content.

    A paper that was issued before texts were frozen has the defaults.
    """
    templates = {**_defaults(kind), **content.get("slots", {})}
    if not content.get("contact") and "{咨询方式}" in templates.get(SlotName.CONTACT_LINE, ""):
        templates[SlotName.CONTACT_LINE.value] = ""  # nothing to tell: the line is left out with its label

    def fill(match: re.Match[str]) -> str:
        field = PLACEHOLDERS.get(match.group(1), "")
        if field == "to_organisation":
            return "贵单位" if content.get(field, True) else "您"
        return str(content.get(field, ""))

    return {name: _BRACED.sub(fill, text) if "{" in text else text for name, text in templates.items()}
