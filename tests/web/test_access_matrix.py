"""Each address answers everybody as the access matrix promises; what nobody listed is refused by name."""

import re
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import path

from oneseal.identity.rules.posts import GOVERNMENT_HEAD, INTEGRATED
from tests.architecture import access_matrix
from tests.architecture.access_matrix import APPLICANT, NOBODY, WHO, Unlisted, addresses, matrix_page, may_enter
from tests.factories import centre, joint, life, world

pytestmark = [pytest.mark.django_db]

# Answers of an open door: a page, a move onwards, "not this way", "not this one", a refused form, "come back later".
OPEN = {200, 302, 400, 404, 405, 409, 422, 503}
SIGN_IN = "/accounts/login/"


@pytest.fixture
def browsers(city):
    """Return a browser for each post, an applicant, and nobody."""
    applicant, _party = world.applicant(username="matrix-applicant")
    centre.entrust()
    elsewhere = {
        INTEGRATED: centre.clerk, GOVERNMENT_HEAD: joint.head, "catalogue_administrator": life.governor,
        **{kind: partial(life.reviewer, kind) for kind in ("department_reviewer", "legal_reviewer")},
    }  # fmt: skip
    staff = {post: elsewhere[post]() if post in elsewhere else world.staff(post) for post in WHO[2:]}
    accounts = {APPLICANT: applicant.account_id, **{post: actor.account_id for post, actor in staff.items()}}
    opened = {NOBODY: Client(raise_request_exception=False)}
    for who, account_id in accounts.items():
        opened[who] = Client(raise_request_exception=False)
        opened[who].force_login(
            get_user_model().objects.get(pk=account_id), backend="django.contrib.auth.backends.ModelBackend"
        )
    return opened


def answer_of(browser, address):
    """Return (status, where one is sent) of a plain request."""
    response = browser.get(address.example)
    if response.streaming:
        b"".join(response)  # reading to the end closes the file, and not the test's connection
    return response.status_code, response.headers.get("Location", "")


def is_sent_to_sign_in(status, where):
    return status == 302 and where.startswith(SIGN_IN)


def agrees(address, who, status, where):
    """Return whether an answer is what the matrix promises."""
    if may_enter(address, who):
        return status in OPEN and (not is_sent_to_sign_in(status, where) or _is_a_way_to_sign_in(address))
    if who == NOBODY:
        return is_sent_to_sign_in(status, where) or status == 405
    return status in {404, 405}


def _is_a_way_to_sign_in(address):
    return address.pattern.startswith(("accounts/", "accounts/mfa/"))


def test_every_address_answers_everybody_as_the_matrix_promises(browsers):
    strange = []
    for address in addresses():
        if address.pattern.startswith("accounts/logout"):
            continue
        for who, browser in browsers.items():
            status, where = answer_of(browser, address)
            if not agrees(address, who, status, where):
                strange.append(f"{address.example} ({address.access}) as {who}: {status} {where}")

    assert not strange, "\n".join(strange)


def test_the_matrix_knows_every_post_and_opens_no_desk_to_the_public():
    desks = [address for address in addresses() if address.pattern.startswith(("workbench/", "office/"))]

    assert len(desks) > 20
    assert {post for address in desks for post in WHO if may_enter(address, post)} == set(WHO)
    assert [address.pattern for address in desks if may_enter(address, NOBODY)] == ["office/setup/"]
    # A preview belongs to whoever made it, whatever his post; nobody else finds it.
    entered = [address.pattern for address in desks if may_enter(address, APPLICANT)]
    assert [pattern for pattern in entered if "previews/" not in pattern] == ["office/setup/"]


def test_an_address_that_states_no_access_is_refused_by_name(monkeypatch):
    def silent(request):
        return None

    monkeypatch.setattr(
        access_matrix, "get_resolver", lambda: type("R", (), {"url_patterns": [path("silent/", silent, name="silent")]})
    )

    with pytest.raises(Unlisted, match="silent/"):
        addresses()


def test_a_door_that_lets_the_wrong_post_in_is_seen(browsers):
    """The negative control: were the staff list open to reviewers, the comparison would say so."""
    address = next(row for row in addresses() if row.pattern == "office/staff/")

    status, where = answer_of(browsers["system_administrator"], address)

    assert agrees(address, "system_administrator", status, where)
    assert not agrees(address, "reviewer", status, where)


def test_the_page_has_a_row_for_each_address():
    rows = re.findall(r"^\| `/", matrix_page(), flags=re.MULTILINE)

    assert len(rows) == len(addresses())
