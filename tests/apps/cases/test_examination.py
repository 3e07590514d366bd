"""A case is examined along the process of its item: nodes open, finish, return and end with the case's moves."""

import json

import pytest

from oneseal.cases import services
from oneseal.cases.errors import NodesOpen, ReasonMissing, SamePerson
from oneseal.cases.rules.states import TerminationGround
from oneseal.cases.selectors import Action, actions_open, clock_of_node, examination_of
from oneseal.cases.services.ending import Termination
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.kernel.formlogic import Equals
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.kernel.process import Node, NodeNotDone, NodeNotOpen, Row
from oneseal.papers.models import Paper
from oneseal.papers.services.issuing import CONTENT
from oneseal.workflow.models import NodeTask
from tests.apps.traces import acts, chain_is_whole, steps, verbs
from tests.factories import aside, processes, special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def rows(case):
    return [(row.node, row.outcome) for row in NodeTask.objects.filter(subject_id=case.id).order_by("opened_at", "id")]


def test_an_acceptance_opens_the_first_node_and_its_finish_the_branches():
    case = processes.accepted_case()
    assert processes.open_nodes(case) == ["look"]

    processes.finish(case, "look")

    assert processes.open_nodes(case) == ["works", "fire", "health"]
    assert verbs(case.id)[-1] == "cases.finish_node"
    assert acts(case.id)[-1].after["node"] == "初审"
    assert steps(case.id)[-1] == ("review", True)
    assert chain_is_whole(case)


def test_an_item_without_a_process_is_examined_in_one_step_as_ever():
    case = world.accepted_case()

    assert examination_of(case.facts) is None
    assert not NodeTask.objects.exists()
    assert not {Action.FINISH_NODE, Action.RETURN_NODE} & set(
        actions_open(case.facts, actor=world.staff("reviewer"), today=today())
    )

    world.recommend(case)
    assert case.facts.state == "decision_pending"


def test_nothing_is_recommended_while_a_branch_is_open_and_the_sentence_names_it():
    case = processes.accepted_case()
    processes.finish_all(case, "look", "works")

    with pytest.raises(NodesOpen) as refused:
        world.recommend(case)

    assert sentence(refused.value).startswith("“消防审查、卫生审查”还没有办完")
    assert Action.RECOMMEND not in actions_open(case.facts, actor=world.staff("reviewer"), today=today())


def test_the_last_finisher_makes_the_case_ready_for_the_recommendation():
    case = processes.accepted_case()
    processes.finish_all(case, "look", "works", "fire", "health")
    processes.finish(case, "sum", by=world.appoint("reviewer"))
    assert Action.RECOMMEND in actions_open(case.facts, actor=world.staff("reviewer"), today=today())

    world.recommend(case)

    assert case.facts.state == "decision_pending"


def test_a_node_is_done_by_another_person_where_its_process_demands_it():
    case = processes.accepted_case()
    processes.finish_all(case, "look", "works", "fire", "health")

    with pytest.raises(SamePerson) as refused:
        processes.finish(case, "sum")

    assert "初审" in sentence(refused.value)


def test_who_examined_a_node_does_not_decide():
    case = processes.accepted_case((Row(Node("look", name="初审", permission="cases.decide", limit=1)),))
    approver = world.staff("approver")
    assert case.facts.awaiting == "cases.decide"
    processes.finish(case, "look", by=approver)
    assert case.facts.awaiting == "cases.review"
    world.recommend(case)

    with pytest.raises(SamePerson):
        services.case_grant(case_id=case.id, text="", press=world.press(approver))


def test_who_examined_a_node_that_was_undone_does_not_decide():
    case = processes.accepted_case((Row(Node("look", name="初审", permission="cases.decide", limit=1)),))
    approver, other = world.staff("approver"), world.appoint("approver")
    processes.finish(case, "look", by=approver)
    services.case_node_return(
        case_id=case.id, node="look", reason="请再看。", press=world.press(world.staff("reviewer"))
    )
    processes.finish(case, "look", by=other)
    world.recommend(case)

    with pytest.raises(SamePerson):
        services.case_grant(case_id=case.id, text="", press=world.press(approver))


