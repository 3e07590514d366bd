"""The page of the law says what the table of the law says."""

import os

from tests.architecture.reference import PAGES
from tests.law.page import coverage_page

PAGE = PAGES / "law-coverage.md"


def test_the_page_of_the_law_says_what_the_table_says():
    expected = coverage_page()

    if os.environ.get("ONESEAL_WRITE_REFERENCE") == "1":
        PAGE.write_text(expected, "utf-8")

    assert PAGE.exists(), "write it with ONESEAL_WRITE_REFERENCE=1"
    assert PAGE.read_text("utf-8") == expected, "out of date; write it with ONESEAL_WRITE_REFERENCE=1"
