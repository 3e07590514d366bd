"""Examiners who finish their branches at the same moment: none is lost, and the node behind them opens once."""

from threading import Barrier

import pytest
from django.db import IntegrityError

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.services import NodeOpinion, moving
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.process import NodeNotOpen
from oneseal.workflow.models import NodeTask
from tests.apps.traces import chain_is_whole, verbs
from tests.concurrency.racing import at_once, failures
from tests.factories import processes, world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]
BRANCHES = ("works", "fire", "health")


def branching():
    """Return a case with three open branches, and a press of another examiner for each."""
    case = processes.accepted_case()
    processes.finish(case, "look")
    return case, [world.press(world.appoint("reviewer")) for _branch in BRANCHES]


def finishing(case, node, press):
    return lambda: services.case_node_finish(
        case_id=case.id, node=node, told=NodeOpinion("agree", "符合要求。"), press=press
    )


def open_rows(case):
    return sorted(NodeTask.objects.filter(subject_id=case.id, closed_at=None).values_list("node", flat=True))


@pytest.mark.parametrize("round_", [pytest.param(n, id=f"try-{n}") for n in range(3)])
def test_three_finishers_at_once_open_the_node_behind_them_once(round_):
    case, presses = branching()

    results = at_once(*[finishing(case, node, press) for node, press in zip(BRANCHES, presses, strict=True)])

    assert not failures(results)
    assert open_rows(case) == ["sum"]
    assert NodeTask.objects.filter(subject_id=case.id, node="sum").count() == 1
    assert verbs(case.id).count("cases.finish_node") == 4
    assert chain_is_whole(case)


def test_without_the_lock_finishers_at_once_lose_one_another(monkeypatch):
    """The negative control: the case is read without FOR UPDATE, and each finisher sees the branches of the others."""
    case, presses = branching()
    meet = Barrier(len(BRANCHES), timeout=10)
    written = moving.flush

    def together(*writes):
        meet.wait()
        return written(*writes)

    monkeypatch.setattr(moving, "case_for_update", cases.case_facts)
    monkeypatch.setattr(moving, "flush", together)

    results = at_once(*[finishing(case, node, press) for node, press in zip(BRANCHES, presses, strict=True)])

    assert len(failures(results)) == 2
    assert all(isinstance(problem, (IntegrityError, WriteConflict)) for problem in failures(results))
    assert len(open_rows(case)) == 2


def test_two_examiners_on_one_node_finish_it_once():
    case, (one, other, _third) = branching()

    results = at_once(finishing(case, "fire", one), finishing(case, "fire", other))

    (refusal,) = failures(results)
    assert isinstance(refusal, NodeNotOpen)
    assert NodeTask.objects.filter(subject_id=case.id, node="fire").count() == 1


@pytest.mark.parametrize("round_", [pytest.param(n, id=f"try-{n}") for n in range(3)])
def test_a_withdrawal_among_finishers_leaves_no_node_open(round_):
    case, presses = branching()
    withdrawal = world.press(case.applicant)

    at_once(
        *[finishing(case, node, press) for node, press in zip(BRANCHES, presses, strict=True)],
        lambda: services.case_withdraw(case_id=case.id, reason="不再申请。", press=withdrawal),
    )

    assert case.facts.state == "withdrawn"
    assert open_rows(case) == []
    assert chain_is_whole(case)


def test_a_return_among_finishers_loses_no_branch():
    case, (one, other, third) = branching()
    back = world.press(world.staff("reviewer"))

    at_once(
        finishing(case, "works", one),
        finishing(case, "fire", other),
        lambda: services.case_node_return(case_id=case.id, node="look", reason="重新看一遍。", press=back),
    )
    if open_rows(case) == ["look"]:
        processes.finish(case, "look")
    for node in open_rows(case):
        finishing(case, node, world.press(third.actor))()
    processes.finish(case, "sum", by=one.actor)

    assert open_rows(case) == []
    world.recommend(case)
