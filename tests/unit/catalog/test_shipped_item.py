"""The item that ships says where every word comes from, and invents nothing."""

import json
import re
from pathlib import Path

import pytest

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, MATERIAL_ELEMENTS
from oneseal.catalog.rules.needs import materials_needed
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.version import CheckState, citations
from oneseal.kernel.formlogic import parse_form
from oneseal.kernel.formlogic.definition import referenced_fields

ROOT = Path(__file__).parents[3]
ITEM = ROOT / "fixtures/reference/items/food-business-licence-new.json"
FORM = ROOT / "fixtures/reference/forms/food-business-application.json"
LAWS = ROOT.parent / "shared/fixtures/laws"
CONTENT = parse_item(json.loads(ITEM.read_text(encoding="utf-8")))
ASKED = parse_form(json.loads(FORM.read_text(encoding="utf-8")))
ALL = tuple(citations(CONTENT))
QUOTED = [(path, citation) for path, citation in ALL if citation.check_state is CheckState.QUOTED]


@pytest.mark.parametrize("key", [pytest.param(element.key, id=element.key) for element in ALL_ITEM_ELEMENTS])
def test_every_element_is_there_as_a_value_or_as_explicitly_unknown(key):
    element = CONTENT.elements[key]

    assert (element.value is None) == element.is_unknown
    assert not element.is_unknown or element.citation.note


@pytest.mark.parametrize("material", [pytest.param(one, id=one.key) for one in CONTENT.materials])
def test_every_element_of_a_material_is_there(material):
    assert set(material.elements) == {element.key for element in MATERIAL_ELEMENTS}
    for element in material.elements.values():
        assert (element.value is None) == element.is_unknown


@pytest.mark.parametrize(("path", "citation"), [pytest.param(*one, id=one[0]) for one in QUOTED])
def test_what_is_quoted_names_its_law_and_article_and_says_their_words(path, citation):
    assert citation.source.document
    assert re.fullmatch(r"第[一二三四五六七八九十百]+条", citation.source.article)
    assert citation.quote in citation.source.text
    assert citation.source.read_at


def test_the_item_rests_on_many_clauses_that_were_read():
    cited = {citation.source.key for _, citation in ALL if citation.source and citation.source.article[:1] == "第"}

    assert len(QUOTED) >= 20
    assert len(cited) >= 20
    assert set(CONTENT.sources) - cited <= {"city", "gbt-39046"} | {basis.source.key for basis in CONTENT.legal_basis}


@pytest.mark.parametrize(
    ("element", "numeral"),
    [
        pytest.param("stat_limit", "十个工作日", id="ten-working-days"),
        pytest.param("issue_limit", "五个工作日", id="five-working-days-to-issue"),
        pytest.param("licence_validity_years", "五年", id="five-years"),
    ],
)
def test_a_quoted_number_is_the_number_of_the_quote(element, numeral):
    numbers = {"五": 5, "十": 10}

    assert numeral in CONTENT.elements[element].citation.quote
    assert CONTENT.number(element) == numbers[numeral[0]]


def test_quoted_texts_are_word_for_word():
    for key in ("authority_split", "exercise_content", "review", "litigation", "result_name"):
        assert CONTENT.text(key) in CONTENT.elements[key].source.text
    for key in ("accept_conditions", "grant_conditions", "prohibited_cases", "liability"):
        for entry in CONTENT.lines(key):
            if entry.citation.check_state is CheckState.QUOTED:
                assert entry.text == entry.citation.quote


def test_telephones_places_and_hours_are_unknown():
    for key in ("consult", "complain", "station_place", "station_hours", "station_window", "online_url"):
        assert CONTENT.elements[key].is_unknown


def test_everything_shown_to_the_public_has_an_english_name():
    lines = [
        line
        for key in ("accept_conditions", "grant_conditions", "prohibited_cases", "liability")
        for line in CONTENT.lines(key)
    ]

    assert CONTENT.text("name_en")
    assert all(line.text_en for line in lines)
    assert all(step.name_en and step.post_name_en and step.duty_en for step in CONTENT.steps)
    assert all(material.text("name_en") and material.text("filling_notes_en") for material in CONTENT.materials)
    assert all(entry.question_en and entry.answer_en for entry in CONTENT.faq)
    assert all(procedure.name_en for procedure in CONTENT.special_procedures)


def test_the_licence_states_what_the_rule_lists():
    fields = CONTENT.texts("licence_fields")

    assert len(fields) == 12
    assert set(CONTENT.texts("licence_fixed_fields")) <= set(fields)
    assert CONTENT.value("licence_number_rule").check_rule == ""


def test_only_hearings_stop_the_clock_and_the_site_check_does_not():
    stopping = [procedure.kind for procedure in CONTENT.special_procedures if procedure.stops_clock]

    assert stopping == ["hearing"]
    assert next(step for step in CONTENT.steps if step.key == "examine").timed


def test_material_conditions_look_only_at_fields_of_the_form():
    known = {field.key for field in ASKED.fields}

    for material in CONTENT.materials:
        assert referenced_fields(material.needed_when) <= known
    assert CONTENT.text("application_form") == f"form:{ASKED.key}"


SELF = {"handled_by": "self"}
ALWAYS = ["application", "legal_status", "rules_list"]


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        pytest.param(
            SELF | {"business_items": ["hot_food"]},
            [*ALWAYS, "equipment_and_layout", "operating_procedures"],
            id="restaurant",
        ),
        pytest.param(
            SELF | {"business_items": ["bulk_food"]},
            [*ALWAYS, "equipment_and_layout"],
            id="sales-only-no-procedures",
        ),
        pytest.param(
            SELF | {"business_items": ["catering_management"]},
            [*ALWAYS, "operating_procedures"],
            id="management-only-no-layout",
        ),
        pytest.param(
            SELF | {"business_items": ["bulk_food"], "form_marks": ["vending_machine"]},
            [*ALWAYS, "equipment_and_layout", "vending_equipment"],
            id="vending-machines",
        ),
        pytest.param(
            {"handled_by": "agent", "business_items": ["bulk_food"]},
            [*ALWAYS, "equipment_and_layout", "authorisation_letter", "agent_identity"],
            id="agent-brings-two-papers",
        ),
    ],
)
def test_the_materials_follow_the_answers(answers, needed):
    assert {material.key for material in materials_needed(CONTENT, answers)} == set(needed)


def test_the_application_form_is_not_uploaded_but_made_from_the_answers():
    assert [material.key for material in CONTENT.materials if not material.is_uploaded] == ["application"]


def _article(text, article):
    found = re.search(rf"^{article}[ \u3000]+(.*?)(?=^第\S+条[ \u3000]|^#|\Z)", text, re.M | re.S)
    return "".join(found.group(1).split())


def _law_files():
    documents = {source.document for source in CONTENT.sources.values()}
    return [
        pytest.param(path, document, id=document)
        for path in sorted(LAWS.glob("*.md"))
        for document in documents
        if document.removeprefix("中华人民共和国") == path.name.partition("(")[0]
    ]


@pytest.mark.skipif(not LAWS.is_dir(), reason="the texts of the laws are not at hand")
@pytest.mark.parametrize(("path", "document"), _law_files())
def test_articles_agree_with_the_text_of_the_law(path, document):
    text = path.read_text(encoding="utf-8")
    sources = [source for source in CONTENT.sources.values() if source.document == document]

    assert sources
    for source in sources:
        assert "".join(source.text.split()) in _article(text, source.article)
