"""Answers that the applicant need not type, because the account already knows them."""

from collections.abc import Mapping

from oneseal.kernel.formlogic.definition import CHOOSING, Field, FormDefinition
from oneseal.kernel.formlogic.normalise import normalise
from oneseal.kernel.formlogic.visibility import Answer


def prefill(form: FormDefinition, facts: Mapping[str, object]) -> dict[str, Answer]:
    """Return answers taken from ``facts``, for the fields that name one.

    ``facts`` is flat: its keys are the names that fields give in ``prefill`` (such as
    ``legal_representative``). A missing or empty fact, and a choice the form does not offer, leave the
    field open. What can be had by sharing may not be asked again (R716 art. 7).
    """
    known = ((field, facts.get(field.prefill)) for field in form.fields if field.prefill)
    answers = {field.key: normalise(field, fact) for field, fact in known if fact not in (None, "", [])}
    return {key: answer for key, answer in answers.items() if _is_offered(form.field(key), answer)}


def _is_offered(field: Field | None, answer: Answer) -> bool:
    if field is None or field.type not in CHOOSING:
        return True
    offered = {option.value for option in field.options}
    return set(answer if isinstance(answer, list) else [str(answer)]) <= offered
