"""The checker sees each kind of fault: a whole snapshot is clean, and each thing planted in it is named."""

import copy
from collections import Counter

import pytest

from oneseal.foundation.outbox.services import receivers_of
from tests.killing.checking import Snapshot, faults

CASE, OTHER, KEY = "case-1", "case-2", "key-1"
SUBMITTED = "cases.submitted"


def whole():
    """Return a snapshot, a journal and what the gateway took, that belong together."""
    line = {"case": CASE, "act": "submit", "move": "submit", "key": KEY}
    journal = [
        {"what": "begun", "case": CASE, "course": "withdrawn", "person": "p"},
        {"what": "tried", **line}, {"what": "done", "answer": "N1", **line},
        {"what": "again", "answer": "N1", "first": "N1", **line},
    ]  # fmt: skip
    found = Snapshot(
        cases={CASE: "N1", OTHER: None}, acts=[(CASE, "submit", "person", ["P1"])], keys=[(KEY, CASE, "submit")],
        papers={"P1": CASE}, paper_rows=1, counters=1, events=[("e1", SUBMITTED)],
        deliveries=[("e1", receiver) for receiver in receivers_of(SUBMITTED)],
        messages=[("m1", CASE, "收到", "sent")],
    )  # fmt: skip
    return found, journal, Counter({"m1": 2})


def test_what_is_whole_is_clean():
    found, journal, taken = whole()

    assert receivers_of(SUBMITTED)
    assert faults(found, [journal], taken=taken) == []


def _no_act(found, _journal, _taken):
    found.acts.clear()


def _no_key(found, _journal, _taken):
    found.keys.clear()


def _act_twice(found, _journal, _taken):
    found.acts.append((CASE, "submit", "person", []))


def _unasked(found, _journal, _taken):
    found.acts.append((CASE, "grant", "staff", []))


def _other_number(found, _journal, _taken):
    found.cases[CASE] = "N2"


def _other_answer(_found, journal, _taken):
    journal[-1]["answer"] = None


def _never_answered(_found, journal, _taken):
    journal.append({"what": "tried", "case": CASE, "act": "withdraw", "move": "withdraw", "key": "key-2"})


def _refused(_found, journal, _taken):
    journal.append({**journal[1], "what": "refused", "move": "withdraw", "code": "no_such_move"})


def _asleep(_found, journal, _taken):
    journal[0]["course"] = "asleep"


def _deemed_twice(found, _journal, _taken):
    found.acts += [(CASE, "deem_accepted", "system", [])] * 2


def _hole(found, _journal, _taken):
    found.counters = 2


def _same_number(found, _journal, _taken):
    found.paper_rows = found.counters = 2


def _paper_lost(found, _journal, _taken):
    found.papers = {"P2": CASE}


def _undelivered(found, _journal, _taken):
    found.deliveries.pop()


def _waiting(found, _journal, _taken):
    found.waiting_events = 1


def _given_up(found, _journal, _taken):
    found.unfinished_jobs.append(("outbox.deliver", "failed"))


def _unsent(found, _journal, _taken):
    found.messages[0] = ("m1", CASE, "收到", "waiting")


def _never_taken(_found, _journal, taken):
    taken.clear()


def _told_twice(found, _journal, taken):
    found.messages.append(("m2", CASE, "收到", "sent"))
    taken["m2"] += 1


def _due(found, _journal, _taken):
    found.due_timers.append(("cases.deemed", CASE))


@pytest.mark.parametrize(
    ("plant", "named"),
    [
        (_no_act, "lost"), (_no_key, "lost"), (_act_twice, "twice"), (_unasked, "from nowhere"),
        (_other_number, "number"), (_other_answer, "answered otherwise"), (_never_answered, "open"),
        (_refused, "refused"), (_asleep, "timer"), (_deemed_twice, "twice"), (_hole, "number"),
        (_same_number, "number"), (_paper_lost, "paper"), (_undelivered, "event"), (_waiting, "left"),
        (_given_up, "left"), (_unsent, "message"), (_never_taken, "message"), (_told_twice, "message"), (_due, "left"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_named(plant, named):
    found, journal, taken = copy.deepcopy(whole())

    plant(found, journal, taken)

    assert any(fault.startswith(named) for fault in faults(found, [journal], taken=taken))
