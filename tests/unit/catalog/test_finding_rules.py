"""How a search is understood, how names sound, and which line of an item is shown as the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.findable import Findable, facets_of
from oneseal.catalog.rules.finding import SNIPPET, Hit, HitKind, How, hit_of, near_words, plans_of, rank_of
from oneseal.catalog.rules.kinds import NOT_APPLIED_FOR
from oneseal.catalog.rules.spelling import (
    INITIALS,
    SPELLED,
    heard_in,
    letter_of,
    sound_asked,
    sound_keys,
    sounds_of,
    spelled,
)
from oneseal.catalog.selectors import reference_items

LINES = ((HitKind.ALIAS, ["开餐馆"]), (HitKind.MATERIAL, ["居民身份证", "操作流程"]), (HitKind.QUESTION, ["要多久"]))


@pytest.mark.parametrize(
    ("name", "asked", "is_found"),
    [
        pytest.param("食品经营许可", "shipin", True, id="syllables"),
        pytest.param("食品经营许可", "Shi Pin", True, id="syllables-apart-in-capitals"),
        pytest.param("食品经营许可", "spjy", True, id="initials"),
        pytest.param("食品经营许可", "shipinj", True, id="a-syllable-half-typed"),
        pytest.param("食品经营许可", "经赢", True, id="other-signs-from-the-middle"),
        pytest.param("食品经营许可", "食品京营", True, id="one-wrong-sign"),
        pytest.param("食品经营许可", "ipin", False, id="not-from-the-middle-of-a-syllable"),
        pytest.param("食品经营许可", "pinshi", False, id="not-backwards"),
        pytest.param("食品经营许可", "s", False, id="one-letter-is-nothing"),
        pytest.param("食品经营许可", "（）", False, id="signs-have-no-sound"),
        pytest.param("A4纸备案", "a4zhi", True, id="letters-and-digits-are-themselves"),
        pytest.param("银行开户", "yinhang", True, id="the-sound-a-sign-has-in-its-word"),
    ],
)
def test_a_name_is_found_by_its_sound(name, asked, is_found):
    sound = sound_asked(asked)

    assert any(key.startswith(sound) for key in sound_keys([name]) if sound) == is_found


@given(st.text(max_size=80))
def test_any_text_has_one_sound_a_sign_and_keys_within_their_bounds(text):
    assert len(sounds_of(text)) == len(text)
    for key in sound_keys([text]):
        assert key.isascii()
        assert key.isalnum()
        assert len(key) <= max(SPELLED, INITIALS)


@pytest.mark.parametrize(
    ("name", "asked", "place"),
    [
        pytest.param("办食品经营许可", "spjy", (1, 5), id="initials"),
        pytest.param("办食品经营许可", "shipin", (1, 3), id="syllables"),
        pytest.param("办食品经营许可", "shipi", (1, 3), id="half-a-syllable-marks-the-whole-sign"),
        pytest.param("办食品经营许可", "xyz", None, id="nothing"),
        pytest.param("办食品经营许可", "", None, id="no-question"),
    ],
)
def test_what_was_heard_can_be_marked(name, asked, place):
    assert heard_in(name, asked) == place


def test_names_stand_in_the_alphabet_by_their_sound():
    assert spelled("食品经营许可（新办）") == "shi pin jing ying xu ke xin ban"
    assert [letter_of(spelled(name)) for name in ("食品", "24小时", "（）")] == ["S", "#", "#"]


@pytest.mark.parametrize(
    ("phrase", "words", "ways"),
    [
        pytest.param("食品经营", "食品 经营", ["words", "sound"], id="signs-words-then-sound-and-parts"),
        pytest.param("spjy", "spjy", ["words", "sound"], id="letters-both-at-once-then-parts"),
        pytest.param("11000000000000000x", "11000000000000000x", ["code", "words", "sound"], id="code-first"),
        pytest.param("2024年", "2024 年", ["words", "sound"], id="a-year-is-no-code"),
        pytest.param("（）", "", ["sound"], id="no-words"),
    ],
)
def test_a_search_goes_its_ways_in_this_order(phrase, words, ways):
    assert [plan.how.value for plan in plans_of(phrase, words)] == ways


def test_letters_are_tried_as_words_and_as_sounds_in_one_question():
    first = plans_of("shipin", "shipin")[0]

    assert (first.words, first.sound, first.how) == ("shipin", "shipin", How.WORDS)


@pytest.mark.parametrize(
    ("wanted", "phrase", "hit"),
    [
        pytest.param(["食品"], "食品", None, id="the-name-itself"),
        pytest.param(["餐馆"], "开餐馆", Hit(HitKind.ALIAS, "开餐馆"), id="alias"),
        pytest.param(["流程"], "流程", Hit(HitKind.MATERIAL, "操作流程"), id="material"),
        pytest.param(["食品", "多久"], "食品多久", None, id="the-name-holds-as-many"),
        pytest.param(["火箭"], "火箭", None, id="nothing"),
    ],
)
def test_the_line_that_was_hit_is_shown(wanted, phrase, hit):
    assert hit_of(wanted, "食品经营许可", lines=LINES, phrase=phrase) == hit


def test_a_long_line_is_cut_around_what_was_hit():
    line = "甲" * 200 + "身份证" + "乙" * 200

    hit = hit_of(["身份证"], "名称", lines=[(HitKind.QUESTION, [line])])

    assert "身份证" in hit.text
    assert len(hit.text) <= SNIPPET + 2


def test_what_can_be_applied_for_stands_before_what_is_listed_and_the_shorter_name_first():
    ranks = [rank_of("许可", is_listed=False), rank_of("食品许可", is_listed=False), rank_of("许可", is_listed=True)]

    assert ranks == sorted(ranks)
    assert rank_of("字" * 1000, is_listed=False) < rank_of("字", is_listed=True)


def test_only_words_of_two_signs_make_an_item_near():
    assert near_words("我 要 开 餐馆 餐馆") == ["餐馆"]


def test_what_is_unknown_narrows_no_list():
    assert facets_of(Findable(name="甲"), department_key="listed-1", is_listed=True) == [
        "reach=listed", "department=listed-1",
    ]  # fmt: skip
    known = Findable(name="甲", visit_count=7, fee="no", audiences=("person",))
    assert {"visits=2", "fee=no", "audience=person"} < set(facets_of(known, department_key="agency-1", is_listed=False))


def test_every_shipped_item_says_what_people_call_it_in_words_that_are_not_its_name():
    events = {code.code for code in CODE_LISTS["life_event"]}
    for key, content in reference_items().items():
        elements = content["item"]["elements"]
        if elements["item_type"]["value"] in NOT_APPLIED_FOR:
            continue  # nobody looks for a power by what he wants
        aliases = elements["aliases"]["value"]
        assert aliases, key
        assert len(set(aliases)) == len(aliases), key
        assert elements["name"]["value"] not in aliases, key
        assert set(elements["life_events"]["value"] or ()) <= events, key
