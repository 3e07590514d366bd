"""Every move of a case in the browser: the post that makes it, its own page, its preview and its paper."""

import pytest

from tests.journeys import test_blind_mode, walk_elsewhere, walk_procedures, walk_together, walk_usual, walk_waiting
from tests.journeys.browsing import Guests
from tests.journeys.moves import AT_THE_END, AT_THE_WINDOW, IN_THE_EXAMINATION
from tests.journeys.moving import Courses, Town

NEEDS_YEARS = ("T19d",)  # made in `test_as_time_passes`
# In `walk_procedures` an applicant breaks his word; after that he is trusted no more.
COURSES = (walk_usual, walk_elsewhere, walk_together, walk_procedures, walk_waiting)


@pytest.fixture(scope="module")
def courses(start, browser):
    """Return what became of the moves in a demo city whose clock may be moved."""
    with Guests(browser, start("moves", "living"), folder="moves") as guests:
        yield Courses(Town(guests), COURSES)


@pytest.mark.parametrize("code", AT_THE_WINDOW)
def test_each_move_at_the_window_has_its_post_its_page_its_preview_and_its_paper(courses, code):
    courses.must_be_made(code)


@pytest.mark.parametrize("code", [code for code in IN_THE_EXAMINATION if code not in test_blind_mode.CODES])
def test_each_move_of_the_examination_has_its_post_its_page_its_preview_and_its_paper(courses, code):
    courses.must_be_made(code)


@pytest.mark.parametrize("code", [code for code in AT_THE_END if code not in NEEDS_YEARS])
def test_each_move_at_the_end_has_its_post_its_page_its_preview_and_its_paper(courses, code):
    courses.must_be_made(code)
