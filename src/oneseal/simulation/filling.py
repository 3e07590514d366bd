"""Fill in any form: an answer that its own rules take, for every question that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from random import Random
from typing import Any, Final

from oneseal.kernel.formlogic import Field, FieldType, FormDefinition, visible_keys
from oneseal.simulation.plan import PlannedOrganisation, PlannedPerson

ROUNDS: Final = 4  # an answer may show further questions, whose answers show others


def filled(
    form: FormDefinition, *, random: Random, who: PlannedPerson, party: PlannedOrganisation, on: date
) -> dict[str, Any]:
    """Return the answers of a person for an organisation, in the shape in which a page sends them."""
    writer = _Writer(random, who, party=party, on=on)
    told: dict[str, Any] = {}
    for _round in range(ROUNDS):
        shown = visible_keys(form, {field.key: told.get(field.key, "") for field in form.fields})
        missing = [field for field in form.fields if field.key in shown and field.key not in told]
        if not missing:
            break
        told |= {field.key: writer.answer(field) for field in missing}
    return told


class _Writer:
    def __init__(self, random: Random, who: PlannedPerson, *, party: PlannedOrganisation, on: date) -> None:
        self._random, self._who, self._party, self._on = random, who, party, on

    def answer(self, field: Field) -> Any:  # noqa: ANN401 - text, list or bool by the field's type
        return _ANSWERS[field.type](self, field)

    def choice(self, field: Field) -> str:
        return self._random.choice(field.options).value

    def choices(self, field: Field) -> list[str]:
        return [self.choice(field)]

    def number(self, field: Field) -> str:
        low = (field.minimum or Decimal(1)).to_integral_value(rounding=ROUND_CEILING)
        high = field.maximum if field.maximum is not None else low + 90
        return str(min(low + self._random.randrange(90), high))

    def text(self, field: Field) -> str:
        said = f"{field.label}：按规定如实填写" if (field.max_length or 200) >= 30 else "如实填写"
        said += "。" * max(0, (field.min_length or 0) - len(said))
        return said[: field.max_length or 200]

    def name(self, _field: Field) -> str:
        return self._who.name

    def citizen_id(self, _field: Field) -> str:
        return self._who.id_number

    def uscc(self, _field: Field) -> str:
        return self._party.uscc

    def mobile(self, _field: Field) -> str:
        return self._who.mobile

    def address(self, _field: Field) -> str:
        return self._party.address

    def day(self, field: Field) -> str:
        distance = timedelta(days=self._random.randrange(1, 60))
        return (self._on - distance if field.latest == "today" else self._on + distance).isoformat()

    def consent(self, _field: Field) -> bool:
        return True


_ANSWERS: Final[Mapping[FieldType, Callable[[_Writer, Field], Any]]] = {
    FieldType.TEXT: _Writer.text,
    FieldType.LONG_TEXT: _Writer.text,
    FieldType.CITIZEN_ID: _Writer.citizen_id,
    FieldType.USCC: _Writer.uscc,
    FieldType.MOBILE: _Writer.mobile,
    FieldType.DATE: _Writer.day,
    FieldType.CHOICE: _Writer.choice,
    FieldType.MULTI_CHOICE: _Writer.choices,
    FieldType.NUMBER: _Writer.number,
    FieldType.ADDRESS: _Writer.address,
    FieldType.PERSON_NAME: _Writer.name,
    FieldType.CONSENT: _Writer.consent,
}
