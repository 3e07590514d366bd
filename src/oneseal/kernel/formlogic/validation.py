"""Judge answers against a form: every fault at once, each as a code with facts."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from oneseal.kernel.formlogic.definition import Field, FieldType, FormDefinition
from oneseal.kernel.formlogic.identifiers import citizen_id_birth_on, is_credit_code, is_mobile
from oneseal.kernel.formlogic.visibility import Answer, Answers, visible_keys

DEFAULT_LENGTHS: Final[Mapping[FieldType, int]] = {
    FieldType.TEXT: 200,
    FieldType.LONG_TEXT: 2000,
    FieldType.ADDRESS: 200,
    FieldType.PERSON_NAME: 50,
}
_NUMBER: Final = re.compile(r"-?[0-9]{1,31}(?:\.[0-9]{1,31})?")
_NAME_MARKS: Final = frozenset(" ·•.'’-‧〇")


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing that is wrong with one answer; ``facts`` fill the sentence shown for ``code``."""

    key: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


_Found = Iterator[tuple[str, dict[str, object]]]


def _is_empty(answer: Answer | None) -> bool:
    return answer is None or answer is False or answer in ("", [])


def _length(asked: Field, answer: str) -> _Found:
    most = asked.max_length if asked.max_length is not None else DEFAULT_LENGTHS.get(asked.type)
    if asked.min_length is not None and len(answer) < asked.min_length:
        yield "forms.too_short", {"minimum": asked.min_length, "length": len(answer)}
    if most is not None and len(answer) > most:
        yield "forms.too_long", {"maximum": most, "length": len(answer)}
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in answer):
        yield "forms.control_character", {}


def _person_name(asked: Field, answer: str) -> _Found:
    yield from _length(asked, answer)
    strange = [sign for sign in answer if not (_is_letter(sign) or sign in _NAME_MARKS)]
    if strange:
        yield "forms.not_a_name", {"character": strange[0]}


def _is_letter(sign: str) -> bool:
    # Private-use characters are kept: older registers write rare characters with them.
    return unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Co"


def _citizen_id(_asked: Field, answer: str, today: date) -> _Found:
    birth_on = citizen_id_birth_on(answer)
    if birth_on is None:
        yield "forms.not_a_citizen_id", {}
    elif birth_on > today:
        yield "forms.born_in_the_future", {"birth_on": birth_on.isoformat()}


def _date(asked: Field, answer: str, today: date) -> _Found:
    given: date | None
    try:
        given = date.fromisoformat(answer)
    except ValueError:
        given = None
    if given is None or given.isoformat() != answer:
        yield "forms.not_a_date", {}
        return
    if asked.latest == "today" and given > today:
        yield "forms.date_in_the_future", {"today": today.isoformat()}


def _number(asked: Field, answer: str) -> _Found:
    if not _NUMBER.fullmatch(answer):
        yield "forms.not_a_number", {}
        return
    given = Decimal(answer)
    if asked.minimum is not None and given < asked.minimum:
        yield "forms.number_too_small", {"minimum": str(asked.minimum)}
    if asked.maximum is not None and given > asked.maximum:
        yield "forms.number_too_large", {"maximum": str(asked.maximum)}


def _choice(asked: Field, answer: list[str]) -> _Found:
    offered = {option.value for option in asked.options}
    for value in answer:
        if value not in offered:
            yield "forms.not_an_option", {"value": value}
    if len(set(answer)) < len(answer):
        yield "forms.option_repeated", {}


def _plain(code: str, is_valid: Callable[[str], bool]) -> Callable[[Field, str, date], _Found]:
    def judge(_asked: Field, answer: str, _today: date) -> _Found:
        if not is_valid(answer):
            yield code, {}

    return judge


_JUDGES: Final[Mapping[FieldType, Callable[[Field, str, date], _Found]]] = {
    FieldType.TEXT: lambda asked, answer, _: _length(asked, answer),
    FieldType.LONG_TEXT: lambda asked, answer, _: _length(asked, answer),
    FieldType.ADDRESS: lambda asked, answer, _: _length(asked, answer),
    FieldType.PERSON_NAME: lambda asked, answer, _: _person_name(asked, answer),
    FieldType.NUMBER: lambda asked, answer, _: _number(asked, answer),
    FieldType.CHOICE: lambda asked, answer, _: _choice(asked, [answer]),
    FieldType.CITIZEN_ID: _citizen_id,
    FieldType.DATE: _date,
    FieldType.USCC: _plain("forms.not_a_uscc", is_credit_code),
    FieldType.MOBILE: _plain("forms.not_a_mobile", is_mobile),
}


def _faults_of(asked: Field, answer: Answer | None, today: date) -> _Found:
    if _is_empty(answer):
        if asked.required:
            yield (
                ("forms.consent_missing" if asked.type is FieldType.CONSENT else "forms.required"),
                {},
            )
    elif isinstance(answer, list):
        if asked.type is FieldType.MULTI_CHOICE:
            yield from _choice(asked, answer)
        else:
            yield "forms.one_answer_only", {}
    elif isinstance(answer, str) and asked.type in _JUDGES:
        yield from _JUDGES[asked.type](asked, answer, today)
    elif asked.type is not FieldType.CONSENT or not isinstance(answer, bool):
        yield "forms.unreadable", {}


def validate(form: FormDefinition, answers: Answers, *, today: date) -> list[FieldFault]:
    """Return every fault of the normalised ``answers``, in reading order; an empty list is "good".

    Hidden fields are not judged. ``today`` is the day in Asia/Shanghai on which the answers are
    given; it bounds dates of birth and dates that may not lie in the future.
    """
    shown = visible_keys(form, answers)
    return [
        FieldFault(asked.key, code, facts)
        for asked in form.fields
        if asked.key in shown
        for code, facts in _faults_of(asked, answers.get(asked.key), today)
    ]