@pytest.mark.parametrize(
    ("node", "kind", "text", "refusal"),
    [
        pytest.param("sum", "reviewer", "好。", NodeNotOpen, id="not-its-turn"),
        pytest.param("nothing", "reviewer", "好。", NodeNotOpen, id="no-such-node"),
        pytest.param("look", "reviewer", "  ", ReasonMissing, id="no-words"),
        pytest.param("look", "approver", "好。", NotAllowed, id="another-post"),
        pytest.param("look", "archivist", "好。", NotAllowed, id="no-examiner"),
    ],
)
def test_a_node_that_may_not_be_finished_stays_as_it_is(node, kind, text, refusal):
    case = processes.accepted_case()
    before = rows(case)

    with pytest.raises(refusal):
        processes.finish(case, node, by=world.staff(kind), text=text)

    assert rows(case) == before


def test_a_second_press_finishes_a_node_once():
    case = processes.accepted_case()
    press = world.press(world.staff("reviewer"))
    for _press in range(2):
        services.case_node_finish(
            case_id=case.id, node="look", told=services.NodeOpinion("agree", "齐全。"), press=press
        )

    assert rows(case)[0] == ("look", "agree")
    assert verbs(case.id).count("cases.finish_node") == 1


def test_a_return_recalls_what_was_behind_it_and_keeps_what_runs_beside():
    case = processes.accepted_case()
    processes.finish_all(case, "look", "works", "fire", "health")

    services.case_node_return(
        case_id=case.id, node="fire", reason="缺疏散图。", press=world.press(world.staff("reviewer"))
    )

    assert processes.open_nodes(case) == ["fire"]
    assert ("sum", "recalled") in rows(case)
    assert NodeTask.objects.get(subject_id=case.id, node="fire", outcome="agree").undone_at is not None
    assert acts(case.id)[-1].after["reason"] == "缺疏散图。"
    processes.finish(case, "fire")
    assert processes.open_nodes(case) == ["sum"]


def test_a_node_that_is_not_done_cannot_be_returned_to():
    case = processes.accepted_case()

    with pytest.raises(NodeNotDone):
        services.case_node_return(
            case_id=case.id, node="look", reason="重办。", press=world.press(world.staff("reviewer"))
        )


def ready(case):
    processes.finish_all(case, "look", "works", "fire", "health")
    processes.finish(case, "sum", by=world.appoint("reviewer"))
    world.recommend(case)


def test_an_approver_sends_a_case_back_to_the_node_he_chooses():
    case = processes.accepted_case()
    ready(case)

    services.case_send_back(
        case_id=case.id, reason="消防意见不清楚。", node="fire", press=world.press(world.staff("approver"))
    )

    assert case.facts.state == "under_review"
    assert processes.open_nodes(case) == ["fire"]
    with pytest.raises(NodesOpen):
        world.recommend(case)


def test_sent_back_without_a_node_only_the_opinion_is_written_anew():
    case = processes.accepted_case()
    ready(case)

    services.case_send_back(case_id=case.id, reason="结论不清楚。", press=world.press(world.staff("approver")))

    assert processes.open_nodes(case) == []
    world.recommend(case)


def test_a_case_without_a_process_is_sent_back_to_no_node():
    case = world.reviewed_case()

    with pytest.raises(NodeNotOpen):
        services.case_send_back(
            case_id=case.id, reason="重办。", node="fire", press=world.press(world.staff("approver"))
        )

    assert case.facts.state == "decision_pending"


def withdraw(case):
    services.case_withdraw(case_id=case.id, reason="不再申请。", press=world.press(case.applicant))


def terminate(case):
    told = Termination(TerminationGround.OBJECT_GONE, "场所已拆除。")
    services.case_terminate(case_id=case.id, told=told, press=world.press(world.staff("approver")))


@pytest.mark.parametrize("end", [withdraw, terminate])
def test_a_case_that_ends_leaves_no_node_open(end):
    case = processes.accepted_case()
    processes.finish_all(case, "look", "works")

    end(case)

    assert rows(case) == [("look", "agree"), ("works", "agree"), ("fire", "ended"), ("health", "ended")]
    with pytest.raises(NoSuchMove):
        processes.finish(case, "fire")


