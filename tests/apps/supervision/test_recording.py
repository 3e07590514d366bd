"""What rules found is kept once, raised while it is open, and told."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from oneseal.foundation.audit.models import Entry
from oneseal.foundation.outbox.models import Event
from oneseal.foundation.timekeeping import now
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.clock import Light
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.hits import Follow, Hit, Subject
from oneseal.supervision.services import findings_record

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)


@pytest.fixture
def hit(city):
    return Hit(
        rule="R08", rule_version=1, subject=Subject("case", uuid4()), case_id=None, case_number="", item_id=None,
        agency_id=agencies_all()[0].id, item_name="", account_id=None, post_title="", node="", light=Light.YELLOW,
        follow=Follow.URGE, day=DAY, facts={"due_on": "2026-03-06"},
    )  # fmt: skip


def test_a_hit_is_kept_with_its_number_its_act_and_its_event(hit):
    (made,) = findings_record([hit], now=now())

    row = Finding.objects.get()
    assert row.id == made
    assert row.number.startswith("JC")
    assert row.number.endswith("-0001")
    assert list(Entry.objects.filter(subject_id=made).values_list("verb", flat=True)) == ["supervision.found"]
    assert Event.objects.filter(name="supervision.finding_made").count() == 1


def test_the_same_hit_again_changes_nothing(hit):
    findings_record([hit], now=now())

    assert findings_record([hit, hit], now=now() + timedelta(hours=1)) == ()
    assert Entry.objects.filter(verb__startswith="supervision.").count() == 1


def test_a_graver_hit_of_a_later_day_raises_the_open_finding(hit):
    (made,) = findings_record([hit], now=now())
    later = replace(hit, day=DAY + timedelta(days=1), light=Light.RED, follow=Follow.CORRECT)

    assert findings_record([later], now=now()) == ()

    row = Finding.objects.get()
    assert (row.id, row.light, row.follow, row.day) == (made, "red", "correct", DAY)
    assert row.days == ["2026-03-09", "2026-03-10"]
    assert Event.objects.filter(name="supervision.finding_raised").count() == 1


def test_a_milder_hit_of_a_later_day_is_listed_and_lowers_nothing(hit):
    findings_record([replace(hit, light=Light.RED)], now=now())

    findings_record([replace(hit, day=DAY + timedelta(days=1))], now=now())

    row = Finding.objects.get()
    assert (row.light, row.days) == ("red", ["2026-03-09", "2026-03-10"])


def test_a_hit_after_the_finding_has_ended_follows_it(hit):
    (first,) = findings_record([hit], now=now())
    Finding.objects.update(state="closed")

    (second,) = findings_record([replace(hit, day=DAY + timedelta(days=3))], now=now())

    assert Finding.objects.get(pk=second).follows_id == first


def test_a_day_once_judged_is_not_found_again_after_it_was_cancelled(hit):
    findings_record([hit], now=now())
    Finding.objects.update(state="cancelled", is_counted=False)

    assert findings_record([hit], now=now()) == ()


def test_hits_of_many_subjects_get_numbers_without_holes(hit):
    findings_record([replace(hit, subject=Subject("case", uuid4())) for _ in range(5)], now=now())

    serials = sorted(int(number[-4:]) for number in Finding.objects.values_list("number", flat=True))
    assert serials == [1, 2, 3, 4, 5]
