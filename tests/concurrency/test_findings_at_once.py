"""An event and the daily round find the same of one case at once."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError

from oneseal.foundation.timekeeping import now
from oneseal.identity.selectors import first_agency
from oneseal.kernel.clock import Light
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.hits import Follow, Hit, Subject
from oneseal.supervision.services import findings_record, recording
from tests.concurrency.racing import at_once, failures, meeting

pytestmark = [pytest.mark.django_db(transaction=True)]


def found_at_once():
    hit = Hit(
        rule="R08", rule_version=1, subject=Subject("case", uuid4()), case_id=None, case_number="", item_id=None,
        agency_id=first_agency().pk, item_name="", account_id=None, post_title="", node="", light=Light.RED,
        follow=Follow.CORRECT, day=date(2026, 3, 9), facts={},
    )  # fmt: skip
    return at_once(*[lambda: findings_record([hit], now=now())] * 3)


def test_the_same_hit_found_at_once_is_one_finding(open_city):
    results = found_at_once()

    assert not failures(results)
    assert sorted(map(len, results)) == [0, 0, 1]
    assert Finding.objects.count() == 1


def test_without_the_lock_they_collide(open_city, monkeypatch):
    monkeypatch.setattr(recording, "one_at_a_time", lambda _lock, of: None)
    monkeypatch.setattr(recording, "_known", meeting(recording._known, people=3))

    results = found_at_once()

    assert any(isinstance(one, IntegrityError) for one in failures(results))
    assert Finding.objects.count() == 1
