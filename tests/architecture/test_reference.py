"""Every refusal, audit verb, event, move and job stands on a reference page."""

import os

import pytest
from django.utils import translation

from tests.architecture.access_matrix import matrix_page
from tests.architecture.reference import PAGES, PAGES_MADE, audit_verbs, events

PAGES_MADE["access-matrix.md"] = matrix_page


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in PAGES_MADE])
def test_each_reference_page_says_what_the_code_does(name):
    with translation.override("zh-hans"):
        expected = PAGES_MADE[name]()
    page = PAGES / name

    if os.environ.get("ONESEAL_WRITE_REFERENCE") == "1":
        page.write_text(expected, "utf-8")

    assert page.exists(), f"write it with ONESEAL_WRITE_REFERENCE=1: {page.name}"
    assert page.read_text("utf-8") == expected, f"{name} is out of date; write it with ONESEAL_WRITE_REFERENCE=1"


def test_an_audit_verb_is_an_app_and_a_fact():
    for verb in audit_verbs():
        app, _, fact = verb.partition(".")
        assert app, verb
        assert fact == fact.lower(), verb
        assert fact.replace("_", "").isalpha(), verb


def test_an_event_bears_a_name_that_no_other_has():
    names = [event.name for event in events()]

    assert len(names) == len(set(names))
    assert names