def test_a_node_that_the_answers_leave_out_is_never_opened():
    processes.publish()
    case = world.filled_case()
    world.save(case, business_form="canteen")
    world.submit(case)
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    processes.finish(case, "look")

    assert processes.open_nodes(case) == ["works", "fire"]


def test_a_process_without_a_node_for_these_answers_is_ready_at_once():
    never = Equals("premises_address", "-")
    table = (Row(Node("look", name="初审", permission="cases.review", limit=1), (), never),)
    case = processes.accepted_case(table)

    assert processes.open_nodes(case) == []
    world.recommend(case)
    assert case.facts.state == "decision_pending"


def test_the_overdue_link_is_red_and_stays_red_and_the_others_are_not(clock):
    case = processes.accepted_case()
    processes.finish(case, "look")
    clock.stand_at("2026-03-10 10:00")  # four working days on; fire has two, works three
    processes.finish(case, "fire")
    clock.stand_at("2026-03-11 10:00")

    examined = examination_of(case.facts)
    lights = {
        node.key: clock_of_node(node, row, case.facts, now=now())
        for node in examined.definition.tasks
        if (row := examined.newest(node.key))
    }

    assert lights["look"].light is Light.GREY
    assert lights["fire"].light is Light.RED
    assert lights["works"].light is Light.RED
    assert (lights["health"].light, lights["health"].remaining) == (Light.GREEN, None)
    assert (lights["fire"].used, lights["fire"].remaining) == (4, -2)


def test_a_pause_of_the_case_stops_the_clocks_of_its_nodes(clock):
    case = processes.accepted_case()
    processes.finish(case, "look")
    aside.open_procedure(case)
    clock.stand_at("2026-03-20 10:00")

    examined = examination_of(case.facts)
    shown = clock_of_node(examined.definition.node("works"), examined.newest("works"), case.facts, now=now())

    assert shown.light is Light.BLUE
    assert shown.remaining == 3
    assert now().date() == today()


def test_the_paper_of_the_review_says_what_each_section_found():
    case = processes.accepted_case()
    processes.finish(case, "look", text="材料齐全。")
    processes.finish_all(case, "works", "health")
    processes.finish(case, "fire", outcome="disagree", text="缺少第二出口。")
    processes.finish(case, "sum", by=world.appoint("reviewer"))

    world.recommend(case, verdict="refuse", text="消防不符合要求。")

    paper = Paper.objects.get(subject_id=case.id, kind="review_opinion")
    words = json.loads(decrypt(bytes(paper.content), context=CONTENT))
    found = {row["point"]: row["verdict"] for row in words["findings"]}
    assert found == {"初审": "符合", "工程审查": "符合", "卫生审查": "符合", "消防审查": "不符合", "汇总": "符合"}


def test_what_is_accepted_by_law_is_examined_along_the_process_too(clock):
    processes.publish()
    case = world.submitted_case()
    clock.move(days=14)

    done = services.case_deem_accepted(case_id=case.id, press=world.press(Actor.system("定时任务")))

    assert done
    assert processes.open_nodes(case) == ["look"]


def test_a_decision_on_the_spot_opens_no_node():
    aside.republish(**aside.AT_ONCE)
    processes.publish((Row(Node("look", name="初审", permission="cases.review", untimed_reason="当场")),))
    case = world.submitted_case()

    services.case_grant_at_once(case_id=case.id, text="", press=world.press(world.staff("chief_window")))

    assert rows(case) == []
    assert examination_of(case.facts) is None


def test_an_examination_waits_while_the_case_stands_still_and_goes_on_with_it():
    case = processes.accepted_case()
    processes.finish(case, "look")
    special.suspend(case)
    assert processes.open_nodes(case) == ["works", "fire", "health"]
    special.resume(case)

    with pytest.raises(NodesOpen):
        world.recommend(case)
    processes.finish(case, "works")
    assert "works" not in processes.open_nodes(case)
    assert chain_is_whole(case)


def test_the_end_of_a_case_that_stood_still_ends_its_examination():
    case = processes.accepted_case()
    special.suspend(case)
    aside.withdraw(case)

    assert processes.open_nodes(case) == []
    assert rows(case) == [("look", "ended")]
