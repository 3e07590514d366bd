"""Findings at the workbench: lists, one finding, acts with their paper, figures, terms, and who sees nothing."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oneseal.foundation.timekeeping import now
from oneseal.identity.models import Agency
from oneseal.kernel.clock import Light
from oneseal.supervision.models import Finding, FindingStep, TariffVersion
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.selectors import (
    MINE,
    FindingFilter,
    finding_statistics,
    findings_counted,
    findings_listed,
    findings_of_case,
    findings_waiting_count,
    scores_for_actor,
    scores_of_period,
)
from tests.apps.traces import paper_kinds
from tests.factories import supervising as make
from tests.factories import world
from tests.web.workbench.conftest import Desk, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def at_work(city):
    """Return the browser of who sits at the desk of a kind of post."""
    return lambda kind: Desk(kind).client


def page(name, *args):
    return reverse(f"workbench:{name}", args=args)


def another_agency():
    """Return the id of another agency of the city."""
    here = Agency.objects.get(pk=world.city().agency_id)
    columns = {field.attname: getattr(here, field.attname) for field in Agency._meta.concrete_fields}
    return Agency.objects.create(**columns | {"id": uuid4(), "name": "另一机关", "uscc": "91310112087994932F"}).id


def elsewhere():
    found = make.finding()
    Finding.objects.filter(pk=found.id).update(agency_id=another_agency())
    return found


# --- who sees what -----------------------------------------------------------------------------------

SEES = [
    pytest.param("supervisor", {"here", "elsewhere"}, id="a-supervisor-of-the-city-sees-every-agency"),
    pytest.param("agency_head", {"here"}, id="the-head-of-a-unit-sees-its-own"),
    *(
        pytest.param(kind, set(), id=f"{kind}-sees-none")
        for kind in ("intake_clerk", "chief_window", "reviewer", "approver", "issue_clerk", "archivist",
                     "item_administrator", "system_administrator")
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sees"), SEES)
def test_only_who_watches_or_answers_sees_a_finding(kind, sees, at_work):
    case = world.accepted_case()
    found = {"here": make.finding(case), "elsewhere": elsewhere()}
    actor = world.actor_named(world.ADMINISTRATOR) if kind == "system_administrator" else world.staff(kind)
    browser = at_work(world.ADMINISTRATOR if kind == "system_administrator" else kind)

    listed = {row.facts.id for row in findings_listed(actor, FindingFilter()).rows}

    assert listed == {found[name].id for name in sees}
    assert len(findings_of_case(case.id, actor=actor)) == (1 if "here" in sees else 0)
    for name, row in found.items():
        assert browser.get(page("finding", row.id)).status_code == (200 if name in sees else 404)
    assert browser.get(page("findings")).status_code == (200 if sees else 404)


def test_an_applicant_sees_no_finding():
    case = world.accepted_case()
    make.finding(case)

    assert findings_of_case(case.id, actor=case.applicant) == ()
    assert findings_listed(case.applicant, FindingFilter()).rows == ()
    assert findings_counted(case.applicant)[""] == 0


# --- lists -------------------------------------------------------------------------------------------


def test_the_list_has_tabs_filters_and_the_days_that_are_left(at_work):
    urged, new = make.urged(world.accepted_case()), make.finding(rule="R10", light=Light.YELLOW, follow=Follow.URGE)
    browser = at_work("supervisor")

    text = browser.get(page("findings")).text
    narrowed = browser.get(page("findings"), {"state": "urged", "light": "red"}).text

    assert urged.number in text
    assert new.number in text
    assert "2026-03-06（还有2个工作日）" in text
    assert urged.number in narrowed
    assert new.number not in narrowed


NARROWS = [
    pytest.param({"rule": "R08"}, id="rule"),
    pytest.param({"light": "red"}, id="light"),
    pytest.param({"month": "2026-03"}, id="month"),
    pytest.param({"post": "审查员"}, id="post"),
    pytest.param({"words": "-0001"}, id="number"),
    pytest.param({"state": "urged"}, id="state"),
]


@pytest.mark.parametrize("told", NARROWS)
def test_each_filter_leaves_out_what_it_does_not_name(told):
    kept = make.urged()
    other = make.finding(rule="R10", light=Light.YELLOW, follow=Follow.URGE, post_title="窗口", day=date(2026, 2, 27))

    rows = findings_listed(world.staff("supervisor"), FindingFilter(**told)).rows

    assert [row.facts.id for row in rows] == [kept.id]
    assert other.id not in {row.facts.id for row in rows}


def test_what_waits_for_whom_is_counted():
    make.finding()
    urged = make.urged()
    head, supervisor = world.staff("agency_head"), world.staff("supervisor")

    assert (findings_waiting_count(supervisor), findings_waiting_count(head)) == (1, 1)
    assert findings_waiting_count(world.staff("reviewer")) == 0
    assert [row.facts.id for row in findings_listed(head, FindingFilter(state=MINE)).rows] == [urged.id]
    assert findings_counted(supervisor) | {"": 2, MINE: 1, "new": 1, "urged": 1} == findings_counted(supervisor)


def test_pages_follow_each_other_without_a_gap(django_assert_max_num_queries):
    for _number in range(32):
        make.finding()
    actor = world.staff("supervisor")

    first = findings_listed(actor, FindingFilter())
    with django_assert_max_num_queries(8):
        second = findings_listed(actor, FindingFilter(), after=first.after)

    ids = [row.facts.id for row in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), second.after) == (30, 2, "")
    assert len(set(ids)) == 32


def test_the_list_is_taken_away_as_a_file_with_a_record(at_work):
    found = make.urged(world.accepted_case())

    answer = at_work("supervisor").get(page("findings_export"))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert found.number in text
    assert "2026-03-06" in text


def test_a_view_is_kept_as_a_tab(at_work):
    make.finding()
    browser = at_work("supervisor")

    browser.post(page("findings_view_kept"), {"query": "light=red", "name": "只看红灯"})

    assert "只看红灯" in browser.get(page("findings")).text


# --- one finding -------------------------------------------------------------------------------------


def test_a_supervisor_sees_what_the_rule_read_the_clock_and_the_case(at_work):
    case = world.accepted_case()
    found = make.finding(case)

    text = at_work("supervisor").get(page("finding", found.id)).text

    assert "2026-03-02" in text
    assert case.facts.number in text
    assert address(case) in text
    assert page("finding_act", found.id, "urge") in text
    assert page("finding_act", found.id, "answer") not in text


def test_the_case_page_lists_its_findings_for_who_may_read_them(at_work):
    case = world.accepted_case()
    found = make.finding(case)

    assert found.number in at_work("supervisor").get(address(case)).text
    assert found.number not in at_work("reviewer").get(address(case)).text


def test_an_urge_is_previewed_and_then_issued_once(at_work):
    found = make.finding(world.accepted_case())
    browser, where = at_work("supervisor"), page("finding_act", found.id, "urge")
    form = {"words": "请说明原因。", "place": "1"}

    shown = browser.post(where, form | {"step": "preview"})
    assert "预览，未编号、未盖章" in shown.text
    assert FindingStep.objects.count() == 0
    unseen = browser.post(where, form | {"step": "confirm"})
    assert "请再核对一次文书" in unseen.text
    sent = form | {"step": "confirm", "seen": shown.context["form"].fingerprint}

    assert browser.post(where, sent).status_code == 302
    assert browser.post(where, sent).status_code == 302

    assert FindingStep.objects.count() == 1
    assert paper_kinds(found.id) == ["urge_order"]
    step = FindingStep.objects.get()
    paper = browser.get(page("finding_paper", found.id, step.paper_id))
    assert paper.content.startswith(b"%PDF")


def test_the_unit_proves_what_it_put_right_and_others_read_it(at_work):
    found = make.urged(world.accepted_case())
    browser, where = at_work("agency_head"), page("finding_act", found.id, "rectify")
    form = {"words": "已整改。", "place": "2", "step": "confirm"}

    missing = browser.post(where, form)
    done = browser.post(where, form | {"proof": SimpleUploadedFile("整改.pdf", make.PDF, "application/pdf")})

    assert missing.status_code == 422
    assert done.status_code == 302
    step = FindingStep.objects.get(act="rectify")
    proof = step.proofs.get()
    answer = at_work("supervisor").get(page("finding_proof", found.id, proof.id))
    assert b"".join(answer.streaming_content) == make.PDF
    assert at_work("reviewer").get(page("finding_proof", found.id, proof.id)).status_code == 404


def test_an_act_that_is_not_open_leads_back_and_says_why(at_work):
    found = make.appealed()
    browser = at_work("supervisor")

    answer = browser.get(page("finding_act", found.id, "quash"), follow=True)

    assert "由签发人以外的监察员决定" in answer.text
    assert browser.get(page("finding_act", found.id, "urge"), follow=True).status_code == 200
    assert browser.get(page("finding_act", found.id, "dance")).status_code == 404


# --- figures and terms -------------------------------------------------------------------------------


def test_figures_count_answers_their_time_and_what_is_repeated(clock):
    first = make.urged(world.accepted_case(), node="review")
    clock.move(days=1)
    make.handle(first, "answer", by="agency_head")
    make.urged()
    supervisor = world.staff("supervisor")

    found = finding_statistics(supervisor, first=date(2026, 3, 1), last=date(2026, 3, 31))

    assert (found.total, found.orders, found.answered, found.answered_in_time) == (2, 2, 1, 1)
    assert found.answer_rate == 0.5
    assert 1.0 <= found.mean_answer.total_seconds() / 86400 < 1.1
    assert found.repeat_rate == 0.5
    assert [(line.label, line.total) for line in found.by_rule] == [("R08", 2)]
    assert [(one.node, one.rule, one.total) for one in found.causes] == [("review", "R08", 2)]


def test_without_findings_rates_are_unknown_and_not_zero(at_work):
    found = finding_statistics(world.staff("supervisor"), first=date(2026, 3, 1), last=date(2026, 3, 31))

    assert (found.answer_rate, found.in_time_rate, found.mean_answer, found.repeat_rate) == (None, None, None, None)
    assert at_work("supervisor").get(page("finding_figures")).status_code == 200


def test_a_late_answer_is_no_answer_in_time(clock):
    found = make.urged()
    clock.stand_at("2026-03-07 09:00")
    make.handle(found, "answer", by="agency_head")

    told = finding_statistics(world.staff("supervisor"), first=date(2026, 3, 1), last=date(2026, 3, 31))

    assert (told.answered, told.answered_in_time) == (1, 0)


def test_points_lead_to_their_findings_and_a_cancelled_one_costs_nothing():
    red, cancelled = make.urged(), make.finding()
    make.handle(cancelled, "cancel")
    march = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}

    (score,) = scores_of_period(**march)

    assert (score.points, score.red, score.finding_ids) == (10, 1, (red.id,))
    assert scores_for_actor(world.staff("supervisor"), **march) == (score,)
    assert scores_for_actor(world.staff("reviewer"), **march) == ()
    assert scores_of_period(**march, agency_id=uuid4()) == ()


def test_figures_are_shown_beside_tables_and_taken_away(at_work):
    make.urged(world.accepted_case())
    browser = at_work("supervisor")

    text = browser.get(page("finding_figures")).text
    file = browser.get(page("finding_figures_export")).content.decode("utf-8-sig")

    assert "各单位计分" in text
    assert "data-chart" in text
    assert "各规则发现" in file
    assert "-10" in file


def test_terms_are_set_by_who_watches_the_city_and_read_by_the_rest(at_work):
    form = {
        "urge_days": 3, "correction_days": 5, "appeal_days": 5, "warn_days": 1, "warnings_for_yellow": 3,
        "points_warnings": 3, "points_yellow": 5, "points_red": 10, "reason": "本市规定",
    }  # fmt: skip

    refused = at_work("agency_head").post(page("finding_terms"), form)
    unfit = at_work("supervisor").post(page("finding_terms"), form | {"urge_days": 0})
    done = at_work("supervisor").post(page("finding_terms"), form)

    assert (refused.status_code, unfit.status_code, done.status_code) == (200, 422, 302)
    assert TariffVersion.objects.get().values["urge_days"] == 3
    assert TariffVersion.objects.get().made_at <= now()
