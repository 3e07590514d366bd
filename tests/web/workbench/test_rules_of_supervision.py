"""Supervisors read the rules, try another setting over the history, and change it by two."""

import pytest

from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from oneseal.supervision.models import RuleSetting
from oneseal.supervision.ports import source_of
from oneseal.supervision.rules.rulebook import RULES
from oneseal.supervision.services import round_make
from tests.factories.supervision import set_rule
from tests.factories.world import appoint, submitted_case

pytestmark = pytest.mark.django_db
LIST = "/workbench/supervision/rules/"


@pytest.fixture
def supervisor(desk):
    return desk("supervisor")


def told(**changed):
    return {
        "is_on": "on", "limit_days_left": "3", "first": "2026-03-01", "last": "2026-03-10", "reason": "试行三天预警",
        **changed,
    }  # fmt: skip


@pytest.fixture
def warned(city, clock):
    """One application waits on its last day but one."""
    clock.stand_at("2026-03-04 10:00")
    submitted_case()
    clock.stand_at("2026-03-10 09:00")


def test_the_list_names_every_rule_and_says_whose_facts_are_missing(city, supervisor):
    page = supervisor.get(LIST).content.decode()

    assert [rule for rule in RULES if f">{rule}<" not in page] == []
    assert page.count("尚无数据来源") == sum(
        rule.source is not None and source_of(rule.source) is None for rule in RULES.values()
    )
    assert "还没有巡查过" in page


def test_a_rule_without_facts_says_so_and_finds_nothing(city, supervisor):
    page = supervisor.get(f"{LIST}R33/").content.decode()

    assert "现场巡查和视频巡查的记录" in page
    assert "每月发现" not in page
    assert "改这条规则" not in page


def test_a_rule_shows_meaning_basis_thresholds_and_what_it_found(warned, supervisor):
    round_make(tell=now)

    page = supervisor.get(f"{LIST}R01/").content.decode()

    assert "《行政许可法》第三十二条第一款第（四）项" in page
    assert "可以填0到4，默认1" in page
    assert "JC20260310-0001" in page
    assert "2026-03-10" in page


def test_a_trial_shows_what_would_be_new_and_writes_nothing(warned, supervisor):
    page = supervisor.post(f"{LIST}R01/", **told(**{"try": "1", "limit_days_left": "4"})).content.decode()

    assert "看了1件办件" in page
    assert not RuleSetting.objects.exists()


def test_a_proposal_holds_only_once_another_supervisor_confirms_it(warned, supervisor, desk):
    supervisor.post(f"{LIST}R01/", **told(propose="1"))
    row = RuleSetting.objects.get()
    address = f"{LIST}settings/{row.id}/"

    supervisor.post(address, rule="R01", confirm="1")
    row.refresh_from_db()
    assert row.state == "proposed"  # not by who proposed it

    other = appoint("supervisor", username="supervisor2")
    desk("supervisor2").post(address, rule="R01", confirm="1")
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("confirmed", other.account_id)
    assert (row.tried["cases"], sum(row.tried["new"].values()), sum(row.tried["gone"].values())) == (1, 1, 1)
    verbs = Entry.objects.filter(subject_id=row.id).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["supervision.setting_proposed", "supervision.setting_confirmed"]


@pytest.mark.parametrize(("changed", "sentence"), [
    pytest.param({"limit_days_left": "5"}, "须在0到4之间", id="outside-the-bounds"),
    pytest.param({"limit_days_left": "1"}, "要改成的和现在用的一样", id="nothing-changes"),
    pytest.param({"reason": " "}, "请写明为什么改", id="no-reason"),
    pytest.param({"first": "2025-01-01"}, "试算的时段不能超过92天", id="too-many-days"),
    pytest.param({"last": "2026-03-11"}, "也不能晚于今天", id="days-ahead"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_and_nothing_is_kept(warned, supervisor, changed, sentence):
    answer = supervisor.post(f"{LIST}R01/", **told(propose="1", **changed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RuleSetting.objects.exists()


def test_a_proposal_waits_alone_and_is_sent_back_with_a_reason(warned, supervisor):
    supervisor.post(f"{LIST}R01/", **told(propose="1"))
    answer = supervisor.post(f"{LIST}R01/", **told(propose="1", limit_days_left="2"))
    assert answer.status_code == 409
    row = RuleSetting.objects.get()
    address = f"{LIST}settings/{row.id}/"

    supervisor.post(address, rule="R01", decline="1", answer="")
    assert RuleSetting.objects.get().state == "proposed"
    supervisor.post(address, rule="R01", decline="1", answer="先不改")

    assert RuleSetting.objects.get().state == "declined"
    assert "先不改" in supervisor.get(f"{LIST}R01/").content.decode()


def test_the_threshold_that_holds_is_shown_and_used(warned, supervisor):
    set_rule("R01", days_left=3)
    round_make(tell=now)

    page = supervisor.get(f"{LIST}R01/").content.decode()

    assert "第1版设置" in page
    assert "2026-03-06" in page  # three working days before Wednesday the 11th


def test_the_head_of_an_agency_reads_and_changes_nothing(warned, desk):
    head = desk("agency_head")

    assert "改这条规则" not in head.get(f"{LIST}R01/").content.decode()
    assert head.post(f"{LIST}R01/", **told(propose="1")).status_code in {403, 404}
    assert not RuleSetting.objects.exists()


@pytest.mark.parametrize("post", ["intake_clerk", "reviewer", "approver"])
def test_for_others_the_rules_do_not_exist(city, desk, post):
    assert desk(post).get(LIST).status_code == 404


def test_a_rule_nobody_knows_is_not_found(city, supervisor):
    assert supervisor.get(f"{LIST}R99/").status_code == 404
