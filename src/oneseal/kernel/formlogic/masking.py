"""Show that an answer exists without showing the person behind it."""

from collections.abc import Callable, Mapping
from typing import Final

from oneseal.kernel.formlogic.definition import Field, FieldType, FormDefinition
from oneseal.kernel.formlogic.visibility import Answer, Answers

STAR: Final = "*"


def _keep(head: int, tail: int) -> Callable[[str], str]:
    def mask(text: str) -> str:
        if len(text) <= head + tail:
            return STAR * len(text)
        return text[:head] + STAR * (len(text) - head - tail) + text[len(text) - tail :]

    return mask


_MASKS: Final[Mapping[FieldType, Callable[[str], str]]] = {
    FieldType.PERSON_NAME: _keep(1, 0),
    FieldType.CITIZEN_ID: _keep(3, 2),
    FieldType.USCC: _keep(4, 4),
    FieldType.MOBILE: _keep(3, 4),
    FieldType.ADDRESS: _keep(6, 0),
}
_HIDDEN: Final = _keep(0, 0)


def mask(field: Field, answer: Answer) -> Answer:
    """Return ``answer`` with all but a recognisable rest replaced by stars.

    Kept are the first character of a name, three and two characters of a citizen number, three
    and four digits of a mobile number, six characters of an address; any other personal text is
    covered whole. Choices and consents are returned as they are.
    """
    if not isinstance(answer, str) or field.type is FieldType.CHOICE:
        return answer
    return _MASKS.get(field.type, _HIDDEN)(answer)


def masked_answers(form: FormDefinition, answers: Answers) -> dict[str, Answer]:
    """Return ``answers`` with every field that the form marks as personal masked.

    An answer under a key that the form does not know is left out: nobody has said whether it may
    be shown.
    """
    fields = {field.key: field for field in form.fields}
    return {
        key: mask(fields[key], answer) if fields[key].personal else answer
        for key, answer in answers.items()
        if key in fields
    }
