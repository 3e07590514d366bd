"""Take each row of rules away in turn: every test that is said to need it has to fail.

The tests run here as plain functions, each inside a savepoint of one test, which is why they ask for `clock` alone.
"""

import inspect
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction

from oneseal.cases.rules.lifecycle import LIFECYCLE, MOVES
from tests.factories import world
from tests.law.coverage import ARTICLES
from tests.law.demands import LAW
from tests.law.removing import Line, Move, RowNotFound, Value, looked_up

HERE = Path(__file__).parent
OURS = {"test_every_row_counts", "test_coverage_page"}
ROWS = [
    pytest.param(article, row, id=f"{article.module}:{row.removal.label}")
    for article in ARTICLES
    for row in article.rows
]
# What says that a removal was no good, and nothing about the rule.
NO_PROOF = (NameError, ImportError, SyntaxError, TypeError, RowNotFound)


class _Undone(Exception):
    """End a savepoint and everything in it."""


@cache
def law_tests(module):
    """Return the test functions of a file by name."""
    found = import_module(f"tests.law.{module}")
    return {name: one for name, one in vars(found).items() if name.startswith("test_")}


def is_red(test, clock):
    """Run a test as it stands and return whether it failed; nothing of it remains."""
    clock.stand_at(world.MORNING)
    wanted = inspect.signature(test).parameters
    try:
        with transaction.atomic():
            test(**({"clock": clock} if "clock" in wanted else {}))
            raise _Undone
    except _Undone:
        return False
    except NO_PROOF:
        raise
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 - however a test fails, it is red
        return True


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(("article", "row"), ROWS)
def test_without_its_row_every_test_of_it_fails(article, row, clock):
    tests = law_tests(article.module)

    with row.removal.removed():
        passed = [name for name in row.tests if not is_red(tests[name], clock)]

    assert row.tests
    assert not passed, f"green without {row.removal.label}: {passed}"


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_a_test_that_needs_nothing_is_seen(clock):
    assert not is_red(lambda: None, clock)


@pytest.mark.parametrize("article", [pytest.param(article, id=article.module) for article in ARTICLES])
def test_every_law_test_stands_for_a_row_and_bears_the_marks_of_the_city(article):
    told = {name for row in article.rows for name in row.tests}

    assert told == set(law_tests(article.module))
    assert import_module(f"tests.law.{article.module}").pytestmark is LAW
    for test in law_tests(article.module).values():
        assert set(inspect.signature(test).parameters) <= {"clock"}


def test_every_file_of_law_stands_for_an_article():
    files = {path.stem for path in HERE.glob("test_*.py")} - OURS

    assert files == {article.module for article in ARTICLES}


def test_every_move_of_a_case_stands_under_an_article():
    mapped = {row.removal.code for article in ARTICLES for row in article.rows if isinstance(row.removal, Move)}

    assert mapped == {move.code for move in MOVES}


def standing(removal):
    """Return what the program has in the place of a row."""
    if isinstance(removal, Move):
        return LIFECYCLE._by_state
    found = looked_up(removal.function if isinstance(removal, Line) else removal.name)[-1]
    return inspect.unwrap(found).__code__ if isinstance(removal, Line) else found


def test_what_was_taken_away_stands_there_again():
    for removal in (row.removal for article in ARTICLES for row in article.rows):
        before = standing(removal)
        with removal.removed():
            assert standing(removal) is not before

        assert standing(removal) is before, removal.label


@pytest.mark.parametrize(
    "removal",
    [
        pytest.param(Move("T99"), id="move"),
        pytest.param(Line("cases.services.extending:_extend", "raise NoSuchThing"), id="statement"),
        pytest.param(Value("cases.rules.clock:NO_SUCH_TERM", None), id="value"),
    ],
)
def test_a_row_that_does_not_exist_cannot_be_removed(removal):
    with pytest.raises(RowNotFound), removal.removed():
        pass
