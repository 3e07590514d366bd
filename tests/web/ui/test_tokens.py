"""Colours and sizes live in one file, dark is complete, and text can be read."""

import re
from pathlib import Path

import pytest

from oneseal import ui

STYLES = Path(ui.__file__).parent / "static" / "ui"
TOKENS = (STYLES / "tokens.css").read_text()
OTHERS = sorted(path for path in STYLES.glob("*.css") if path.name != "tokens.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CONDITION = re.compile(r"@(?:media|container)[^{]*\{")
# Proportions (em, %, fr, vh, vw) stay where they are used; lengths and colours have a name.
LITERAL = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|[0-9](?:px|rem|pt|cm|mm)\b"
    r"|:\s*(?:black|white|red|gr[ae]y|blue|green)\b",
    re.IGNORECASE,
)
AA_TEXT = 4.5
AA_SHAPE = 3.0


def declarations(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


def block_after(selector: str) -> dict[str, str]:
    start = TOKENS.index(selector) + len(selector)
    return declarations(TOKENS[start : TOKENS.index("}", start)])


LIGHT = block_after(":root {")
DARK = block_after(':root[data-theme="dark"],\n.wall {')


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("style", OTHERS, ids=lambda path: path.stem)
def test_no_colour_or_length_is_written_outside_the_tokens(style: Path) -> None:
    text = CONDITION.sub("", COMMENT.sub("", style.read_text()))

    assert LITERAL.findall(text) == []


def test_the_search_for_literals_finds_them() -> None:
    assert LITERAL.findall("color: #c3272b; width: 12px; background: white") != []


@pytest.mark.parametrize("style", OTHERS, ids=lambda path: path.stem)
def test_every_named_token_exists(style: Path) -> None:
    named = set(re.findall(r"var\((--[\w-]+)", style.read_text()))

    assert named - declarations(TOKENS).keys() == set()


def test_the_two_ways_into_the_dark_agree() -> None:
    assert block_after(':root:not([data-theme="light"]) {') == DARK


def test_dark_changes_every_colour() -> None:
    colours = {name for name, value in LIGHT.items() if value.startswith(("#", "rgb"))}

    assert colours - DARK.keys() == set()


@pytest.mark.parametrize("theme", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (ink, ground)
        for ink in (
            "ink",
            "ink-soft",
            "action",
            "danger",
            "warning",
            "success",
            "light-on-time",
            "light-near",
            "light-promise",
            "light-stopped",
            "light-done",
        )
        for ground in ("paper", "desk", "surface", "sunk")
    ]
    + [
        ("on-action", "action"),
        ("on-action", "action-hover"),
        ("action", "action-tint"),
        ("ink", "action-tint"),
        ("light-law", "light-law-ground"),
        ("danger", "danger-tint"),
        ("warning", "warning-tint"),
        ("success", "success-tint"),
    ],
)
def test_text_can_be_read_on_its_ground(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[f"--{ink}"], theme[f"--{ground}"]) >= AA_TEXT


@pytest.mark.parametrize("theme", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
def test_the_border_of_a_control_can_be_seen(theme: dict[str, str]) -> None:
    assert contrast(theme["--line-firm"], theme["--surface"]) >= AA_SHAPE


def test_the_seal_keeps_its_vermilion_and_nothing_else_wears_it() -> None:
    assert LIGHT["--seal"] == "#c3272b"
    wearers = [line for style in OTHERS for line in re.findall(r"([^{}]+)\{[^}]*var\(--seal\)", style.read_text())]
    assert [line.strip() for line in wearers] == [".seal-mark rect"]
