import json
from datetime import date

import pytest

from oneseal.kernel.clock import (
    Calendar,
    CalendarYearMissing,
    DayKind,
    LocalDay,
    NoticeMalformed,
    Paper,
    notice_from_mapping,
)
from tests.unit.kernel.calendars import ONE_DAY, ROOT, oracle_is_working, raw_years, reference_calendar

OTHER_DATA_SET = ROOT.parent / "shared" / "fixtures" / "holidays"


def notice(year, *, off=(), work=(), amendments=()):
    paper = {"title": f"notice {year}"}
    raw = {
        "year": year,
        "notice": paper,
        "off": [{"name": name, "from": first, "to": last} for name, first, last in off],
        "work": list(work),
    }
    return {**raw, "amendments": [{"notice": {"title": "amendment"}, **part} for part in amendments]}


def test_reference_files_cover_2013_to_2026():
    assert reference_calendar().years == frozenset(range(2013, 2027))


@pytest.mark.parametrize("year", range(2013, 2027))
def test_each_notice_names_its_number_date_address_and_check_state(year):
    for part in [raw_years()[year], *raw_years()[year].get("amendments", [])]:
        paper = part["notice"]
        assert all(paper[name] for name in ("title", "number", "issued_on", "url"))
        assert paper["check"] in {"text_read", "compared"}


@pytest.mark.parametrize("year", range(2013, 2026))
def test_every_day_agrees_with_the_other_public_data_set(year):
    file = OTHER_DATA_SET / f"{year}.json"
    if not file.exists():
        pytest.skip(f"the second data set is not beside this checkout ({file.name})")
    named = {day["date"]: not day["isOffDay"] for day in json.loads(file.read_text("utf-8"))["days"]}
    calendar = reference_calendar()

    differing = [text for text, works in named.items() if calendar.is_working_day(date.fromisoformat(text)) != works]

    assert differing == []


@pytest.mark.parametrize("year", range(2013, 2026))
def test_no_day_is_special_here_that_the_other_data_set_leaves_ordinary(year):
    file = OTHER_DATA_SET / f"{year}.json"
    if not file.exists():
        pytest.skip(f"the second data set is not beside this checkout ({file.name})")
    named = {day["date"] for day in json.loads(file.read_text("utf-8"))["days"]}
    day, extra = date(year, 1, 1), []
    while day.year == year:
        by_week = day.isoweekday() <= 5
        if reference_calendar().is_working_day(day) != by_week and day.isoformat() not in named:
            extra.append(day.isoformat())
        day += ONE_DAY

    assert [text for text in extra if not text.endswith(("-12-29", "-12-30", "-12-31"))] == []


@pytest.mark.parametrize(
    ("on", "kind", "number"),
    [
        pytest.param("2025-09-28", DayKind.MAKE_UP, "〔2024〕12号", id="sunday-worked-before-national-day"),
        pytest.param("2025-10-08", DayKind.HOLIDAY, "〔2024〕12号", id="last-day-of-national-day-2025"),
        pytest.param("2026-02-14", DayKind.MAKE_UP, "〔2025〕7号", id="saturday-worked-2026"),
        pytest.param("2018-12-29", DayKind.MAKE_UP, "〔2018〕15号", id="december-ruled-by-next-years-notice"),
        pytest.param("2018-12-31", DayKind.HOLIDAY, "〔2018〕15号", id="december-off-by-next-years-notice"),
        pytest.param("2019-05-02", DayKind.HOLIDAY, "〔2019〕3号", id="labour-day-2019-as-amended"),
        pytest.param("2019-05-05", DayKind.MAKE_UP, "〔2019〕3号", id="sunday-worked-by-amendment"),
        pytest.param("2020-02-01", DayKind.HOLIDAY, "〔2020〕1号", id="make-up-day-cancelled-by-amendment"),
        pytest.param("2015-09-04", DayKind.HOLIDAY, "国发明电〔2015〕1号", id="seventieth-anniversary"),
        pytest.param("2025-10-12", DayKind.WEEKEND, None, id="ordinary-sunday"),
        pytest.param("2025-10-13", DayKind.WEEKDAY, None, id="ordinary-monday"),
    ],
)
def test_a_day_tells_its_kind_and_the_notice_it_rests_on(on, kind, number):
    fact = reference_calendar().day(date.fromisoformat(on))

    assert fact.kind is kind
    assert (fact.paper.number.removeprefix("国办发明电") if fact.paper else None) == number


