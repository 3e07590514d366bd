"""The content of one version of a service item, with the source and check state of every element."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from oneseal.kernel.formlogic import Condition
from oneseal.kernel.licensing import Handling
from oneseal.kernel.process import ProcessDefinition

# A blank form that starts so is filled in on the platform; the form's key follows.
GENERATED: Final = "form:"


class CheckState(StrEnum):
    """Say how far an element can be trusted."""

    QUOTED = "quoted"
    OWN_WORDING = "own_wording"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """A clause, or a statement of the city, that an element rests on.

    ``text`` holds the clause word for word as far as it is quoted; ``level`` is a code of the
    list ``document_level``; ``read_at`` says which public copy of the text was read.
    """

    key: str
    document: str
    article: str
    level: str
    text: str = ""
    number: str = ""
    in_force_on: str = ""
    url: str = ""
    read_at: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """The check state of a value, its source (None: none given), the words quoted, and a note."""

    check_state: CheckState
    source: Source | None = None
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One clause that an item or a material rests on; ``valid`` is False once it is out of force."""

    source: Source
    valid: bool = True

    @property
    def law(self) -> str:
        """Return the name of the document."""
        return self.source.document

    @property
    def article(self) -> str:
        """Return the article, such as 第三十五条."""
        return self.source.article

    @property
    def text(self) -> str:
        """Return the words of the article."""
        return self.source.text

    @property
    def level(self) -> str:
        """Return the code of the document's level."""
        return self.source.level

    @property
    def url(self) -> str:
        """Return the public address of the document; empty when unknown."""
        return self.source.url


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition, prohibition or liability that can be checked on its own."""

    key: str
    text: str
    citation: Citation
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of the flow and the post that does it.

    ``limit`` counts ``limit_unit`` (None: no limit of its own); ``timed`` says whether the step
    runs inside the promised limit, which lasts from acceptance to decision.
    """

    key: str
    name: str
    name_en: str
    post: str
    post_name: str
    post_name_en: str
    limit: int | None
    limit_unit: str
    timed: bool
    duty: str
    citation: Citation
    duty_en: str = ""


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """A procedure that lengthens the limit or stops the clock; ``max_days`` None means no maximum read."""

    kind: str
    name: str
    name_en: str
    max_days: int | None
    unit: str
    stops_clock: bool
    approver: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee: its rate in words and the basis that allows it (APL art. 58, 59).

    ``amount`` is the sum in yuan as decimal text where it is fixed (empty: unknown or worked out by the rate);
    ``before_grant`` says that the law makes payment a condition of the grant.
    """

    name: str
    rate: str
    basis: str
    citation: Citation
    reducible: bool = False
    reduce_basis: str = ""
    amount: str = ""
    before_grant: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the agency: 窗口, 电话, 网络, 信件 or 邮件, and where."""

    way: str
    detail: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question people ask and its answer."""

    question: str
    answer: str
    citation: Citation
    question_en: str = ""
    answer_en: str = ""


@dataclass(frozen=True, slots=True)
class NumberPart:
    """One part of a licence number: ``length`` characters that mean ``name``."""

    name: str
    length: int


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How a licence number is built; an empty ``check_rule`` means that its algorithm is unknown."""

    prefix: str
    parts: tuple[NumberPart, ...]
    check_rule: str = ""

    @property
    def length(self) -> int:
        """Return the number of characters of a whole licence number."""
        return len(self.prefix) + sum(part.length for part in self.parts)


@dataclass(frozen=True, slots=True)
class Material:
    """One material; ``needed_when`` looks at the answers to the form (None: always needed)."""

    key: str
    elements: Mapping[str, "ElementValue"]
    needed_when: Condition | None = None

    def text(self, element: str) -> str:
        """Return the value of a text or code element, or "" when it is absent or unknown."""
        found = self.elements.get(element)
        return found.value if found is not None and isinstance(found.value, str) else ""

    @property
    def name(self) -> str:
        """Return the Chinese name."""
        return self.text("name")

    @property
    def is_required(self) -> bool:
        """Return whether the case cannot be decided without it (necessity 1 or 3)."""
        return self.text("necessity") in ("1", "3")

    @property
    def may_follow(self) -> bool:
        """Return whether it may be promised and brought after a tolerant acceptance (necessity 3)."""
        return self.text("necessity") == "3"

    @property
    def is_uploaded(self) -> bool:
        """Return whether the applicant hands in a file; the application form is made from the answers."""
        return not self.text("blank_form").startswith(GENERATED)

    @property
    def legal_basis(self) -> tuple[LegalBasis, ...]:
        """Return the clauses that demand the material."""
        return entries(self.elements.get("legal_basis"), LegalBasis)


Entry = (
    LegalBasis | ConditionLine | FlowStep | SpecialProcedure | Fee | Contact | FaqEntry | Material | NumberRule | str
)
Value = str | int | bool | NumberRule | tuple[Entry, ...] | None


