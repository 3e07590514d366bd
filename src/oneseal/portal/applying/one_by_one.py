"""The form of an application one question at a time: for readers who want large letters and little at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest

from oneseal.cases.selectors import CaseFacts, answers_of
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.forms.services import Questions
from oneseal.kernel.formlogic import Field, FieldFault
from oneseal.portal.applying.drafts import asked_in, faults_in
from oneseal.ui.preferences import preferences_of

WHOLE = "whole"


def wants_one_by_one(request: HttpRequest) -> bool:
    """Return True when the reader has chosen large letters and has not asked for the whole form."""
    return preferences_of(request).is_elder and WHOLE not in request.GET


def first_open(facts: CaseFacts, *, today: date) -> str:
    """Return the key of the first question with something wrong or missing, else of the first question."""
    terms, answers = version_terms(facts.item_version_id), answers_of(facts).values
    at_fault = {fault.key for fault in faults_in(terms, answers, today=today)}
    asked = [field.key for field in asked_in(terms, answers)]
    return next((key for key in asked if key in at_fault), asked[0])


def neighbours(asked: Sequence[Field], key: str) -> tuple[str, str]:
    """Return the keys of the questions before and after one; empty at either end."""
    keys = ["", *(field.key for field in asked), ""]
    place = keys.index(key)
    return keys[place - 1], keys[place + 1]


def question_shown(
    terms: ItemTerms, answers: Mapping[str, Any], *, key: str, faults: Sequence[FieldFault] = ()
) -> dict[str, Any] | None:
    """Return one question with its part of the form, its number and its neighbours; None when it is not asked."""
    asked = asked_in(terms, answers)
    place = next((number for number, field in enumerate(asked) if field.key == key), None)
    if place is None:
        return None
    form = Questions([asked[place]], answers=answers, faults=[fault for fault in faults if fault.key == key])
    section = next(part for part in terms.form.sections if any(field.key == key for field in part.fields))
    before, after = neighbours(asked, key)
    return {
        "bound": form[key], "section": section, "number": place + 1, "total": len(asked),
        "before": before, "after": after,
    }  # fmt: skip
