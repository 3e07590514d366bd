"""The words in which the table of the law is written: an article, and its rows of rules with their tests."""

from dataclasses import dataclass

from tests.law.removing import Line, Move, Value

SERVICES = "cases.services"


@dataclass(frozen=True)
class Row:
    """One row of rules: how it is removed, and the tests that fail without it."""

    removal: object
    tests: tuple


@dataclass(frozen=True)
class Article:
    """One article: its short name, its file of tests, what it demands of the program, and its rows."""

    name: str
    module: str
    demand: str
    rows: tuple


def row(removal, *tests):
    """Return a row with its tests, named without "test_"."""
    return Row(removal, tuple(f"test_{name}" for name in tests))


def move(code, *tests):
    """Return the row of a move."""
    return row(Move(code), *tests)


def guard(function, refusal, *tests):
    """Return the row of a guard: what a function refuses; without a path it is one of the services of cases."""
    place = function if "." in function else f"{SERVICES}.{function}"
    return row(Line(place, f"raise {refusal}"), *tests)


def written(function, text, *tests):
    """Return the row of what a service writes."""
    return row(Line(f"{SERVICES}.{function}", text), *tests)


def value(name, lax, *tests):
    """Return the row of a term, a table or a question, with what stands there instead."""
    return row(Value(name, lax), *tests)
