"""How the browser is started, and how people come and go."""

import pytest

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
SIZES = (pytest.param(DESK, id="1440px"), pytest.param(PHONE, id="390px"))


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
        """Let a person in; `scripts` off is a browser without JavaScript."""
        person = Person(
            self._browser, self.city, size=size or self._size, scripts=scripts, name=name, folder=self._folder
        )
        self._present.append(person)
        return person
