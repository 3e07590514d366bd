"""Answer a form as an example would: every question that is asked, by nobody who exists.

Numbers of persons, organisations and telephones begin with digits that are given to nobody and are covered in the
middle. The checks of the form refuse them, so an example can neither be handed in nor belong to anybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Final

from oneseal.forms.rules.example_words import (
    ADDRESS,
    ADDRESSES,
    FULL_STOPS,
    NAME,
    NAMES,
    ORGANISATION,
    SAID,
    TEXTS,
    Words,
)
from oneseal.kernel.formlogic import (
    CHOOSING,
    Answer,
    Field,
    FieldType,
    FormDefinition,
    Section,
    normalise,
    validate,
    visible_keys,
)

# No region begins with 000000 (GB/T 2260), no mobile number with 100.
FICTITIOUS: Final[Mapping[FieldType, str]] = {
    FieldType.CITIZEN_ID: "000000********0000",
    FieldType.USCC: "91000000********00",
    FieldType.MOBILE: "100****0000",
}
DAYS_AGO: Final = 5  # short terms run from most days that are asked for: seven working days, fifteen days
DAYS_LONG_AGO: Final = 400  # what began and lasts, such as living here for half a year
DAYS_AHEAD: Final = 60
DAYS_APART: Final = 365
NUMBER: Final = Decimal(20)
_BEGAN: Final = ("起始", "开始")
_NAMED_ALIKE: Final = ("姓名或者名称", "权利人")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What an answer may look at: the questions that are asked, the day, the language, and what stands already."""

    shown: tuple[Field, ...]
    on: date
    is_english: bool
    answers: Mapping[str, Answer]

    def say(self, words: Words) -> str:
        """Return the words in the language of the example."""
        return words[1] if self.is_english else words[0]


def example_answers(form: FormDefinition, *, on: date, english: bool = False) -> dict[str, Answer]:
    """Return an example of the answers to a form, in reading order: to all that is asked and to nothing else.

    ``on`` is the day of the example; the same form, day and language give the same answers. What a question names
    as its own example is taken where its checks accept it, except for the numbers of FICTITIOUS.
    """
    chosen = _answered(form, {}, on=on, english=english, kinds=CHOOSING | {FieldType.CONSENT})
    answers = _answered(form, chosen, on=on, english=english, kinds=frozenset(FieldType))
    return {field.key: answers[field.key] for field in form.fields if field.key in answers}


def _answered(
    form: FormDefinition, before: Mapping[str, Answer], *, on: date, english: bool, kinds: frozenset[FieldType]
) -> dict[str, Answer]:
    """Return the answers with those of some kinds added, until no answer opens a further question."""
    answers = dict(before)
    while True:
        keys = visible_keys(form, answers)
        shown = tuple(field for field in form.fields if field.key in keys)
        missing = [field for field in shown if field.type in kinds and field.key not in answers]
        if not missing:
            return answers
        for field in missing:
            answers[field.key] = _answer(field, _Facts(shown, on, english, answers))


def _answer(field: Field, facts: _Facts) -> Answer:
    if field.type in FICTITIOUS:
        return FICTITIOUS[field.type]
    own = _own(field, facts)
    return _BY_KIND[field.type](field, facts) if own is None else own


def _own(field: Field, facts: _Facts) -> Answer | None:
    """Return the example that the question names; None when it names none that its checks accept."""
    told = (facts.is_english and field.example_en) or field.example
    if not told.strip() or field.type is FieldType.CONSENT:
        return None
    values = {option.label: option.value for option in field.options}
    parts = [values.get(part.strip(), part.strip()) for part in told.split("、")]
    answer = normalise(field, parts if field.type is FieldType.MULTI_CHOICE else values.get(told.strip(), told))
    return answer if _is_accepted(field, answer, on=facts.on) else None


def _is_accepted(field: Field, answer: Answer, *, on: date) -> bool:
    alone = Section("alone", field.label, field.label_en, (replace(field, visible_when=None),))
    form = FormDefinition("alone", field.label, field.label_en, (alone,))
    return not validate(form, {field.key: answer}, today=on)


def _choice(field: Field, _facts: _Facts) -> Answer:
    return field.options[0].value


def _choices(field: Field, _facts: _Facts) -> Answer:
    """Return the first choice; none where one may choose none, for a mark that is seldom true would mislead."""
    return [field.options[0].value] if field.required else []


def _person(field: Field, facts: _Facts) -> Answer:
    """Return a name that says what it is; persons in different roles have different ones."""
    role = next((words for role, words in NAMES if role in field.key), NAME)
    return _fitted(field, facts.say(role))


def _address(field: Field, facts: _Facts) -> Answer:
    where = next((words for part, words in ADDRESSES if part in field.label), ADDRESS)
    return _fitted(field, facts.say(where))


def _text(field: Field, facts: _Facts) -> Answer:
    if _names_applicant(field):
        return _fitted(field, facts.say(NAME if _is_person(field, facts.shown) else ORGANISATION))
    found = next((words for part, words in TEXTS if part in field.label), None)
    if found is not None:
        return _fitted(field, facts.say(found))
    return _fitted(field, facts.say(SAID) % {"label": field.label_en if facts.is_english else field.label})


def _names_applicant(field: Field) -> bool:
    return field.prefill == "name" or any(part in field.label for part in _NAMED_ALIKE)


def _is_person(field: Field, shown: tuple[Field, ...]) -> bool:
    """Return whether a name is a person's: by the number asked for beside it, else by any the platform knows."""
    stem = field.key.partition("_")[0]
    beside = [other.type for other in shown if other.type in _NUMBERS and other.key.partition("_")[0] == stem]
    known = [other.type for other in shown if other.type in _NUMBERS and other.prefill == "number"]
    rest = [other.type for other in shown if other.type in _NUMBERS]
    return (beside or known or rest or [FieldType.USCC])[0] is FieldType.CITIZEN_ID


_NUMBERS: Final = frozenset({FieldType.CITIZEN_ID, FieldType.USCC})


def _fitted(field: Field, text: str) -> str:
    """Return a text within the lengths of its question."""
    longer = text + FULL_STOPS * max(0, (field.min_length or 0) - len(text))
    return longer if field.max_length is None else longer[: field.max_length]


def _number(field: Field, _facts: _Facts) -> Answer:
    low = (field.minimum if field.minimum is not None else Decimal(1)).to_integral_value(rounding=ROUND_CEILING)
    number = max(NUMBER, low)
    return f"{number if field.maximum is None else min(number, field.maximum):f}"


def _day(field: Field, facts: _Facts) -> Answer:
    """Return a recent day where none may be later than today, else one ahead, each later than the one before."""
    alike = [other.key for other in facts.shown if other.type is FieldType.DATE and other.latest == field.latest]
    place = alike.index(field.key)
    if field.latest != "today":
        return (facts.on + timedelta(days=DAYS_AHEAD + DAYS_APART * place)).isoformat()
    has_lasted = any(part in field.label for part in _BEGAN)
    return (facts.on - timedelta(days=DAYS_LONG_AGO if has_lasted else DAYS_AGO * (len(alike) - place))).isoformat()


def _consent(_field: Field, _facts: _Facts) -> Answer:
    return True


_BY_KIND: Final[Mapping[FieldType, Callable[[Field, _Facts], Answer]]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.DATE: _day,
    FieldType.CHOICE: _choice,
    FieldType.MULTI_CHOICE: _choices,
    FieldType.NUMBER: _number,
    FieldType.ADDRESS: _address,
    FieldType.PERSON_NAME: _person,
    FieldType.CONSENT: _consent,
}
