"""A browser, running cities, and the people in them.

A test that needs an empty city founds its own; the others share one that was furnished, by browser, when the
first of them needed it. No test reaches behind the pages.
"""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys import office
from tests.journeys.browsing import SWITCHES, Guests
from tests.journeys.city import start_city


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
def start(tmp_path_factory):
    """Return the function that starts an empty city; all of them stop at the end."""
    with ExitStack() as stack:

        def started(name, **how):
            city = start_city(tmp_path_factory.mktemp(name), **how)
            stack.callback(city.stop)
            return city

        yield started


@pytest.fixture(scope="session")
def town(start, browser):
    """Return a running city with its agency, seal, staff and one published item, all made by browser."""
    city = start("town")
    with Guests(browser, city, folder="town") as guests:
        office.furnish(guests)
    return city


@pytest.fixture(scope="session")
def living(start):
    """Return a demo city in which nobody moves the clock."""
    return start("living", living=True)


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
