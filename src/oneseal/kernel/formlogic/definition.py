"""What a form is: sections of typed fields, each shown under a condition on other answers."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class FieldType(StrEnum):
    """Name the kinds of answer a form can ask for."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CITIZEN_ID = "citizen_id"
    USCC = "uscc"
    MOBILE = "mobile"
    DATE = "date"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    NUMBER = "number"
    ADDRESS = "address"
    PERSON_NAME = "person_name"
    CONSENT = "consent"


CHOOSING: frozenset[FieldType] = frozenset({FieldType.CHOICE, FieldType.MULTI_CHOICE})


@dataclass(frozen=True, slots=True)
class Equals:
    """Hold when the answer to ``field`` is ``value`` (for a multiple choice: contains it)."""

    field: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class In:
    """Hold when the answer to ``field`` is one of ``values`` (for a multiple choice: shares one)."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Hold when every one of ``conditions`` holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Hold when at least one of ``conditions`` holds."""

    conditions: tuple["Condition", ...]


Condition = Equals | In | All | Any


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a choice offers."""

    value: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Say why a field may be asked.

    ``document`` and ``article`` name the clause; ``check_state`` is ``quoted`` (the clause names
    this very fact), ``own_wording`` (needed for the procedure, phrased here) or ``unknown``.
    """

    document: str
    article: str
    check_state: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Lengths count characters, ``minimum`` and ``maximum`` bound a number, ``latest`` is ``today``
    when a date may not lie in the future. ``prefill`` names the applicant fact that answers the
    field beforehand (empty: none). ``personal`` marks what must be masked outside the case.
    ``example`` is what the filled example writes (empty: what its kind suggests).
    """

    key: str
    type: FieldType
    label: str
    label_en: str
    source: FieldSource
    required: bool = True
    help: str = ""
    help_en: str = ""
    visible_when: Condition | None = None
    options: tuple[Option, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    latest: str = ""
    prefill: str = ""
    personal: bool = False
    autocomplete: str = ""
    example: str = ""
    example_en: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together under one heading."""

    key: str
    title: str
    title_en: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class FormDefinition:
    """A whole form as it was published."""

    key: str
    title: str
    title_en: str
    sections: tuple[Section, ...]

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Return every field in reading order."""
        return tuple(field for section in self.sections for field in section.fields)

    def field(self, key: str) -> Field | None:
        """Return the field called ``key``, or None when the form has none."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {field.key: field for field in reversed(self.fields)}

    @cached_property
    def conditional(self) -> tuple[Field, ...]:
        """Return the fields that are asked only on a condition."""
        return tuple(field for field in self.fields if field.visible_when is not None)

    @cached_property
    def always(self) -> frozenset[str]:
        """Return the keys of the fields that are always asked."""
        return frozenset(field.key for field in self.fields if field.visible_when is None)


def referenced_fields(condition: Condition | None) -> frozenset[str]:
    """Return the keys of all fields that ``condition`` looks at."""
    if condition is None:
        return frozenset()
    if isinstance(condition, (All, Any)):
        return frozenset().union(*(referenced_fields(part) for part in condition.conditions))
    return frozenset({condition.field})
