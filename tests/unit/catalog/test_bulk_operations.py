"""What each operation of a bulk edit does to one item, and which items it leaves as they are."""

from copy import deepcopy

import pytest

from oneseal.catalog.rules.bulk import OPERATION_ELEMENTS, Changed, Kind, NotApplicable, Told, changed_by, told_checked
from oneseal.catalog.rules.bulk.operations import BulkToldUnfit
from oneseal.catalog.rules.copying import copy_note, with_copied
from oneseal.catalog.rules.differing import Change, VersionRaw
from oneseal.catalog.rules.elements import ITEM_ELEMENT, FilledBy
from oneseal.catalog.rules.patches import parts_between, parts_shown, places_changed, sources_of, taken_back, with_parts
from oneseal.catalog.rules.similar import Like, Traits, likeness, telling_citations, telling_words

CITY = {"check_state": "own_wording", "source": "city"}
LAW = {"document": "示例法", "article": "第三条", "level": "law", "text": "申请人应当到场。"}
QUOTED = {"check_state": "quoted", "source": "law-3", "quote": "申请人应当到场"}


def item(**elements):
    told = {"name": {"value": "示例许可", **CITY}, "item_type": {"value": "01", **CITY}, **elements}
    return {
        "format": 1,
        "key": "example",
        "sources": {"city": {"document": "本市", "article": "", "level": "city"}, "law-3": LAW},
        "elements": told,
    }


def phone(number):
    return {"way": "电话", "detail": number, **CITY}


WINDOW = {"way": "窗口", "detail": "一楼1号窗口", **CITY}


def told(kind, *elements, **fields):
    return Told(Kind(kind), elements, fields)


def value(content, key):
    return content["elements"][key]["value"]


@pytest.mark.parametrize(
    ("operation", "elements", "key", "becomes"),
    [
        pytest.param(told("set", "express", value="是"), {}, "express", True, id="a-flag-is-told-as-yes"),
        pytest.param(told("set", "visit_count", value="0"), {}, "visit_count", 0, id="nought-is-a-number-not-nothing"),
        pytest.param(
            told("set", "kiosk", value=""), {"kiosk": {"value": True, **CITY}}, "kiosk", None, id="empty-is-unknown"
        ),
        pytest.param(
            told("promise", limit="5", unit="WD"), {"promise_limit": {"value": 9, **CITY}}, "promise_limit", 5,
            id="a-promise-is-set",
        ),
        pytest.param(
            told("promise", limit="20", unit="WD"),
            {"stat_limit": {"value": 20, **CITY}, "stat_limit_unit": {"value": "WD", **CITY}}, "promise_limit", 20,
            id="a-promise-may-be-as-long-as-the-law",
        ),
        pytest.param(
            told("places", station_hours="九时至十七时"), {"station_place": {"value": "旧址", **CITY}}, "station_place",
            "旧址", id="a-place-that-was-left-empty-stays",
        ),
        pytest.param(
            told("add", "handling_form", value="2"), {"handling_form": {"value": ["1"], **CITY}}, "handling_form",
            ["1", "2"], id="a-value-is-added-behind",
        ),
        pytest.param(told("add", "aliases", value="开店"), {}, "aliases", ["开店"], id="added-to-an-unknown-list"),
        pytest.param(
            told("swap", "aliases", old="开店", value="开馆"), {"aliases": {"value": ["开店", "开馆"], **CITY}},
            "aliases", ["开馆"], id="a-value-that-is-there-already-is-not-doubled",
        ),
        pytest.param(
            told("remove", "aliases", old="开店"), {"aliases": {"value": ["开店"], **CITY}}, "aliases", None,
            id="the-last-value-leaves-the-list-unknown",
        ),
        pytest.param(
            told("replace_text", "purpose", find="旧局", replace="新局"),
            {"purpose": {"value": "到旧局、旧局窗口", **CITY}}, "purpose", "到新局、新局窗口", id="every-occurrence",
        ),
        pytest.param(
            told("replace_text", "purpose", find="旧局"), {"purpose": {"value": "旧局", **CITY}}, "purpose", None,
            id="a-text-that-was-emptied-is-unknown",
        ),
    ],
)  # fmt: skip
def test_an_operation_makes_of_an_item_what_was_told(operation, elements, key, becomes):
    content = item(**elements)

    result = changed_by(operation, deepcopy(content))

    assert isinstance(result, Changed)
    assert value(result.content, key) == becomes


