"""Errors, identifiers and actors."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)


class Late(RuleError):
    code = "tests.late"


def test_a_refusal_carries_its_code_and_facts():
    refusal = Late("too late", due_on="2026-03-06", days=2)

    assert refusal.code == "tests.late"
    assert refusal.facts == {"due_on": "2026-03-06", "days": 2}
    assert str(refusal) == "too late (due_on=2026-03-06, days=2)"
    assert repr(refusal) == "Late(code='tests.late', facts={'due_on': '2026-03-06', 'days': 2})"


def test_a_refusal_without_words_shows_its_code():
    assert str(Late()) == "tests.late"


def test_an_identifier_is_a_uuid_of_version_7_with_its_millisecond():
    made = new_id(NOON)

    assert made.version == 7
    assert made.variant == UUID("01890a5d-ac96-774b-bcce-b302099a8057").variant
    assert made.int >> 80 == int(NOON.timestamp() * 1000)


def test_identifiers_sort_by_time_and_differ_within_a_millisecond():
    later = new_id(NOON + timedelta(milliseconds=1))
    same = {new_id(NOON) for _ in range(200)}

    assert len(same) == 200
    assert max(same) < later


def test_an_identifier_means_the_instant_and_not_the_wall_clock():
    shanghai = NOON.astimezone(timezone(timedelta(hours=8)))

    assert new_id(shanghai).int >> 80 == new_id(NOON).int >> 80


def test_an_identifier_needs_an_aware_instant():
    with pytest.raises(ValueError, match="aware"):
        new_id(NOON.replace(tzinfo=None))


def test_the_system_acts_by_name_and_without_permissions():
    sweeper = Actor.system("timers")

    assert (sweeper.kind, sweeper.name, sweeper.account_id) == (ActorKind.SYSTEM, "timers", None)
    assert not sweeper.may("cases.accept")


def test_an_actor_may_only_what_is_listed():
    clerk = Actor(account_id=None, kind=ActorKind.STAFF, name="x", permissions=frozenset({"cases.accept"}))

    assert clerk.may("cases.accept")
    assert not clerk.may("cases.decide")
    assert not clerk.may("cases")
