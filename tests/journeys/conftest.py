"""A browser, running cities, and the people in them.

Every module that needs an empty city founds its own; the others share one that was furnished, by browser,
when the first of them needed it. No test reaches behind the pages.
"""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys import office
from tests.journeys.city import start_city
from tests.journeys.people import DESK, PHONE, Person

SWITCHES = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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

        def started(name):
            city = start_city(tmp_path_factory.mktemp(name))
            stack.callback(city.stop)
            return city

        yield started


@pytest.fixture(scope="session")
def town(start, browser):
    """Return a running city with its agency, seal, staff and one published item, all made by browser."""
    city = start("town")
    with Guests(browser, city) as guests:
        office.furnish(guests)
    return city


class Guests:
    """The people of one test; all go home when it ends, and then their pages must have been in order."""

    def __init__(self, browser, city, *, size=DESK, folder=""):
        self._browser, self.city, self._size, self._folder = browser, city, size, folder
        self._present = []

    def __enter__(self):
        return self

    def __exit__(self, kind, _error, _trace):
        for person in self._present:
            person.close(quietly=kind is not None)

    def __call__(self, name="visitor", *, scripts=True, size=None):
        person = Person(
            self._browser, self.city, size=size or self._size, scripts=scripts, name=name, folder=self._folder
        )
        self._present.append(person)
        return person


@pytest.fixture
def guests(request, browser, town):
    """Return the way to let people into the furnished city."""
    with Guests(browser, town, folder=Path(request.node.path).stem) as people:
        yield people
        _keep_pictures(request, people)


def _keep_pictures(request, people):
    report = getattr(request.node, "report_of_call", None)
    if report is not None and report.failed:
        people.keep_pictures(request.node.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Let fixtures know how the test went."""
    report = yield
    if call.when == "call":
        item.report_of_call = report
    return report


SIZES = [pytest.param(DESK, id="1440px"), pytest.param(PHONE, id="390px")]
