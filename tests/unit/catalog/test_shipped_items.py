"""Every item that ships says where each word comes from, and invents nothing."""

import re

import pytest

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, MATERIAL_ELEMENTS, FilledBy
from oneseal.catalog.rules.kinds import elements_of, type_of
from oneseal.catalog.rules.publication import binding_faults, publication_faults, stops
from oneseal.catalog.rules.version import CheckState, citations
from oneseal.kernel.formlogic.definition import referenced_fields
from tests.unit.catalog.shipped import (
    APPLIED_FOR,
    FORM_FILES,
    FORMS,
    ITEM_FILES,
    ITEMS,
    LAWS,
    article_of,
    form_of,
    law_file,
    number_in_words,
    numbers_in,
)

LINES = (
    "accept_conditions", "grant_conditions", "prohibited_cases", "liability", "punishment_method", "coercion_method",
    "inspection_method", "party_rights",
)  # fmt: skip
WORD_FOR_WORD = ("authority_split", "exercise_content", "review", "litigation", "result_name", "quota")
NOT_A_CLAUSE = {"city", "gbt-39046"}
BODY_WIDE = {element.key for element in ALL_ITEM_ELEMENTS if element.filled_by is FilledBy.CITY and element.required}
UNITS_IN_WORDS = {"WD": "工作日", "ND": "日", "M": "月", "Y": "年"}
APL_COUNTS_WORKING_DAYS = "期限以工作日计算"
SPLIT_BY_THE_CITY = "承诺的分配"

each_applied = pytest.mark.parametrize("content", [pytest.param(one, id=key) for key, one in APPLIED_FOR.items()])
each_item = pytest.mark.parametrize("content", [pytest.param(one, id=key) for key, one in ITEMS.items()])


def quoted(content):
    return [(path, citation) for path, citation in citations(content) if citation.check_state is CheckState.QUOTED]


def test_items_and_forms_are_named_as_their_files():
    assert [path.stem for path in ITEM_FILES] == [content.key for content in ITEMS.values()]
    assert [path.stem for path in FORM_FILES] == [form.key for form in FORMS.values()]


def test_every_form_is_used_and_every_form_in_use_ships():
    used = {content.text("application_form").removeprefix("form:") for content in APPLIED_FOR.values()}

    assert used == set(FORMS)


@each_item
def test_every_element_is_there_as_a_value_or_as_explicitly_unknown(content):
    assert set(content.elements) == {element.key for element in elements_of(type_of(content))}
    for key, element in content.elements.items():
        assert (element.value is None) == element.is_unknown, key
        assert not element.is_unknown or element.citation.note, key


@each_item
def test_every_element_of_a_material_is_there(content):
    for material in content.materials:
        assert set(material.elements) == {element.key for element in MATERIAL_ELEMENTS}, material.key
        for key, element in material.elements.items():
            assert (element.value is None) == element.is_unknown, f"{material.key}.{key}"


@each_item
def test_what_is_quoted_names_its_law_and_article_and_says_their_words(content):
    for path, citation in quoted(content):
        assert citation.source.document, path
        assert re.fullmatch(r"第[零一二三四五六七八九十百千]+条", citation.source.article), path
        assert citation.quote in citation.source.text, path
        assert citation.source.read_at, path


@each_item
def test_the_item_rests_on_clauses_that_were_read_and_names_no_others(content):
    clauses = {citation.source.key for _, citation in citations(content) if citation.source and citation.source.article}
    bases = {basis.source.key for basis in content.legal_basis}
    bases |= {basis.source.key for material in content.materials for basis in material.legal_basis}

    assert len(quoted(content)) >= 15
    assert len(clauses) >= 12
    assert set(content.sources) - clauses - bases <= NOT_A_CLAUSE | {
        key for key, source in content.sources.items() if not source.article
    }
    assert all(source.text and source.read_at for key, source in content.sources.items() if key not in NOT_A_CLAUSE)


@each_item
def test_a_quoted_number_is_a_number_of_the_quote(content):
    for key in ("stat_limit", "issue_limit", "licence_validity_years", "renewal_lead_days", "renewal_opens_days"):
        element = content.elements.get(key)
        if element and element.check_state is CheckState.QUOTED:
            assert element.value in numbers_in(element.citation.quote), key
    for step in content.steps:
        of_the_law = step.citation.check_state is CheckState.QUOTED and SPLIT_BY_THE_CITY not in step.citation.note
        if step.limit is not None and of_the_law:
            assert step.limit in numbers_in(step.citation.quote), step.key
    for procedure in content.special_procedures:
        if procedure.max_days is not None and procedure.citation.check_state is CheckState.QUOTED:
            assert procedure.max_days in numbers_in(procedure.citation.quote), procedure.kind


@each_item
def test_a_quoted_unit_is_the_unit_of_the_quote(content):
    for key in ("stat_limit_unit", "issue_limit_unit", "renewal_days_unit"):
        element = content.elements.get(key)
        if element and element.check_state is CheckState.QUOTED:
            said = element.citation.quote + element.citation.note
            assert UNITS_IN_WORDS[element.value] in said or APL_COUNTS_WORKING_DAYS in said, key


