"""Two approvers grant the last licence of a quota at the same moment: one of them is refused."""

import pytest

from oneseal.cases import services
from oneseal.cases.errors import QuotaFull
from oneseal.cases.models import Case
from oneseal.cases.services import guarding
from tests.concurrency.racing import at_once, failures, meeting
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]


def grant_two_at_once():
    """Grant two cases, each on a connection of its own, where one licence may stand; return what went wrong."""
    aside.republish(quota_number=1)
    approver, cases = world.staff("approver"), [world.reviewed_case(), world.reviewed_case()]
    presses = [(case.id, world.press(approver)) for case in cases]
    acts = [lambda told=told: services.case_grant(case_id=told[0], text="", press=told[1]) for told in presses]
    return failures(at_once(*acts))


def granted():
    return Case.objects.filter(state="granted").count()


def test_the_last_licence_of_a_quota_is_granted_once():
    refused = grant_two_at_once()

    assert [type(problem) for problem in refused] == [QuotaFull]
    assert granted() == 1


def test_without_the_lock_neither_counts_the_other(monkeypatch):
    """The negative control: nothing lets the grants go one after the other, and both find the place free."""
    monkeypatch.setattr(guarding, "one_at_a_time", lambda *_lock, **_of: None)
    monkeypatch.setattr(guarding, "granted_without_licence", meeting(guarding.granted_without_licence))

    assert not grant_two_at_once()
    assert granted() == 2
