from dataclasses import replace

import pytest

from oneseal.kernel.clock import P0, P1, P2, P3, P4, PRESETS, Light, PresetIncomplete, is_warned, light, worse


def shown(preset, promised, remaining):
    return light(preset=preset, promised_days=promised, remaining=remaining)


@pytest.mark.parametrize(
    ("preset", "promised", "last_green", "first_yellow", "first_red"),
    [
        pytest.param(P0, 7, 2, 1, -1, id="P0-of-7-rounds-up-to-one"),
        pytest.param(P0, 20, 3, 2, -1, id="P0-of-20-is-two"),
        pytest.param(P0, 45, 6, 5, -1, id="P0-of-45-rounds-up-to-five"),
        pytest.param(P0, 1, 2, 1, -1, id="P0-of-1-is-at-least-one"),
        pytest.param(P1, 7, 1, 0, -1, id="P1-of-7-has-90-percent-used-on-the-last-day"),
        pytest.param(P1, 20, 3, 2, -1, id="P1-of-20-has-90-percent-used-after-18"),
        pytest.param(P2, 45, 2, 1, -1, id="P2-signals-one-day-before"),
        pytest.param(P3, 20, 2, 1, 0, id="P3-is-red-on-the-last-day"),
    ],
)
def test_each_preset_changes_colour_where_its_source_says(preset, promised, last_green, first_yellow, first_red):
    assert shown(preset, promised, last_green) is Light.GREEN
    assert shown(preset, promised, first_yellow) is Light.YELLOW
    assert shown(preset, promised, first_red) is Light.RED
    assert shown(preset, promised, first_red + 1) is Light.YELLOW


def test_a_preset_without_numbers_must_be_completed_by_the_city():
    with pytest.raises(PresetIncomplete):
        shown(P4, 20, 5)
    assert shown(replace(P4, yellow_days=5), 20, 5) is Light.YELLOW
    assert shown(P4, 20, -1) is Light.RED


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"remaining": -9, "statutory_remaining": -1, "is_final": True}, Light.GREY, id="final-is-grey"),
        pytest.param({"remaining": -9, "statutory_remaining": -1}, Light.BLACK, id="past-the-law-is-black"),
        pytest.param({"remaining": -9, "statutory_remaining": 0}, Light.RED, id="last-statutory-day-is-still-red"),
        pytest.param({"remaining": -9}, Light.RED, id="no-statutory-term"),
        pytest.param({"remaining": -1, "is_paused": True}, Light.RED, id="a-pause-does-not-hide-a-missed-promise"),
        pytest.param({"remaining": 0, "is_paused": True}, Light.BLUE, id="paused-in-time-is-blue"),
    ],
)
def test_the_gravest_fact_decides_the_light(facts, expected):
    assert light(promised_days=20, **facts) is expected


@pytest.mark.parametrize(("remaining", "warned"), [(6, False), (5, True), (2, True), (1, False), (-1, False)])
def test_the_early_warning_stands_between_green_and_yellow(remaining, warned):
    assert is_warned(remaining=remaining, promised_days=20, preset=P3) is warned
    assert not is_warned(remaining=remaining, promised_days=20, preset=P0)


def test_worse_keeps_red_over_every_later_blue_green_or_grey():
    for later in (Light.GREEN, Light.BLUE, Light.GREY, Light.YELLOW):
        assert worse(Light.RED, later) is Light.RED
        assert worse(later, Light.RED) is Light.RED
    assert worse(Light.RED, Light.BLACK) is Light.BLACK
    assert worse(Light.GREEN, Light.YELLOW) is Light.YELLOW


def test_presets_are_found_by_their_code():
    assert list(PRESETS) == ["P0", "P1", "P2", "P3", "P4"]
    assert all(PRESETS[code].code == code for code in PRESETS)
