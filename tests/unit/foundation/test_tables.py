"""Tables for spreadsheets, and identifiers out of addresses."""

from uuid import UUID

import pytest

from oneseal.foundation.http.identifiers import uuid_told, uuids_told
from oneseal.foundation.tables import inert, table_line, table_of

ONE = "019cb6c9-bb80-7401-8c20-4820f1900319"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_acts_as_a_formula(sign):
    assert inert(f"{sign}1+1") == f"'{sign}1+1"
    assert table_of(["a"], [[f"{sign}1"]]).splitlines()[1].strip('"').startswith("'")


def test_other_texts_and_the_numbers_of_a_line_stay_as_they_are():
    assert inert("受理") == "受理"
    assert table_line(["-3", "a,b"]) == '-3,"a,b"\r\n'


def test_what_is_no_identifier_is_left_out():
    assert uuid_told("") is None
    assert uuids_told([ONE, "x", ONE]) == [UUID(ONE), UUID(ONE)]
