"""An examiner finishes his node on a page of his own, and everybody sees where the process stands."""

import re

import pytest

from tests.factories import aside, processes, world
from tests.web.workbench.conftest import address, hidden_of

pytestmark = pytest.mark.django_db


def confirm(someone, where, **told):
    return someone.post(where, step="confirm", **told, **hidden_of(someone.get(where)))


def test_the_page_offers_each_open_node_before_everything_else(desk):
    case = processes.accepted_case()
    processes.finish(case, "look")

    page = desk("reviewer").get(address(case)).content.decode()

    links = re.findall(rf'href="{address(case)}([a-z/-]+)/"', page)
    assert links[:3] == ["nodes/works", "nodes/fire", "nodes/health"]
    assert "review" not in links
    assert "return-node" in links


def test_an_examiner_finishes_his_node_with_an_opinion(desk):
    case = processes.accepted_case()

    answer = confirm(desk("reviewer"), address(case, "nodes/look"), outcome="agree", text="材料齐全。")

    assert answer.status_code == 302
    assert processes.open_nodes(case) == ["works", "fire", "health"]
    page = desk("reviewer").get(answer.url).content.decode()
    assert "这个环节已办完" in page


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        pytest.param({"outcome": "agree", "text": ""}, "请写明意见。", id="no-words"),
        pytest.param({"text": "好。"}, "请选择结论。", id="no-outcome"),
    ],
)
def test_an_opinion_that_says_nothing_is_refused_and_what_was_typed_stays(desk, told, sentence):
    case = processes.accepted_case()

    answer = confirm(desk("reviewer"), address(case, "nodes/look"), **told)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert processes.open_nodes(case) == ["look"]


def test_a_node_that_somebody_else_just_finished_answers_with_a_sentence_and_keeps_the_words(desk):
    case = processes.accepted_case()
    someone = desk("reviewer")
    hidden = hidden_of(someone.get(address(case, "nodes/look")))
    processes.finish(case, "look", by=world.appoint("reviewer"))

    answer = someone.post(address(case, "nodes/look"), step="confirm", outcome="agree", text="我写的话。", **hidden)

    assert answer.status_code == 409
    assert "这个环节现在不等人办理" in answer.content.decode()
    assert "我写的话。" in answer.content.decode()


def test_an_unknown_node_is_not_found(desk):
    case = processes.accepted_case()

    assert desk("reviewer").get(address(case, "nodes/nothing")).status_code == 404


def test_the_way_of_a_case_draws_where_the_process_stands_and_says_the_same_in_words(desk, clock):
    case = processes.accepted_case()
    processes.finish(case, "look", text="材料齐全，可以分头审查。")
    clock.move(days=8)

    page = desk("supervisor").get(address(case), part="way").content.decode()

    assert len(re.findall(r"map__box--now\b", page)) == 3
    assert page.count("map__box--done") == 1
    assert page.count("map__box--ahead") == 1
    assert page.count("light--red") >= 4  # works and fire are late: in the picture and in the list
    assert "与“消防审查、卫生审查”同时办理" in page
    assert "最迟2026-03-06办完" in page  # fire: two working days from Wednesday
    assert "材料齐全，可以分头审查。" in page
    assert "style=" not in page


def test_the_examination_returns_to_a_node_that_is_chosen(desk):
    case = processes.accepted_case()
    processes.finish_all(case, "look", "fire")

    answer = confirm(desk("reviewer"), address(case, "return-node"), node="fire", reason="缺疏散图。")

    assert answer.status_code == 302
    assert "fire" in processes.open_nodes(case)
    page = desk("reviewer").get(address(case, "nodes/fire")).content.decode()
    assert "缺疏散图。" in page


def test_an_approver_chooses_the_node_to_which_he_sends_back(desk):
    case = processes.accepted_case()
    processes.finish_all(case, "look", "works", "fire", "health")
    processes.finish(case, "sum", by=world.appoint("reviewer"))
    world.recommend(case)

    answer = confirm(desk("approver"), address(case, "send-back"), node="works", reason="结构意见不完整。")

    assert answer.status_code == 302
    assert processes.open_nodes(case) == ["works"]


def test_a_case_without_a_process_is_sent_back_without_a_choice(desk):
    case = world.reviewed_case()

    page = desk("approver").get(address(case, "send-back")).content.decode()

    assert 'name="node"' not in page


def test_the_recommendation_names_what_is_open(desk):
    case = processes.accepted_case()
    someone = desk("reviewer")

    answer = someone.post(address(case, "review"), step="preview", verdict="grant", text="可以。", second="")

    assert answer.status_code == 409
    assert "“初审”还没有办完" in answer.content.decode()


def test_what_a_withdrawal_ended_is_not_said_to_be_ahead(desk):
    case = processes.accepted_case()
    processes.finish(case, "look")
    aside.withdraw(case)

    page = desk("supervisor").get(address(case), part="way").content.decode()

    assert len(re.findall(r"map__box--ended\b", page)) == 3
    assert len(re.findall(r"map__box--ahead\b", page)) == 1


def test_while_the_clock_of_a_case_stands_still_no_day_is_told_for_its_nodes(desk):
    case = processes.accepted_case()
    aside.open_procedure(case)

    page = desk("supervisor").get(address(case), part="way").content.decode()

    assert "不计时" in page
    assert "最迟" not in page
