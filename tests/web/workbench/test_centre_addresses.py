"""Accepting and closing at the centre, as the pages see it: behind a proxy, and from elsewhere (R22)."""

import pytest

from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import now
from oneseal.identity.services.places import RangeTold, place_keep
from tests.factories import aside, world
from tests.web.workbench.conftest import address, hidden_of

pytestmark = pytest.mark.django_db

INSIDE, ELSEWHERE = "10.1.2.3", "203.0.113.7"


def name_the_centre():
    place_keep(told=RangeTold("10.1.0.0/16", "政务服务中心"), actor=world.staff("system_administrator"), now=now())


@pytest.fixture
def centre(city):
    name_the_centre()


@pytest.fixture
def proxy(settings):
    """Trust a proxy on the machine itself, as production has it."""
    settings.ONESEAL_TRUSTED_PROXIES = ("127.0.0.1/32",)


def at(desk, kind, place, forwarded=None):
    """Return the desk of a post from which requests come as from a place, forwarded by a proxy if told."""
    found = desk(kind)
    found.client.defaults["REMOTE_ADDR"] = place
    if forwarded is not None:
        found.client.defaults["HTTP_X_FORWARDED_FOR"] = forwarded
    return found


def test_behind_a_trusted_proxy_a_clerk_of_the_centre_accepts_and_the_trace_names_his_address(desk, centre, proxy):
    case = world.submitted_case()

    at(desk, "intake_clerk", "127.0.0.1", INSIDE).confirm(address(case, "accept"))

    assert case.facts.state == "under_review"
    assert next(row.address for row in entries_of(case.id) if row.verb == "cases.accept") == INSIDE


@pytest.mark.parametrize(
    ("place", "forwarded"),
    [
        pytest.param(ELSEWHERE, INSIDE, id="a header of his own"),
        pytest.param("127.0.0.1", f"{INSIDE}, {ELSEWHERE}", id="a header of his own, passed on by the proxy"),
        pytest.param("127.0.0.1", ELSEWHERE, id="no header of his own"),
    ],
)
def test_nobody_gets_into_the_centre_by_a_header(desk, centre, proxy, place, forwarded):
    case = world.submitted_case()

    answer = at(desk, "intake_clerk", place, forwarded).get(address(case, "accept"))

    assert answer.status_code == 403
    assert ELSEWHERE in answer.content.decode()


def test_where_no_proxy_is_trusted_a_header_says_nothing(desk, centre):
    case = world.submitted_case()

    assert at(desk, "intake_clerk", "127.0.0.1", INSIDE).get(address(case, "accept")).status_code == 403


# --- attempts from elsewhere -------------------------------------------------------------------


def attempts(kind):
    """Return what the trace of a post's holder keeps of attempts from elsewhere: case, action, address."""
    kept = [row for row in entries_of(world.staff(kind).account_id) if row.verb == "cases.outside_centre"]
    return [(row.after["case"], row.after["action"], row.address) for row in kept]


def test_an_attempt_that_ends_at_the_preview_is_kept(desk, centre):
    case = world.submitted_case()

    answer = at(desk, "intake_clerk", ELSEWHERE).get(address(case, "accept"))

    assert answer.status_code == 403
    assert attempts("intake_clerk") == [(str(case.id), "accept", ELSEWHERE)]
    assert case.facts.state == "submitted"


def test_an_attempt_on_many_cases_is_kept_for_each(desk, centre):
    cases = [world.submitted_case(), world.submitted_case()]

    at(desk, "intake_clerk", ELSEWHERE).post("/workbench/bulk/", act="accept", case=[str(case.id) for case in cases])

    assert sorted(attempts("intake_clerk")) == sorted((str(case.id), "accept", ELSEWHERE) for case in cases)


def test_a_confirmed_attempt_is_kept_once(desk, centre):
    case = world.submitted_case()
    inside, outside = at(desk, "intake_clerk", INSIDE), at(desk, "intake_clerk", ELSEWHERE)
    seen = hidden_of(inside.get(address(case, "accept")))

    answer = outside.post(address(case, "accept"), step="confirm", **seen)

    assert answer.status_code == 403
    assert attempts("intake_clerk") == [(str(case.id), "accept", ELSEWHERE)]


def test_forwarding_to_the_agency_above_is_closing_and_bound_to_the_centre(desk):
    aside.upper_agency()
    aside.republish(first_examination=True, deciding_body=aside.UPPER)
    case = world.reviewed_case()
    name_the_centre()
    told = {"verdict": "grant", "text": "初审通过。"}

    outside = at(desk, "approver", ELSEWHERE).post(address(case, "forward-up"), step="preview", **told)

    assert outside.status_code == 403
    assert attempts("approver") == [(str(case.id), "forward_up", ELSEWHERE)]
    inside = at(desk, "approver", INSIDE).act(address(case, "forward-up"), **told)
    assert inside.status_code == 302
    assert case.facts.state == "forwarded_up"
