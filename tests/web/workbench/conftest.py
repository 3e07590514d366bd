import re

import pytest
from django.test import Client

from oneseal.cases.selectors import materials_of
from oneseal.identity.models import Account
from tests.factories import world

HIDDEN = re.compile(r'<input type="hidden" name="(press|seen)" value="([^"]*)"')


class Desk:
    """A member of staff at his browser."""

    def __init__(self, username):
        self.client = Client()
        self.client.force_login(
            Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
        )

    def get(self, address, /, **query):
        return self.client.get(address, query)

    def post(self, address, /, **told):
        return self.client.post(address, told)

    def act(self, address, /, **told):
        """Fill a form in, look at its paper and confirm it, as a browser does; return the last answer."""
        seen = self.post(address, step="preview", **told)
        assert seen.status_code == 200, seen.content.decode()
        return self.post(address, step="confirm", **told, **hidden_of(seen))

    def confirm(self, address):
        """Confirm an act that needs no words."""
        return self.post(address, step="confirm", **hidden_of(self.get(address)))


def hidden_of(answer):
    """Return the key of the press and the mark of the paper that a page carries."""
    return dict(HIDDEN.findall(answer.content.decode()))


def address(case, act=""):
    """Return the address of a case, or of one of its acts."""
    return f"/workbench/cases/{case.id}/{act}/" if act else f"/workbench/cases/{case.id}/"


def previews_in(answer):
    """Return the addresses of the previewed papers on a page."""
    return re.findall(r'href="(/workbench/previews/[0-9a-f-]+/)"', answer.content.decode())


def first_material(case):
    """Return the id of the file of the first material on the list."""
    return next(row.id for row in materials_of(case.facts) if row.key == "legal_status")


@pytest.fixture
def desk(city):
    """Return who sits at the desk of a kind of post."""
    return Desk


@pytest.fixture
def second_clerk(city):
    """Return the browser of another intake clerk."""
    world.appoint("intake_clerk", username="second-clerk")
    return Desk("second-clerk")