@pytest.mark.parametrize(
    ("operation", "elements", "code"),
    [
        pytest.param(
            told("set", "express", value="是"), {"express": {"value": True, **CITY}}, "bulk.same", id="the-same"
        ),
        pytest.param(
            told("promise", limit="21", unit="WD"),
            {"stat_limit": {"value": 20, **CITY}, "stat_limit_unit": {"value": "WD", **CITY}}, "bulk.above_law",
            id="a-promise-above-the-law",
        ),
        pytest.param(
            told("promise", limit="60", unit="ND"),
            {"stat_limit": {"value": 20, **CITY}, "stat_limit_unit": {"value": "WD", **CITY}}, "bulk.above_law",
            id="a-promise-above-the-law-in-another-unit",
        ),
        pytest.param(
            told("replace_text", "purpose", find="简", replace="简" * 2000), {"purpose": {"value": "简简简", **CITY}},
            "bulk.unfit", id="no-text-outgrows-its-field",
        ),
        pytest.param(
            told("add", "aliases", value="开店"), {"aliases": {"value": ["书店"], **QUOTED}}, "bulk.quoted",
            id="a-quotation-is-not-rewritten",
        ),
        pytest.param(
            told("swap", "aliases", old="没有", value="有"), {"aliases": {"value": ["开店"], **CITY}},
            "bulk.value_absent", id="there-is-no-such-value",
        ),
        pytest.param(
            told("replace_text", "purpose", find="没有", replace="有"), {"purpose": {"value": "简介", **CITY}},
            "bulk.text_absent", id="there-is-no-such-text",
        ),
        pytest.param(
            told("replace_text", "purpose", find="应当", replace="可以"),
            {"purpose": {"value": "申请人应当到场", **QUOTED}}, "bulk.quoted", id="only-in-a-quotation",
        ),
        pytest.param(
            told("replace_text", "name", find="示例许可"), {}, "bulk.unfit", id="an-item-does-not-lose-its-name"
        ),
        pytest.param(
            told("cite", "purpose", document="示例法", article="第三条"), {}, "bulk.unknown_here",
            id="what-is-unknown-rests-on-nothing",
        ),
        pytest.param(
            told("cite", "purpose", document="示例法", article="第九条"), {"purpose": {"value": "简介", **CITY}},
            "bulk.source_absent", id="a-clause-that-is-not-on-file",
        ),
        pytest.param(
            told("set", "express", value="是"), {"item_type": {"value": "02", **CITY}}, "bulk.not_of_this_kind",
            id="a-penalty-is-sent-to-nobody",
        ),
    ],
)  # fmt: skip
def test_an_item_to_which_it_does_not_apply_stays_and_says_why(operation, elements, code):
    content = item(**elements)

    result = changed_by(operation, content)

    assert isinstance(result, NotApplicable)
    assert result.code == code


def test_a_new_telephone_takes_the_place_of_the_old_and_leaves_the_window():
    content = item(consult={"value": [phone("1"), WINDOW, phone("2")], **CITY})

    result = changed_by(told("places", phone="12345"), content)

    assert [(row["way"], row["detail"]) for row in value(result.content, "consult")] == [
        ("电话", "12345"),
        ("窗口", "一楼1号窗口"),
    ]


def test_a_place_is_not_said_of_a_kind_of_item_that_has_none():
    penalty = item(item_type={"value": "02", **CITY})
    operation = told("places", station_hall="一楼", phone="0000-1234567")

    result = changed_by(operation, penalty)

    assert "station_hall" not in result.content["elements"]
    assert value(result.content, "consult")[0]["detail"] == "0000-1234567"


