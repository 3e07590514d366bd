"""Which fields an entry of a list has: derived from the dataclass it becomes, with the words beside each field.

The words stand in one table; a field of a dataclass that the table does not name cannot be asked for, and a test
holds both together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from oneseal.catalog.rules.elements import MATERIAL_ELEMENTS, Element, ElementType
from oneseal.catalog.rules.version import (
    Citation,
    ConditionLine,
    Contact,
    FaqEntry,
    Fee,
    FlowStep,
    LegalBasis,
    Source,
    SpecialProcedure,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# The sources of an item are edited like a list, though no element holds them.
SOURCES: Final = "sources"


class Control(StrEnum):
    """Name the ways in which a field is filled in."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    SOURCE = "source"
    SOURCES = "sources"
    BLANK_FORM = "blank_form"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field of an entry: its control, its names, and the help beside it."""

    name: str
    chinese: str
    english: str
    control: Control
    required: bool = False
    code_list: str = ""
    help: str = ""
    help_en: str = ""

    @property
    def is_seldom(self) -> bool:
        """Return whether the field is folded away: English, and what few entries have."""
        return not self.required and (self.name.endswith("_en") or self.name in _SELDOM)


_SELDOM: Final = frozenset(
    {
        "doc_kind", "copy_kind", "form", "source_note", "originals", "copies", "paper_size", "sample",
        "licence_type_code", "certificate_list_id", "intermediary_list_id", "shareable", "number", "in_force_on", "url",
        "read_at", "note",
    }
)  # fmt: skip
RECORDS: Final[Mapping[ElementType, type["DataclassInstance"]]] = {
    ElementType.CONDITIONS: ConditionLine,
    ElementType.STEPS: FlowStep,
    ElementType.SPECIAL_PROCEDURES: SpecialProcedure,
    ElementType.FEES: Fee,
    ElementType.CONTACTS: Contact,
    ElementType.FAQ: FaqEntry,
}
LISTS: Final = frozenset({*RECORDS, ElementType.LEGAL_BASIS, ElementType.MATERIALS})

# Class.field[*]|中文|English|help|help in English; the star marks what may not stay empty, a line that begins
# with a bar continues the one above.
_WORDS: Final = """
ConditionLine.text*|内容|Text|一条只写一个能够单独核对的要求。|One requirement that can be checked on its own.
ConditionLine.text_en|内容（英文）|Text in English
FlowStep.key*|环节|Step|审查和决定两个环节必须有，并且由不同的岗位办理。
    |Examination and decision are needed, by different posts.
FlowStep.name*|环节名称|Name of the step|公众看到的名称。|As the public reads it.
FlowStep.name_en|环节名称（英文）|Name of the step in English
FlowStep.post*|岗位|Post
FlowStep.post_name*|岗位名称|Name of the post
FlowStep.post_name_en|岗位名称（英文）|Name of the post in English
FlowStep.limit|时限|Limit|只填数字；留空表示没有单独的时限。|A number; empty means no limit of its own.
FlowStep.limit_unit*|时限单位|Unit of the limit
FlowStep.timed|计入承诺办结时限|Counts towards the promised limit
    |受理到决定之间的环节计入；收件、受理、制证、送达不计入。|Steps between acceptance and decision count.
FlowStep.duty*|办理内容|What is done
FlowStep.duty_en|办理内容（英文）|What is done, in English
SpecialProcedure.kind*|种类|Kind
SpecialProcedure.name*|名称|Name
SpecialProcedure.name_en|名称（英文）|Name in English
SpecialProcedure.max_days|最长时间|At most|只填数字；留空表示没有查到最长时间。
    |A number; empty means none was read.
SpecialProcedure.unit*|时间单位|Unit
SpecialProcedure.stops_clock|所需时间不计算在期限内|Stops the clock|延长期限的，不勾选。
    |Leave open for an extension.
SpecialProcedure.approver|批准人|Who approves|依法须经批准的，填写批准人。|Where the law asks for approval.
Fee.name*|收费项目|Fee item
Fee.rate*|收费标准|Rate|照收费依据填写；没有查明的，如实写明。|As the basis says; say so where it is unknown.
Fee.basis*|收费依据|Basis|法律、行政法规的名称和条款；没有依据的，不得收费。
    |Act and article; without one no fee may be taken.
Fee.reducible|可以减免|Can be reduced
Fee.reduce_basis|减免依据|Basis of the reduction
Fee.amount|金额（元）|Amount in yuan|金额固定的，只填数字；按标准计算的，留空。
    |A number where it is fixed; empty where the rate decides.
Fee.before_grant|缴费以后才能准予|To be paid before the grant
Contact.way*|方式|Way
Contact.detail*|内容|Detail|地址、号码或者网址。|Address, number or web address.
FaqEntry.question*|问题|Question
FaqEntry.answer*|答复|Answer
FaqEntry.question_en|问题（英文）|Question in English
FaqEntry.answer_en|答复（英文）|Answer in English
Source.document*|文件名称|Document|全称，不加书名号。|The whole name, without marks.
Source.article|条款|Article|例如“第三十五条”。|For example 第三十五条.
Source.level*|效力层级|Level
Source.text|条文|Words of the article|从公布的文本逐字抄录；引用时与它比对。
    |Word for word; quotations are compared with it.
Source.number|文号|Number
Source.in_force_on|施行日期|In force from
Source.url|公布网址|Public address
Source.read_at|读自|Read at|从哪里读到的条文。|Where the text was read.
LegalBasis.source|已登记的条文|Article on file|选择以后，下面各项不用填写。
    |If chosen, the fields below need no answer.