@dataclass(frozen=True, slots=True)
class ElementValue:
    """The value of one element and where it comes from; None stands only for "unknown"."""

    value: Value
    citation: Citation

    @property
    def check_state(self) -> CheckState:
        """Return whether the value is quoted, in our own words, or unknown."""
        return self.citation.check_state

    @property
    def source(self) -> Source | None:
        """Return the source, or None when none is given."""
        return self.citation.source

    @property
    def is_unknown(self) -> bool:
        """Return whether the page must say that nobody has established this value."""
        return self.check_state is CheckState.UNKNOWN


_E = TypeVar("_E")


def entries(element: ElementValue | None, kind: type[_E]) -> tuple[_E, ...]:
    """Return the entries of ``kind`` in a list element; an absent or unknown element has none."""
    if element is None or not isinstance(element.value, tuple):
        return ()
    return tuple(entry for entry in element.value if isinstance(entry, kind))


@dataclass(frozen=True, slots=True)
class ItemContent:
    """All that one version of an item says. ``elements`` follows the registry in ``elements.py``.

    ``process`` None: the examination is one step, done by one examiner.
    """

    key: str
    elements: Mapping[str, ElementValue]
    sources: Mapping[str, Source] = field(default_factory=dict)
    process: ProcessDefinition | None = None

    def value(self, element: str) -> Value:
        """Return the value of ``element``, or None when it is absent or unknown."""
        found = self.elements.get(element)
        return None if found is None else found.value

    def text(self, element: str) -> str:
        """Return the value of a text or code element, or "" when it is absent or unknown."""
        value = self.value(element)
        return value if isinstance(value, str) else ""

    def number(self, element: str) -> int | None:
        """Return the value of a counting element, or None when it is absent or unknown."""
        value = self.value(element)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, element: str) -> bool | None:
        """Return the value of a yes-or-no element, or None when it is absent or unknown."""
        value = self.value(element)
        return value if isinstance(value, bool) else None

    @property
    def handling(self) -> Handling:
        """Return how many bodies answer; alone where the content does not say, or says what no list knows."""
        told = self.text("handling")
        return Handling(told) if told in set(Handling) else Handling.ALONE

    def texts(self, element: str) -> tuple[str, ...]:
        """Return the values of a list of words or codes; none when it is absent or unknown."""
        return entries(self.elements.get(element), str)

    def lines(self, element: str) -> tuple[ConditionLine, ...]:
        """Return the lines of a list of conditions, prohibitions or liabilities."""
        return entries(self.elements.get(element), ConditionLine)

    @property
    def legal_basis(self) -> tuple[LegalBasis, ...]:
        """Return the clauses that set up the item."""
        return entries(self.elements.get("legal_basis"), LegalBasis)

    @property
    def steps(self) -> tuple[FlowStep, ...]:
        """Return the steps in order."""
        return entries(self.elements.get("flow"), FlowStep)

    @property
    def special_procedures(self) -> tuple[SpecialProcedure, ...]:
        """Return the procedures that lengthen the limit or stop the clock."""
        return entries(self.elements.get("special_procedures"), SpecialProcedure)

    @property
    def materials(self) -> tuple[Material, ...]:
        """Return the materials in the order of the list."""
        return entries(self.elements.get("materials"), Material)

    @property
    def fees(self) -> tuple[Fee, ...]:
        """Return the fee items."""
        return entries(self.elements.get("fees"), Fee)

    @property
    def faq(self) -> tuple[FaqEntry, ...]:
        """Return the questions and answers."""
        return entries(self.elements.get("faq"), FaqEntry)

    @property
    def unknown_elements(self) -> tuple[str, ...]:
        """Return the keys of all elements that are explicitly unknown."""
        return tuple(key for key, element in self.elements.items() if element.is_unknown)


def citations(content: ItemContent) -> Iterator[tuple[str, Citation]]:
    """Yield every citation of ``content`` with its path, such as ``flow.value[1]``."""
    yield from _citations_of(content.elements, "")


def _citations_of(elements: Mapping[str, ElementValue], prefix: str) -> Iterator[tuple[str, Citation]]:
    for key, element in elements.items():
        path = f"{prefix}{key}"
        yield path, element.citation
        if isinstance(element.value, tuple):
            for index, entry in enumerate(element.value):
                yield from _entry_citations(entry, f"{path}.value[{index}]")


def _entry_citations(entry: Entry, path: str) -> Iterator[tuple[str, Citation]]:
    if isinstance(entry, Material):
        yield from _citations_of(entry.elements, f"{path}.elements.")
    elif isinstance(entry, (ConditionLine, FlowStep, SpecialProcedure, Fee, Contact, FaqEntry)):
        yield path, entry.citation