def test_replacing_reaches_entries_and_materials_but_no_quotation():
    material = {
        "key": "a",
        "elements": {"name": {"value": "旧局证明", **CITY}, "issuing_body": {"value": "旧局", **QUOTED}},
    }
    content = item(
        materials={"value": [material], **CITY},
        consult={"value": [{"way": "窗口", "detail": "旧局一楼", **CITY}], **CITY},
    )

    result = changed_by(told("replace_text", "materials", "consult", find="旧局", replace="新局"), content)

    elements = value(result.content, "materials")[0]["elements"]
    assert (elements["name"]["value"], elements["issuing_body"]["value"]) == ("新局证明", "旧局")
    assert value(result.content, "consult")[0]["detail"] == "新局一楼"


def test_a_citation_that_is_changed_in_bulk_claims_no_quotation():
    content = item(purpose={"value": "申请人应当到场", **QUOTED})

    result = changed_by(told("cite", "purpose", document="city", article=""), content)

    assert result.content["elements"]["purpose"] == {
        "value": "申请人应当到场", "check_state": "own_wording", "source": "city",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "field"),
    [
        pytest.param(told("set", "name", value="一样的名称"), "elements", id="a-name-is-each-item-s-own"),
        pytest.param(told("set", "stat_limit", value="5"), "elements", id="a-statutory-limit-is-the-law-s"),
        pytest.param(told("set", "visit_count", value="两次"), "value", id="not-a-number"),
        pytest.param(told("set", "case_type", value="99"), "value", id="not-a-code"),
        pytest.param(told("promise", limit="5", unit="XX"), "unit", id="not-a-unit"),
        pytest.param(told("replace_text", "purpose", find=""), "find", id="nothing-to-find"),
        pytest.param(told("places"), "station_place", id="nothing-told"),
        pytest.param(told("add", "handling_form", value="99"), "value", id="not-a-code-of-the-list"),
    ],
)  # fmt: skip
def test_what_no_item_could_take_is_refused_at_its_field(operation, field):
    with pytest.raises(BulkToldUnfit) as refusal:
        told_checked(operation)

    assert refusal.value.facts["field"] == field


def test_no_operation_touches_what_only_publication_knows():
    every = {key for keys in OPERATION_ELEMENTS.values() for key in keys}

    assert every
    assert not [key for key in every if ITEM_ELEMENT[key].filled_by is FilledBy.PUBLICATION]


# --- patches ------------------------------------------------------------------------------------


def test_parts_put_a_version_forth_and_back():
    before = VersionRaw(item(purpose={"value": "旧", **CITY}), {"key": "f", "sections": []})
    after = VersionRaw(item(purpose={"value": "新", **CITY}, kiosk={"value": True, **CITY}), before.form)

    old, new = parts_between(before, after)

    assert with_parts(before, new) == after
    assert taken_back(after, old) == before
    assert old["elements"]["kiosk"] is None


def test_what_somebody_changed_since_is_named_and_nothing_else():
    before = VersionRaw(item(purpose={"value": "旧", **CITY}), {})
    after = VersionRaw(item(purpose={"value": "新", **CITY}, kiosk={"value": True, **CITY}), {})
    _old, new = parts_between(before, after)

    later = deepcopy(after)
    later.content["elements"]["kiosk"]["value"] = False
    later.content["elements"]["express"] = {"value": True, **CITY}

    assert places_changed(later, new) == ["elements.kiosk"]
    assert places_changed(after, new) == []


def test_a_change_is_told_in_words_with_its_source():
    before = VersionRaw(item(purpose={"value": "旧", **CITY}), {})
    after = VersionRaw(item(purpose={"value": "新", "check_state": "own_wording", "source": "law-3"}), {})
    old, new = parts_between(before, after)

    (pair,) = parts_shown(old, new, {**sources_of(before, old), **sources_of(after, new)})

    assert (pair.key, pair.change, pair.value.before, pair.value.after) == ("purpose", Change.CHANGED, "旧", "新")
    assert "示例法第三条" in pair.source.after


# --- copies -------------------------------------------------------------------------------------