def test_calendar_agrees_with_the_oracle_on_every_day_of_fourteen_years():
    calendar, day = reference_calendar(), date(2013, 1, 1)
    while day <= date(2026, 12, 31):
        assert calendar.is_working_day(day) == oracle_is_working(day), day
        assert calendar.day(day).is_working == oracle_is_working(day), day
        day += ONE_DAY


@pytest.mark.parametrize("year", [2012, 2027, 1, 9999])
def test_a_year_without_a_notice_is_refused_by_name(year):
    with pytest.raises(CalendarYearMissing, match=str(year)) as refusal:
        reference_calendar().is_working_day(date(year, 6, 1))

    assert refusal.value.year == year
    assert refusal.value.facts == {"year": year}


def test_a_gap_between_two_notices_is_refused_and_not_counted_as_holiday():
    calendar = Calendar([notice_from_mapping(notice(2024)), notice_from_mapping(notice(2026))])

    with pytest.raises(CalendarYearMissing) as refusal:
        calendar.count(date(2024, 12, 1), date(2026, 1, 31))
    assert refusal.value.year == 2025
    with pytest.raises(CalendarYearMissing) as refusal:
        calendar.nth_after(date(2024, 12, 30), 5)
    assert refusal.value.year == 2025


def test_an_empty_calendar_knows_nothing():
    with pytest.raises(CalendarYearMissing):
        Calendar([]).nth_after(date(2025, 1, 1), 1)
    with pytest.raises(CalendarYearMissing):
        Calendar([]).count(date(2025, 1, 1), date(2025, 1, 2))


def test_an_emergency_closure_overrides_the_notice_and_keeps_its_paper():
    paper = Paper("紧急停止办公的通知", number="test 1")
    closed = LocalDay(date(2025, 10, 9), is_working=False, name="台风", paper=paper)

    calendar = reference_calendar().with_local([closed])

    assert calendar.day(closed.on).kind is DayKind.LOCAL_CLOSURE
    assert calendar.day(closed.on).paper == paper
    assert calendar.count(date(2025, 10, 8), date(2025, 10, 10)) == 1
    assert reference_calendar().count(date(2025, 10, 8), date(2025, 10, 10)) == 2


def test_an_estimated_year_is_monday_to_friday_and_says_so():
    calendar = reference_calendar().with_estimates([2026, 2027])

    assert calendar.estimated_years == frozenset({2027})
    assert calendar.day(date(2027, 1, 1)).kind is DayKind.ESTIMATED_WEEKDAY
    assert calendar.day(date(2027, 1, 2)).kind is DayKind.ESTIMATED_WEEKEND
    assert calendar.rests_on_estimate(date(2026, 12, 1), date(2027, 1, 1))
    assert not calendar.rests_on_estimate(date(2026, 1, 1), date(2026, 12, 31))


def test_the_same_estimate_is_made_only_once():
    calendar = reference_calendar()

    assert calendar.with_estimates([2027]) is calendar.with_estimates([2027])
    assert calendar.with_estimates([2026]) is calendar


def test_the_next_years_notice_changes_december_once_it_is_loaded():
    before = Calendar([notice_from_mapping(raw_years()[2018])])
    after = Calendar([notice_from_mapping(raw_years()[2018]), notice_from_mapping(raw_years()[2019])])

    assert before.is_working_day(date(2018, 12, 31))
    assert not after.is_working_day(date(2018, 12, 31))
    assert after.is_working_day(date(2018, 12, 29))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param({}, "year", id="nothing"),
        pytest.param({"year": "2025"}, "year", id="year-as-text"),
        pytest.param({"year": 2025, "notice": {"title": "x"}, "work": []}, "off", id="no-days-off"),
        pytest.param({"year": 2025, "off": [], "work": []}, "notice", id="no-notice"),
        pytest.param(notice(2025, off=[("x", "2025-02-30", "2025-03-01")]), "YYYY-MM-DD", id="no-such-date"),
        pytest.param(notice(2025, off=[("", "2025-03-02", "2025-03-01")]), "before it begins", id="reversed"),
        pytest.param(notice(2025, work=["2024-11-30"]), "December before", id="november-before"),
        pytest.param(notice(2025, work=["2026-01-04"]), "December before", id="year-after"),
        pytest.param(
            notice(2025, off=[("x", "2025-05-01", "2025-05-01")], work=["2025-05-01"]),
            "both off and worked",
            id="off-and-worked",
        ),
        pytest.param({**notice(2025), "amendments": {}}, "list", id="amendments-no-list"),
    ],
)
def test_a_malformed_calendar_file_is_refused_with_its_fault(raw, said):
    with pytest.raises(NoticeMalformed, match=said):
        notice_from_mapping(raw)
