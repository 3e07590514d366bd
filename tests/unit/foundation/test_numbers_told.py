"""A number that comes in an address or a form is a number, or nothing at all: never an error, never out of bounds."""

import pytest

from oneseal.foundation.http.searching import number_told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("0", 0, id="nought"),
        pytest.param("050", 50, id="leading-nought"),
        pytest.param("999999999", 999_999_999, id="the-largest"),
        pytest.param("1000000000", -1, id="too-long"),
        pytest.param("9" * 5000, -1, id="longer-than-a-number-may-be-read"),
        pytest.param("", -1, id="empty"),
        pytest.param("-1", -1, id="negative"),
        pytest.param("1.0", -1, id="fraction"),
        pytest.param("１２", -1, id="full-width"),
        pytest.param("²", -1, id="superscript"),
    ],
)
def test_a_number_is_read_and_nothing_else(text, number):
    assert number_told(text, otherwise=-1) == number


def test_what_is_no_number_is_nought_where_nothing_else_is_said():
    assert number_told("from") == 0
