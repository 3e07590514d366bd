"""A clerk decides a renewal in the last second, and the law renews it at midnight: one of them, never both."""

from datetime import datetime, timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import RenewalDeemed
from oneseal.cases.services import Press, deeming
from oneseal.foundation.timekeeping import BEIJING, now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.licences.models import RenewalReminder
from oneseal.licences.services import remind
from tests.apps.traces import chain_is_whole, paper_kinds
from tests.concurrency.racing import at_once, failures, meeting
from tests.factories import licences as life
from tests.factories import world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]


@pytest.fixture
def renewal(clock):
    """Return a licence and its renewal that waits for its decision, a moment before the licence ends."""
    case, licence = life.issued()
    item_id = life.sibling("renewal")
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=60)} 10:00")
    case_id = services.case_start(
        item_id=item_id, party_id=case.facts.party_id, actor=case.applicant, now=now(), base_licence_id=licence.id
    )
    later = world.Filed(case_id, case.applicant)
    world.save(later, **world.ANSWERS)
    for key, _name in services.missing_of(later.facts, today=today()).materials:
        world.attach(later, key)
    world.submit(later)
    services.case_accept(case_id=later.id, press=world.press(world.staff("intake_clerk")))
    world.recommend(later)
    midnight = datetime.combine(licence.valid_until_on + timedelta(days=1), datetime.min.time(), tzinfo=BEIJING)
    clerk = Press(world.staff("approver"), midnight - timedelta(seconds=1), world.uuid4())
    law = Press(Actor.system("期限计算"), midnight, world.uuid4())
    return later, clerk, law


def decide(renewal):
    later, clerk, law = renewal
    return at_once(
        lambda: services.case_refuse(case_id=later.id, text="条件已不具备。", press=clerk),
        lambda: services.case_deem_renewed(case_id=later.id, press=law),
    )


def test_a_decision_at_midnight_and_the_law_leave_one_outcome(renewal):
    later = renewal[0]

    refused, deemed = decide(renewal)

    assert later.facts.state == later.facts.outcome
    papers = {"refusal_decision", "deemed_renewal_notice"} & set(paper_kinds(later.id))
    if later.facts.outcome == "granted":
        assert deemed is True
        assert isinstance(refused, NoSuchMove | RenewalDeemed)
        assert papers == {"deemed_renewal_notice"}
    else:
        assert (refused, deemed) == (None, False)
        assert papers == {"refusal_decision"}
    assert chain_is_whole(later)


def test_without_the_lock_the_law_and_the_clerk_both_begin(renewal, monkeypatch):
    """The negative control: read without FOR UPDATE both find the case undecided; only the version saves it."""
    later = renewal[0]
    # The law reads the case twice, before it decides anew and when it moves; it meets the clerk at the second.
    monkeypatch.setattr(deeming, "case_for_update", cases.case_facts)
    monkeypatch.setattr(services.moving, "case_for_update", meeting(cases.case_facts))

    results = decide(renewal)

    (loser,) = failures(results)
    assert isinstance(loser, WriteConflict) or "unique" in str(loser), loser
    assert not isinstance(loser, NoSuchMove | RenewalDeemed)
    assert later.facts.decided_at is not None
    assert chain_is_whole(later)


def test_two_sweepers_remind_a_holder_once(clock):
    _case, licence = life.issued()
    at = clock.stand_at(f"{licence.valid_until_on - timedelta(days=60)} 09:00")

    results = at_once(*[lambda: remind(licence.id, fires_at=at, now=at)] * 3)

    assert not failures(results)
    assert RenewalReminder.objects.filter(licence=licence).count() == 1
