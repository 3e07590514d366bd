"""The dates on rows and papers follow the official calendar; what is not known yet is not printed."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import CorrectionTooLate
from oneseal.cases.models import Case
from oneseal.cases.selectors.facts import case_heads
from oneseal.cases.services.recomputing import dues_recompute
from oneseal.cases.services.redating import cases_redate
from oneseal.foundation.audit.selectors import chain_faults
from oneseal.foundation.timekeeping import now, today
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import paper_file
from oneseal.workflow.models import CalendarYear
from oneseal.workflow.services import change_confirm, notice_draft
from tests.apps.traces import acts, everything, refused
from tests.factories import world
from tests.unit.kernel.calendars import oracle_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def words_of(case, kind):
    """Return the words of the newest paper of a kind, without white space and invisible break points."""
    paper = [one for one in papers_of(case.id, for_public=False) if one.kind == kind][-1]
    pages = PdfReader(BytesIO(paper_file(paper.id, now=now()))).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    return text.replace("\u200b", "")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("2026-03-04 10:00", "2026-03-11", id="an-ordinary-wednesday"),
        pytest.param("2026-04-02 10:00", "2026-04-10", id="over-the-tomb-sweeping-day"),
        pytest.param("2026-04-29 16:59", "2026-05-09", id="over-labour-day-with-make-up-saturday"),
        pytest.param("2026-09-30 23:59", "2026-10-13", id="over-national-day-at-the-last-minute"),
    ],
)
def test_an_application_is_answered_in_five_days_of_the_official_calendar(clock, received, due):
    clock.stand_at(received)
    case = world.filled_case()
    clock.stand_at(received)

    services.case_submit(case_id=case.id, press=services.Press(case.applicant, now(), world.uuid4()))

    assert case.facts.due_on == date.fromisoformat(due)
    assert not case.facts.due_is_provisional


def test_both_ends_of_an_online_case_run_from_acceptance_and_from_receipt(clock):
    clock.stand_at("2026-09-24 10:00")
    case = world.submitted_case()
    clock.stand_at("2026-09-28 10:00")

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    facts = case.facts
    assert (facts.clock_from_on, facts.statutory_from_on) == (date(2026, 9, 28), date(2026, 9, 24))
    assert facts.due_on == _oracle(facts.clock_from_on, facts.promised_days)
    assert facts.statutory_due_on == _oracle(facts.statutory_from_on, facts.statutory_length)
    assert acts(case.id)[-2].after["due_on"] == facts.due_on.isoformat()


def _oracle(start, length):
    """Count by the files themselves, one day after another."""
    return oracle_due(start, length, [])


def test_a_corrected_case_runs_by_both_clocks_from_acceptance(clock):
    case = world.corrected_case()
    clock.move(days=1)

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert case.facts.statutory_from_on == case.facts.clock_from_on == today()


def test_the_receipt_clock_begins_anew_with_the_correction(clock):
    case = world.correction_pending_case()
    clock.move(days=7)

    world.mend(case)

    assert case.facts.clock_from_on == today()
    assert case.facts.due_on == _oracle(today(), 5)


def test_a_due_date_that_is_known_is_printed():
    case = world.accepted_case()
    due = case.facts.due_on

    assert f"{due.year}年{due.month}月{due.day}日" in words_of(case, "acceptance_notice")


def test_a_year_without_a_notice_never_stops_acceptance_and_prints_no_date(clock):
    clock.stand_at("2026-12-25 10:00")
    case = world.accepted_case()

    facts = case.facts
    text = words_of(case, "acceptance_notice")

    assert facts.state == "under_review"
    assert facts.due_is_provisional
    assert facts.due_on.year == 2027
    assert f"{facts.promised_days}个工作日" in text
    assert "待节假日通知公布后确定" in text
    assert f"{facts.due_on.year}年{facts.due_on.month}月{facts.due_on.day}日" not in text


def test_a_provisional_receipt_prints_no_date_either(clock):
    clock.stand_at("2026-12-30 10:00")
    case = world.submitted_case()

    text = words_of(case, "receipt")

    assert case.facts.due_is_provisional
    assert "待节假日通知公布后确定" in text


def test_the_light_of_a_case_in_a_year_without_a_notice_is_marked_provisional(clock):
    clock.stand_at("2026-12-25 10:00")
    case = world.accepted_case()
    clock.stand_at("2027-01-01 10:00")

    (row,) = cases.cases_inbox(world.staff("reviewer"), now=now()).rows

    assert row.facts.id == case.id
    assert row.clock.is_provisional
    assert row.clock.light == "yellow"


def test_a_case_is_accepted_where_no_calendar_is_loaded_at_all():
    CalendarYear.objects.all().delete()
    world.forget()

    case = world.accepted_case()

    assert case.facts.due_is_provisional


@pytest.mark.parametrize(
    ("days", "light"),
    [pytest.param(0, "green", id="today"), pytest.param(60, "black", id="long-over-the-law")],
)
def test_the_light_of_a_list_is_of_the_day_it_is_read(clock, days, light):
    world.accepted_case()
    clock.move(days=days)

    (row,) = cases.cases_inbox(world.staff("reviewer"), now=now()).rows

    assert row.clock.light == light


def test_the_decision_takes_the_date_of_its_day_not_of_its_hour(clock):
    case = world.reviewed_case()
    clock.stand_at("2026-03-05 00:00")

    services.case_grant(case_id=case.id, text="", press=world.press(world.staff("approver")))

    assert "2026年3月5日" in words_of(case, "grant_decision")


# --- the words of papers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "kind", "words"),
    [
        pytest.param(world.submitted_case, "receipt", ["收件凭证", "查询码", "演示餐饮有限公司"], id="receipt"),
        pytest.param(
            world.correction_pending_case, "correction_notice", ["补正", "制度目录清单", "没有盖章", "重新上传盖章版"],
            id="correction-notice",
        ),
        pytest.param(world.corrected_case, "correction_receipt", ["补正", "演示餐饮有限公司"], id="correction-receipt"),
        pytest.param(
            world.not_accepted_case, "non_acceptance_notice",
            ["不予受理", "该活动不需要许可。", "行政复议", "行政诉讼", "（本机关尚未公布）"], id="non-acceptance",
        ),
        pytest.param(world.accepted_case, "acceptance_notice", ["受理", "工作日"], id="acceptance"),
        pytest.param(world.reviewed_case, "review_opinion", ["建议准予许可", "符合条件。"], id="opinion"),
        pytest.param(world.granted_case, "grant_decision", ["准予", "食品经营许可证", "符合法定条件。"], id="grant"),
        pytest.param(
            world.refused_case, "refusal_decision", ["不予", "场所不符合卫生要求。", "行政复议", "诉讼"], id="refusal"
        ),
        pytest.param(world.delivered_case, "delivery_receipt", ["送达回证", "窗口领取", "张三"], id="delivery"),
        pytest.param(world.archived_case, "archive_catalogue", ["案卷", "受理通知书"], id="archive"),
    ],
)  # fmt: skip
def test_a_paper_says_what_the_law_wants_it_to_say(made, kind, words):
    case = made()

    text = words_of(case, kind)

    assert [word for word in words if word not in text] == []
    assert "濮审" in text
    assert case.facts.number in text


def test_an_application_answered_too_late_was_accepted_on_the_day_of_receipt(clock):
    clock.stand_at("2026-04-29 10:00")
    case = world.submitted_case()
    clock.stand_at("2026-05-11 10:00")  # the fifth working day was Saturday 9 May

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    facts = case.facts
    assert facts.clock_from_on == facts.statutory_from_on == date(2026, 4, 29)
    assert facts.statutory_due_on == _oracle(date(2026, 4, 29), facts.statutory_length)
    assert "未在五日内告知" in words_of(case, "acceptance_notice")


def test_the_fifth_day_itself_is_in_time(clock):
    clock.stand_at("2026-04-29 10:00")
    case = world.submitted_case()
    clock.stand_at("2026-05-09 23:00")

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert case.facts.clock_from_on == date(2026, 5, 9)
    assert "未在五日内告知" not in words_of(case, "acceptance_notice")


def test_no_correction_is_asked_for_once_the_law_has_accepted(clock):
    clock.stand_at("2026-04-29 10:00")
    case = world.submitted_case()
    clock.stand_at("2026-05-11 10:00")

    with refused(CorrectionTooLate):
        world.request_correction(case)


def test_nothing_is_deemed_accepted_while_the_holidays_are_only_guessed(clock):
    clock.stand_at("2026-12-30 10:00")
    case = world.submitted_case()
    clock.stand_at("2027-01-20 10:00")

    world.request_correction(case)

    assert case.facts.state == "correction_pending"


def load_notice(content):
    """Load a notice by hand, as an administrator does after its preview; return the id of the change."""
    change_id = notice_draft(content=content, actor=world.staff(world.ADMINISTRATOR), now=now())
    change_confirm(change_id=change_id, actor=world.staff(world.ADMINISTRATOR), now=now())
    return change_id


def notice_of_2027():
    """Return a notice for 2027 as a city would load it: a week off after New Year."""
    return {
        "year": 2027,
        "notice": {"title": "关于2027年部分节假日安排的通知", "check": "unknown"},
        "off": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-07"}],
        "work": [],
    }


def test_a_notice_makes_provisional_dates_certain_and_says_which_they_were(clock):
    clock.stand_at("2026-12-25 10:00")
    case = world.accepted_case()
    guessed = case.facts.due_on

    cases_redate(load_notice(notice_of_2027()), tell=now)

    facts, act = case.facts, acts(case.id)[-1]
    assert facts.due_on > guessed
    assert not facts.due_is_provisional
    assert (act.verb, act.before["due_on"]) == ("cases.due_recomputed", guessed.isoformat())
    assert act.after == {
        "due_on": facts.due_on.isoformat(), "statutory_due_on": facts.statutory_due_on.isoformat(),
        "due_is_provisional": False, "paper": "关于2027年部分节假日安排的通知",
    }  # fmt: skip
    assert list(chain_faults("case", case_heads())) == []


def test_computing_anew_what_is_right_changes_nothing(clock):
    for state in (world.submitted_case, world.accepted_case, world.correction_pending_case, world.granted_case):
        state()
    before = everything()

    assert dues_recompute(tell=now) == 0
    assert everything() == before


def test_a_notice_loaded_by_hand_outlives_the_next_start(clock):
    changed = {**notice_of_2027(), "year": 2026, "off": [{"name": "停电", "from": "2026-03-05", "to": "2026-03-05"}]}
    load_notice(changed)

    world.load_calendars()

    assert CalendarYear.objects.get(year=2026).content == changed


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        pytest.param("natural_day", "（20日）", id="natural-days"),
        pytest.param("month", "（20个月）", id="months"),
    ],
)
def test_a_term_of_law_is_printed_in_its_own_unit(unit, words):
    case = world.submitted_case()
    Case.objects.filter(pk=case.id).update(statutory_unit=unit, statutory_length=20)

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    text = words_of(case, "acceptance_notice")
    assert words in text or "20个月，日期待节假日通知公布后确定" in text
    assert "20个工作日" not in text
