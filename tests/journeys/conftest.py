"""A browser, running cities, and the people in them.

A test that needs an empty city founds its own; the others share one that was furnished, by browser, when the
first of them needed it. No test reaches behind the pages.
"""

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys import office
from tests.journeys.browsing import SWITCHES, Guests
from tests.journeys.city import Seeds, start_city


@pytest.fixture(scope="session")
def browser():
    """Return the Chromium that the launcher found or unpacked."""
    path = os.environ.get("ONESEAL_CHROMIUM", "")
    if not path:
        pytest.fail("no browser is named; run these tests as: ./oneseal journeys")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def seeds(tmp_path_factory, browser):
    """Return the data of cities that are begun once, to be copied."""

    def furnished(city):
        with Guests(browser, city, folder="town") as guests:
            office.furnish(guests)

    return Seeds(tmp_path_factory.mktemp("seeds"), furnished)


@pytest.fixture(scope="session")
def start_for_all(tmp_path_factory, seeds):
    """Return the function that starts a city for every test; it stops at the end of all."""
    with cities(tmp_path_factory, seeds) as started:
        yield started


@pytest.fixture(scope="module")
def start(tmp_path_factory, seeds):
    """Return the function that starts a city for the tests of one file; it stops at their end."""
    with cities(tmp_path_factory, seeds) as started:
        yield started


@contextmanager
def cities(tmp_path_factory, seeds):
    """Give the function that starts a city of a kind; all that it started stop at the end of the block."""
    with ExitStack() as stack:

        def started(name, kind="empty"):
            folder = tmp_path_factory.mktemp(name)
            seeds.copied(kind, folder / "data")
            city = start_city(folder, living=kind == "living")
            stack.callback(city.stop)
            return city

        yield started


@pytest.fixture(scope="session")
def town(start_for_all):
    """Return a running city with its agency, seal, staff and one published item, all made by browser."""
    return start_for_all("town", "furnished")


@pytest.fixture(scope="session")
def living(start_for_all):
    """Return a demo city in which nobody moves the clock."""
    return start_for_all("living", "living")


@pytest.fixture
def visitors(living, browser):
    """Return the way to let visitors into the demo city."""
    with Guests(browser, living, folder="demo") as people:
        yield people


@pytest.fixture
def guests(request, browser, town):
    """Return the way to let people into the furnished city."""
    with Guests(browser, town, folder=Path(request.node.path).stem) as people:
        yield people
