"""Two cases in blind mode are accepted at the same moment: the second lot counts the case that fell by the first."""

import pytest

from oneseal.cases.models import Drawing
from oneseal.cases.services import drawing
from tests.concurrency.racing import at_once, failures, meeting
from tests.factories import blind

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]


def loads_counted():
    """Return the open cases that each lot counted, both examiners together."""
    rows = Drawing.objects.order_by("drawn_at", "id").values_list("candidates", flat=True)
    return sorted(sum(one["in_all"] for one in candidates) for candidates in rows)


def accept_two_at_once():
    """Accept two cases, each on a connection of its own, where two examiners are free; return the cases."""
    blind.publish()
    blind.examiners(2)
    cases = [blind.submitted_case(), blind.submitted_case()]
    assert not failures(at_once(*[lambda case=case: blind.accept(case) for case in cases]))
    return cases


def test_two_lots_at_once_give_each_of_two_examiners_one_case():
    cases = accept_two_at_once()

    assert len({case.facts.assignee_id for case in cases}) == 2
    assert loads_counted() == [0, 1]


def test_without_the_lock_neither_lot_counts_the_other(monkeypatch):
    """The negative control: nothing lets the lots go one after the other, and both find everybody free."""
    monkeypatch.setattr(drawing, "one_at_a_time", lambda _lock: None)
    monkeypatch.setattr(drawing, "_loads", meeting(drawing._loads))

    accept_two_at_once()

    assert loads_counted() == [0, 0]
