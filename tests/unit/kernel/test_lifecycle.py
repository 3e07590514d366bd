from enum import StrEnum

import pytest

from oneseal.kernel.lifecycle import (
    ClockEffect,
    Lifecycle,
    Move,
    NoSuchMove,
    TableBroken,
    markdown_table,
    mermaid,
)


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled"


def move(code, action, sources, target, **more):
    return Move(code=code, action=action, sources=frozenset(sources), target=target, **more)


SHUT = move("T01", "shut", [Door.OPEN], Door.SHUT, actors=frozenset({"porter"}), basis="House rule 1", paper="slip")
PAINT = move("T02", "paint", [Door.OPEN, Door.SHUT], None, guards=("has_paint", "is_dry"))
WALL = move("T03", "wall", [Door.SHUT], Door.WALLED, clock=ClockEffect.STOP)
BREAK = move("T04", "break", [Door.WALLED], Door.OPEN)
FINALS = frozenset({Door.WALLED})


def doors(*moves, finals=FINALS, **more):
    return Lifecycle(moves, initial=Door.OPEN, finals=finals, **more)


def test_apply_returns_the_row_with_its_basis():
    lifecycle = doors(SHUT, PAINT, WALL)

    assert lifecycle.apply(Door.OPEN, "shut") is SHUT
    assert SHUT.leads_from(Door.OPEN) is Door.SHUT
    assert PAINT.leads_from(Door.SHUT) is Door.SHUT


@pytest.mark.parametrize("state", Door)
@pytest.mark.parametrize("action", ["shut", "paint", "wall", "fly"])
def test_every_pair_is_in_the_table_or_refused_with_the_open_actions(state, action):
    lifecycle = doors(SHUT, PAINT, WALL)
    if action in lifecycle.open_actions(state):
        assert state in lifecycle.apply(state, action).sources
        return

    with pytest.raises(NoSuchMove) as refusal:
        lifecycle.apply(state, action)

    assert refusal.value.code == "lifecycle.no_such_move"
    assert refusal.value.facts == {
        "state": state.value,
        "action": action,
        "open": lifecycle.open_actions(state),
    }


def test_a_refusal_is_a_sentence_that_says_what_is_open():
    with pytest.raises(NoSuchMove, match=r"^cannot wall what is open; open: paint, shut$"):
        doors(SHUT, PAINT, WALL).apply(Door.OPEN, "wall")
    with pytest.raises(NoSuchMove, match="open: nothing"):
        doors(SHUT, PAINT, WALL).apply(Door.WALLED, "paint")


def test_a_final_state_may_have_exits_that_are_named():
    lifecycle = doors(SHUT, WALL, BREAK, exits_from_finals=frozenset({"break"}))

    assert lifecycle.open_actions(Door.WALLED) == ("break",)
    assert lifecycle.states == frozenset(Door)


@pytest.mark.parametrize(
    ("build", "said"),
    [
        pytest.param(lambda: doors(SHUT, WALL, BREAK), "exit that is not named", id="final-with-exit"),
        pytest.param(lambda: doors(WALL, PAINT), "no move leads there", id="unreachable"),
        pytest.param(
            lambda: doors(SHUT, move("T09", "shut", [Door.OPEN], Door.WALLED)),
            "two rows claim",
            id="ambiguous",
        ),
        pytest.param(
            lambda: doors(SHUT, move("T01", "wall", [Door.SHUT], Door.WALLED)), "on two rows", id="code-twice"
        ),
        pytest.param(lambda: doors(SHUT, move("T05", "fly", [], Door.OPEN)), "no state to start", id="no-source"),
        pytest.param(lambda: doors(SHUT, PAINT, finals=frozenset()), "cannot be left", id="dead-end"),
        pytest.param(lambda: doors(SHUT, move("T06", "x", [Door.SHUT], Door.OPEN)), "leads there", id="lost-final"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(build, said):
    with pytest.raises(TableBroken, match=said):
        build()


def test_the_diagram_has_one_arrow_per_source_and_the_ends():
    assert mermaid(doors(SHUT, PAINT, WALL)) == (
        "stateDiagram-v2\n"
        "    [*] --> open\n"
        "    open --> shut: T01 shut\n"
        "    open --> open: T02 paint\n"
        "    shut --> shut: T02 paint\n"
        "    shut --> walled: T03 wall\n"
        "    walled --> [*]\n"
    )


def test_the_table_shows_every_row_with_its_basis():
    lines = markdown_table(doors(SHUT, PAINT, WALL)).splitlines()

    assert lines[0] == "| Code | Action | From | To | Who | Guards | Paper | Clock | Basis |"
    assert lines[2] == "| T01 | shut | open | shut | porter |  | slip | none | House rule 1 |"
    assert lines[3] == "| T02 | paint | open, shut | stays |  | has_paint, is_dry |  | none |  |"
    assert len(lines) == 5