LegalBasis.valid|现行有效|In force
Material.legal_basis*|设定依据|Legal basis|没有依据的材料不得索要；先在设定依据或者来源中登记条文。
    |Nothing may be asked for without a basis; file the article first.
Material.needed_when|适用条件|When it is needed|不勾选表示都需要；勾选以后，申请表这样回答的才需要。
    |Leave open where it is always needed; else only for these answers.
Citation.check_state*|核对状态|Check state
Citation.source|来源|Source|没有列出的，先在“来源”中登记。|What is not listed is filed under sources first.
Citation.quote|引用的原文|Quotation|标为“原文引用”的，逐字填写，与来源的条文一致。
    |For a quotation, word for word.
Citation.note|说明|Note
"""
_CODES: Final = {
    "FlowStep.key": "flow_step",
    "FlowStep.post": "step_post",
    "FlowStep.limit_unit": "limit_unit",
    "SpecialProcedure.kind": "special_procedure",
    "SpecialProcedure.unit": "limit_unit",
    "Contact.way": "contact_way",
    "Source.level": "document_level",
    "Citation.check_state": "check_state",
}
_CONTROLS: Final = {
    "Source.text": Control.LONG,
    "Source.in_force_on": Control.DATE,
    "ConditionLine.text": Control.LONG,
    "FlowStep.duty": Control.LONG,
    "Fee.rate": Control.LONG,
    "Fee.amount": Control.MONEY,
    "FaqEntry.answer": Control.LONG,
    "Citation.source": Control.SOURCE,
    "Citation.quote": Control.LONG,
    "LegalBasis.source": Control.SOURCE,
    "Material.legal_basis": Control.SOURCES,
    "Material.needed_when": Control.CONDITION,
}
_BY_TYPE: Final[Mapping[object, Control]] = {str: Control.TEXT, bool: Control.FLAG, int | None: Control.NUMBER}
_BY_ELEMENT: Final = {
    ElementType.TEXT: Control.TEXT,
    ElementType.INTEGER: Control.NUMBER,
    ElementType.CODE: Control.CHOICE,
    ElementType.FLAG: Control.CHOICE,
}
_MADE_BY_US: Final = frozenset({"ConditionLine.key", "Source.key"})
_NOT_TYPED: Final = frozenset({"order", "legal_basis"})
_LONG_IN_MATERIAL: Final = frozenset({"filling_notes", "acceptance_standard"})


def _worded() -> Iterator[tuple[str, tuple[bool, list[str]]]]:
    for line in _WORDS.replace("\n    |", "|").split("\n")[1:-1]:
        path, *words = line.split("|")
        yield path.rstrip("*"), (path.endswith("*"), [*words, "", ""][:4])


_WORDED: Final = dict(_worded())


def _field(path: str, control: Control) -> EntryField:
    required, (chinese, english, told, told_en) = _WORDED[path]
    return EntryField(
        name=path.partition(".")[2], chinese=chinese, english=english, required=required,
        control=Control.CHOICE if path in _CODES else _CONTROLS.get(path, control),
        code_list=_CODES.get(path, ""), help=told, help_en=told_en,
    )  # fmt: skip


def record_fields(kind: type["DataclassInstance"]) -> tuple[EntryField, ...]:
    """Return the fields of a dataclass in its order, its citation last; keys that nobody types are left out."""
    own = [row for row in fields(kind) if row.type is not Citation and f"{kind.__name__}.{row.name}" not in _MADE_BY_US]
    cited = any(row.type is Citation for row in fields(kind))
    listed = tuple(_field(f"{kind.__name__}.{row.name}", _by_type(row)) for row in own)
    return listed + (record_fields_of_citation() if cited else ())


def _by_type(row: "Field[object]") -> Control:
    return _BY_TYPE.get(row.type, Control.TEXT)


def record_fields_of_citation() -> tuple[EntryField, ...]:
    """Return what is asked of a source: check state, source, quotation and note."""
    return tuple(_field(f"Citation.{row.name}", Control.TEXT) for row in fields(Citation))


def _material_field(element: Element) -> EntryField:
    control = Control.BLANK_FORM if element.key == "blank_form" else _BY_ELEMENT[element.type]
    return EntryField(
        name=element.key, chinese=element.chinese, english=element.english, required=element.required,
        control=Control.LONG if element.key in _LONG_IN_MATERIAL else control,
        code_list="yes_no" if element.type is ElementType.FLAG else element.code_list,
    )  # fmt: skip


def _material_fields() -> tuple[EntryField, ...]:
    """Return the fields of a material: what it cannot be without, when it is needed, then the rest."""
    asked = tuple(_material_field(element) for element in MATERIAL_ELEMENTS if element.key not in _NOT_TYPED)
    first = tuple(row for row in asked if row.required)
    rest = tuple(row for row in asked if not row.required)
    own = (_field("Material.legal_basis", Control.SOURCES), _field("Material.needed_when", Control.CONDITION))
    return (*first, *own, *rest, _field("Citation.note", Control.TEXT))


def entry_fields(kind: ElementType | str, *, is_new: bool) -> tuple[EntryField, ...]:
    """Return the fields of an entry of a list; `kind` is the shape of the element, or SOURCES."""
    if kind == SOURCES:
        return record_fields(Source)
    if kind is ElementType.LEGAL_BASIS:
        choice, valid = record_fields(LegalBasis)
        # An article on file needs no words of its own, so nothing of a new entry is required by itself.
        return (choice, *(replace(row, required=False) for row in record_fields(Source)), valid) if is_new else (
            *record_fields(Source), valid,
        )  # fmt: skip
    if kind is ElementType.MATERIALS:
        return _material_fields()
    return record_fields(RECORDS[ElementType(kind)])