def test_a_copy_keeps_its_clause_and_claims_nothing_of_it_to_be_checked():
    target = VersionRaw(item(), {})
    target.content["sources"]["law-3"] = {**LAW, "article": "第四条"}  # the same key, another clause
    source = VersionRaw(item(legal_basis={"value": [{"source": "law-3", "valid": True}], **QUOTED}), {})
    source.content["sources"]["law-3"] = {**LAW, "read_at": "公报"}

    copied = with_copied(target, source, ["basis"], note=copy_note("甲许可", "乙局"))

    basis = copied.content["elements"]["legal_basis"]
    key = basis["value"][0]["source"]
    assert (basis["check_state"], "quote" in basis) == ("own_wording", False)
    assert basis["note"] == "复制自乙局的“甲许可”，尚未核对。"
    assert basis["source"] == key != "law-3"
    assert copied.content["sources"][key] == LAW
    assert copied.content["sources"]["law-3"]["article"] == "第四条"


def test_a_copy_leaves_what_the_other_item_does_not_know():
    target = VersionRaw(item(faq={"value": [{"question": "问", "answer": "答", **CITY}], **CITY}), {})
    source = VersionRaw(item(faq={"value": None, "check_state": "unknown"}), {})

    assert with_copied(target, source, ["questions"], note="") == target


def test_a_form_that_is_copied_is_named_by_the_item_and_its_material():
    blank = {"key": "form", "elements": {"blank_form": {"value": "form:old", **CITY}}}
    target = VersionRaw(item(materials={"value": [blank], **CITY}), {"key": "old", "sections": []})
    source = VersionRaw(item(), {"key": "new", "sections": []})

    copied = with_copied(target, source, ["form"], note="")

    assert copied.form["key"] == "new"
    assert value(copied.content, "application_form") == "form:new"
    assert value(copied.content, "materials")[0]["elements"]["blank_form"]["value"] == "form:new"


# --- likeness -----------------------------------------------------------------------------------


def traits(name, *words, kind="", department="", cited=()):
    return Traits(name, frozenset(words), kind, department, frozenset(cited))


def test_a_law_that_many_items_cite_makes_nothing_alike():
    one = traits("甲", cited=[("行政许可法", "第三十条"), ("食品安全法", "第三十五条")])
    many = [traits(f"乙{n}", cited=[("行政许可法", f"第{n}条")]) for n in range(5)]

    assert telling_citations(one, many).cited == {("食品安全法", "第三十五条")}
    assert telling_citations(one, many[:4]) == one


def test_what_nearly_every_name_holds_makes_nothing_alike():
    assert telling_words(["食品", "经营", "许可", "（", "新办"]) == {"食品", "经营"}


@pytest.mark.parametrize(
    ("other", "score", "kinds"),
    [
        pytest.param(traits("食品经营许可", "食品", "经营"), 50, [Like.WORDS], id="the-same-words"),
        pytest.param(traits("食品生产许可", "食品", "生产"), 17, [Like.WORDS], id="one-word-of-three"),
        pytest.param(traits("别的", "别的", kind="01"), 15, [Like.TYPE], id="the-same-type-alone-is-not-enough"),
        pytest.param(
            traits("别的", "别的", cited=[("食品安全法", "第三十五条")]), 30, [Like.ARTICLES], id="an-article"
        ),
        pytest.param(traits("别的", "别的", cited=[("食品安全法", "第一条")]), 10, [Like.LAW], id="only-the-law"),
        pytest.param(traits("别的", "别的", department="市局"), 5, [Like.DEPARTMENT], id="the-same-department"),
        pytest.param(traits("别的", "别的"), 0, [], id="nothing-in-common"),
    ],
)  # fmt: skip
def test_likeness_counts_what_two_items_share(other, score, kinds):
    one = traits("食品经营", "食品", "经营", kind="01", department="市局", cited=[("食品安全法", "第三十五条")])

    found = likeness(one, other)

    assert found.score == score
    assert [like for like, _shared in found.shared] == kinds
    assert found.is_enough == (score >= 25)
