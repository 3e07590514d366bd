"""Numbers, seals, first run, receivers of events: one of each, however many come at once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from oneseal.cases.events import CaseDecided
from oneseal.foundation.outbox import services as outbox
from oneseal.foundation.outbox.models import Delivery, Event
from oneseal.foundation.sequences.models import Counter
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import now
from oneseal.foundation.writes import flush
from oneseal.identity.errors import AlreadySetUp, NameTaken, PersonKnown
from oneseal.identity.models import Account, Agency, Person, Post
from oneseal.identity.rules.posts import BACK
from oneseal.licences.models import Licence
from oneseal.papers.models import Seal
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import SealFacts, render_paper, seal_enable
from tests.apps.traces import acts
from tests.concurrency.racing import at_once, failures
from tests.factories import world

pytestmark = [pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
ISSUE = "oneseal.licences.receivers.issue_when_granted"
SERIES = {"issuer": "agency", "kind": "paper.receipt", "period": "2026"}


# --- numbers -----------------------------------------------------------------------------------


def test_fifty_at_once_on_one_series_get_fifty_numbers_without_hole(bare_house):
    def take():
        with transaction.atomic():
            return allocate(**SERIES)

    numbers = at_once(*[take] * 50)

    assert not failures(numbers)
    assert sorted(numbers) == list(range(1, 51))


def test_whoever_fails_gives_his_number_back(bare_house):
    def take(number):
        with transaction.atomic():
            taken = allocate(**SERIES)
            if number % 3 == 0:
                raise RuntimeError("the press failed after its number was taken")
            return taken

    results = at_once(*[lambda n=n: take(n) for n in range(30)])

    kept = sorted(one for one in results if isinstance(one, int))
    assert len(failures(results)) == 10
    assert kept == list(range(1, 21))
    assert Counter.objects.get().value == 20


def test_a_counter_without_a_lock_gives_one_number_twice(bare_house):
    """The negative control: read, add one, write back, as it is done where nobody thought of two at once."""
    Counter.objects.create(**SERIES, value=0)

    def take():
        taken = Counter.objects.values_list("value", flat=True).get() + 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.01)")  # what a page does between reading and writing
        Counter.objects.update(value=taken)
        return taken

    numbers = at_once(*[take] * 20)

    assert len(set(numbers)) < 20


def test_a_number_cannot_be_taken_outside_a_transaction(bare_house):
    with pytest.raises(RuntimeError, match="inside a transaction"):
        allocate(**SERIES)


# --- seal, first run, people -------------------------------------------------------------------


def test_two_seals_enabled_at_once_leave_one_in_force(open_city):
    administrator = world.staff(world.ADMINISTRATOR)
    at = now()

    results = at_once(*[lambda: seal_enable(facts=SealFacts(), actor=administrator, now=at)] * 3)

    assert Seal.objects.filter(sealed_up_at=None).count() == 1
    assert Seal.objects.count() == 4 - len(failures(results))
    assert not failures(results)


def test_two_first_runs_at_once_found_one_agency(bare_house, clock):
    results = at_once(*[world.set_up] * 3)

    assert [type(one) for one in failures(results)] == [AlreadySetUp] * 2
    assert Agency.objects.count() == 1
    assert Account.objects.count() == 1
    assert Post.objects.count() == len(BACK)


def test_one_citizen_registering_twice_at_once_has_one_account(bare_house, clock):
    number = world.citizen_number(700)

    def register(name):
        return world.person(username=name, id_number=number)

    results = at_once(lambda: register("one"), lambda: register("two"))

    assert [type(one) for one in failures(results)] == [PersonKnown]
    assert (Account.objects.count(), Person.objects.count()) == (1, 1)


def test_one_login_name_taken_twice_at_once_belongs_to_one(open_city):
    results = at_once(*[lambda: world.appoint("reviewer", username="same")] * 2)

    assert [type(one) for one in failures(results)] == [NameTaken]
    assert Account.objects.filter(username="same").count() == 1


# --- events ------------------------------------------------------------------------------------


def granted_event():
    world.granted_case()
    return Event.objects.get(name="cases.decided")


def test_two_workers_on_one_event_deliver_it_once(open_city):
    event = granted_event()

    results = at_once(*[lambda: outbox.deliver(event_id=event.id, receiver=ISSUE, now=now())] * 3)

    assert not failures(results)
    assert sorted(results) == [False, False, True]
    assert Licence.objects.count() == 1
    assert Delivery.objects.filter(event=event).count() == 1


def test_two_relays_at_once_hand_each_event_over_once(open_city):
    world.granted_case()
    waiting = outbox.waiting_count()
    handed = []

    at_once(*[lambda: outbox.relay(hand_over=handed.extend, now=now())] * 3)

    assert waiting > 0
    assert len(handed) == len(set(handed))
    assert outbox.waiting_count() == 0


def test_one_paper_made_twice_at_once_has_one_set_of_bytes(open_city):
    case = world.submitted_case()
    (paper,) = papers_of(case.id, for_public=True)

    results = at_once(*[lambda: render_paper(paper.id, now=now())] * 2)

    assert not failures(results)
    assert len(set(results)) == 1
    assert [act.after["sha256"] for act in acts(paper.id)] == results[:1]


KILLED = """
import os, signal, sys
sys.path.insert(0, "src")
import django
django.setup()
from datetime import datetime
from uuid import UUID
from oneseal.foundation.outbox import services as outbox
event, at = UUID(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
kind, receiver = outbox._receivers["cases.decided"]["{receiver}"]
def killed(event, now):
    receiver(event, now)
    sys.stdout.write("written\\n"); sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
outbox._receivers["cases.decided"]["{receiver}"] = (kind, killed)
outbox.deliver(event_id=event, receiver="{receiver}", now=at)
"""


def test_a_worker_killed_between_its_writing_and_its_commit_leaves_nothing_and_the_next_does_it_once(open_city):
    event = granted_event()
    settings = connection.settings_dict
    address = (
        f"postgresql://{settings['USER']}:{settings['PASSWORD']}@/{settings['NAME']}"
        f"?host={settings['HOST']}&port={settings['PORT']}"
    )

    died = subprocess.run(
        [sys.executable, "-c", KILLED.format(receiver=ISSUE), str(event.id), now().isoformat()],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
    )  # fmt: skip

    assert died.returncode == -signal.SIGKILL, died.stderr[-2000:]
    assert died.stdout == "written\n"
    assert not Licence.objects.exists()
    assert not Delivery.objects.filter(event=event).exists()

    assert outbox.deliver(event_id=event.id, receiver=ISSUE, now=now())
    assert not outbox.deliver(event_id=event.id, receiver=ISSUE, now=now())
    licence = Licence.objects.get()
    assert licence.identifier.split(".")[-3].endswith("000001")
    made = [paper.number for paper in papers_of(licence.case_id, for_public=True) if paper.kind == "licence"]
    assert made == ["濮审证〔2026〕1号"]


def test_a_worker_killed_between_relay_and_queue_loses_no_event(open_city):
    world.granted_case()
    waiting = outbox.waiting_count()

    def dies(_pairs):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outbox.relay(hand_over=dies, now=now())

    assert outbox.waiting_count() == waiting


TRIES = []


def fails_once(_event, _now):
    TRIES.append(1)
    if len(TRIES) == 1:
        raise ValueError("not this time")


def test_a_receiver_that_fails_is_tried_again_and_one_that_is_gone_fails_until_it_is_back(open_city, monkeypatch):
    TRIES.clear()
    monkeypatch.setattr(outbox, "_receivers", {})
    monkeypatch.setattr(outbox, "_former", {})
    outbox.subscribe(CaseDecided, fails_once)
    (label,) = outbox.receivers_of("cases.decided")
    with transaction.atomic():
        flush(outbox.message(CaseDecided(case_id=world.uuid4(), outcome="refused"), now()))
    event = Event.objects.get(name="cases.decided")

    with pytest.raises(ValueError, match="not this time"):
        outbox.deliver(event_id=event.id, receiver=label, now=now())

    assert outbox.deliver(event_id=event.id, receiver=label, now=now())
    assert not outbox.deliver(event_id=event.id, receiver=label, now=now())
    assert len(TRIES) == 2
    with pytest.raises(outbox.ReceiverUnknown, match=r"gone\.away"):
        outbox.deliver(event_id=event.id, receiver="gone.away", now=now())
    outbox.subscribe(CaseDecided, fails_once, formerly=["gone.away"])
    assert outbox.deliver(event_id=event.id, receiver="gone.away", now=now())
    assert not outbox.deliver(event_id=event.id, receiver="gone.away", now=now())
    assert len(TRIES) == 3
