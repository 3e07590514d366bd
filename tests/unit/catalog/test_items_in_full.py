"""What holds for every item whose elements were all written by hand from the law."""

import json
import re

import pytest

from oneseal.catalog.rules.publication import binding_faults, publication_faults, stops
from oneseal.catalog.rules.version import citations
from tests.unit.catalog.shipped import ITEMS, ROOT, form_of

KEYS = [
    key
    for name in ("items-b", "items-c")
    for key in json.loads((ROOT / f"fixtures/demo/{name}.json").read_text("utf-8"))
]
LINES = ("accept_conditions", "grant_conditions", "prohibited_cases", "liability")
CHINESE = re.compile("[\u4e00-\u9fff]")
each_item = pytest.mark.parametrize("key", KEYS)


@each_item
def test_only_the_city_stands_between_the_content_and_its_publication(key):
    assert stops(publication_faults(ITEMS[key])) == []
    assert binding_faults(ITEMS[key], form_of(ITEMS[key]).definition) == []


@each_item
def test_no_source_is_carried_that_nothing_rests_on(key):
    item = ITEMS[key]
    cited = {one.source.key for _, one in citations(item) if one.source}
    bases = {basis.source.key for basis in item.legal_basis}
    bases |= {basis.source.key for material in item.materials for basis in material.legal_basis}

    assert set(item.sources) == cited | bases


@each_item
def test_the_public_reads_it_in_english(key):
    item, form = ITEMS[key], form_of(ITEMS[key]).definition
    words = [item.text("name_en"), item.text("purpose_en")]
    words += [line.text_en for name in LINES for line in item.lines(name)]
    words += [word for step in item.steps for word in (step.name_en, step.post_name_en, step.duty_en)]
    words += [material.text(name) for material in item.materials for name in ("name_en", "filling_notes_en")]
    words += [word for entry in item.faq for word in (entry.question_en, entry.answer_en)]
    words += [procedure.name_en for procedure in item.special_procedures]
    words += [field.label_en for field in form.fields] + [section.title_en for section in form.sections]
    words += [option.label_en for field in form.fields for option in field.options]
    words += [field.help_en for field in form.fields if field.help]
    words += [node.name_en for node in item.process.nodes if node.name] if item.process else []

    assert all(words)
    assert not [word for word in words if CHINESE.search(word)]