@pytest.mark.parametrize(
    ("words", "number"),
    [
        pytest.param("五", 5, id="five"),
        pytest.param("十", 10, id="ten"),
        pytest.param("十五", 15, id="fifteen"),
        pytest.param("二十", 20, id="twenty"),
        pytest.param("九十", 90, id="ninety"),
        pytest.param("一百二十三", 123, id="hundreds"),
        pytest.param("两", 2, id="two-of-a-kind"),
    ],
)
def test_numerals_are_read_as_people_read_them(words, number):
    assert number_in_words(words) == number


@each_item
def test_quoted_texts_are_word_for_word(content):
    for key in WORD_FOR_WORD:
        element = content.elements.get(key)
        if element and element.check_state is CheckState.QUOTED:
            assert content.text(key) in element.source.text, key
    for key in LINES:
        for entry in content.lines(key):
            if entry.citation.check_state is CheckState.QUOTED:
                assert entry.text == entry.citation.quote, f"{key}.{entry.key}"


@each_item
def test_what_only_the_city_knows_is_left_to_the_city(content):
    for key in ("consult", "complain", "station_place", "station_hours", "station_window", "online_url", "basic_code"):
        assert key not in content.elements or content.elements[key].is_unknown, key


@each_item
def test_everything_shown_to_the_public_has_an_english_name(content):
    assert content.text("name_en")
    assert content.text("purpose_en")
    assert all(line.text_en for key in LINES for line in content.lines(key))
    assert all(step.name_en and step.post_name_en and step.duty_en for step in content.steps)
    assert all(material.text("name_en") and material.text("filling_notes_en") for material in content.materials)
    assert content.faq
    assert all(entry.question_en and entry.answer_en for entry in content.faq)
    assert all(procedure.name_en for procedure in content.special_procedures)


@each_applied
def test_every_form_is_read_in_english_too(content):
    form = form_of(content)

    assert form.intro_en
    assert all(bool(field.help) == bool(field.help_en) for field in form.definition.fields)


@each_item
def test_the_licence_states_its_licensed_matters(content):
    assert set(content.texts("licence_fixed_fields")) <= set(content.texts("licence_fields"))


@each_item
def test_only_procedures_that_the_licensing_law_lists_stop_the_statutory_clock(content):
    stopping = {procedure.kind for procedure in content.special_procedures if procedure.stops_clock}

    assert "extension" not in stopping
    for procedure in content.special_procedures:
        assert procedure.stops_clock == (procedure.kind != "extension"), procedure.kind


@each_applied
def test_material_conditions_look_only_at_fields_of_the_form(content):
    known = {field.key for field in form_of(content).definition.fields}

    for material in content.materials:
        assert referenced_fields(material.needed_when) <= known, material.key


@each_applied
def test_the_application_form_is_made_from_the_answers(content):
    made = [material for material in content.materials if not material.is_uploaded]

    assert [material.text("blank_form") for material in made] == [content.text("application_form")]
    assert form_of(content).signed_statement


@each_applied
def test_item_and_form_stand_the_gate_of_publication(content):
    faults = stops(publication_faults(content))

    assert [fault for fault in faults if fault.path not in BODY_WIDE] == []
    assert binding_faults(content, form_of(content).definition) == []


@each_item
def test_the_item_it_depends_on_ships_too(content):
    base, kind = content.text("base_item"), content.text("service_kind")

    assert not base or base in ITEMS
    assert (kind in {"renewal", "change", "reissue", "cancellation"}) == bool(base)


@each_item
def test_keys_of_lines_are_different(content):
    for key in LINES:
        keys = [line.key for line in content.lines(key)]
        assert len(keys) == len(set(keys)), key


def laws_at_hand():
    documents = {source.document for content in ITEMS.values() for source in content.sources.values()}
    return [pytest.param(one, law_file(one), id=one) for one in sorted(documents) if law_file(one)]


@pytest.mark.skipif(not LAWS.is_dir(), reason="the texts of the laws are not at hand")
@pytest.mark.parametrize(("document", "path"), laws_at_hand())
def test_articles_agree_with_the_text_of_the_law(document, path):
    text = path.read_text(encoding="utf-8")
    sources = [
        (key, source)
        for key, content in ITEMS.items()
        for source in content.sources.values()
        if source.document == document
    ]

    assert sources
    for key, source in sources:
        assert "".join(source.text.split()) in article_of(text, source.article), f"{key}: {source.article}"


def test_one_clause_is_of_the_same_version_in_every_item():
    versions = {}
    for content in ITEMS.values():
        for source in content.sources.values():
            if source.text:
                told = (source.number, source.in_force_on, source.level)
                versions.setdefault((source.document, source.article), set()).add(told)

    assert {clause: told for clause, told in versions.items() if len(told) > 1} == {}
