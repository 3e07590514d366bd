"""Random histories: whoever tries whatever whenever, no illegal move succeeds and no clock loses or gains a day.

`ONESEAL_HISTORIES` says how many are played, `ONESEAL_HISTORIES_SEED` from which seed; a nightly run plays a hundred
thousand (`.ci/nightly`). They are played in parts, each in a transaction of its own: the server cannot clear away
what histories leave behind while theirs is open. A part is played again by its seed alone.
"""

import os
import secrets
import shutil
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from oneseal.kernel.errors import RuleError
from oneseal.workflow.models import CalendarYear
from oneseal.workflow.selectors import forget_calendar
from tests.apps.traces import chain_is_whole, paper_kinds
from tests.factories import world
from tests.histories.oracle import Days, due
from tests.histories.playing import PEOPLE, TRIED, Story

pytestmark = pytest.mark.django_db
PLAYED = int(os.environ.get("ONESEAL_HISTORIES", "40"))
SEED = int(os.environ.get("ONESEAL_HISTORIES_SEED") or secrets.randbelow(10**9))
PART = 250
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
YEARS = (2026, 2027)
ALL_DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
WEEKDAYS = [day for day in ALL_DAYS if day.isoweekday() <= 5]
WEEKENDS = [day for day in ALL_DAYS if day.isoweekday() > 5]
OWED = {
    "delivered": "delivery_receipt", "withdrawn": "withdrawal_notice", "voided": "void_statement",
    "archived": "archive_catalogue", "not_accepted": "non_acceptance_notice", "refused": "refusal_decision",
}  # fmt: skip

days = st.builds(
    Days,
    off=st.sets(st.sampled_from(WEEKDAYS[20:260]), max_size=60),
    worked=st.sets(st.sampled_from(WEEKENDS[8:104]), max_size=30),
)
tries = st.tuples(
    st.sampled_from(TRIED), st.sampled_from(PEOPLE), st.integers(0, 4), st.integers(0, 9),
    st.sampled_from((True, True, True, False)),
)  # fmt: skip


def load(told):
    CalendarYear.objects.bulk_create(
        [CalendarYear(year=one["year"], content=one, loaded_at=world.MORNING) for one in told.notices(YEARS)],
        update_conflicts=True, unique_fields=["year"], update_fields=["content", "loaded_at"],
    )  # fmt: skip
    forget_calendar()


def chosen(story, *, action, who, is_led):
    """Return what is tried: as drawn, or, led on, what this or another person may do next."""
    if not is_led:
        return action, who
    open_now = [(one, person) for one in TRIED for person in PEOPLE if story.may(person, one)]
    return (
        open_now[(TRIED.index(action) * len(PEOPLE) + PEOPLE.index(who)) % len(open_now)] if open_now else (action, who)
    )


def tried(story, action, who, number):
    """Try it; it succeeds exactly when it is allowed."""
    allowed, refusal = story.may(who, action), None
    try:
        story.do(who, action, number)
    except RuleError as problem:
        refusal = problem
    assert allowed == (refusal is None), f"{who}, {action}, while {story.state}: {refusal or 'done'}"
    if allowed:
        story.told(action, number)


def judged(story):
    facts = story.case.facts
    assert facts.state.value == story.state
    promised, statutory = story.dues()
    if promised is not None:
        assert facts.due_on == promised
    if statutory is not None:
        assert facts.statutory_due_on == statutory


@pytest.fixture
def draft(city, clock, settings):
    """Return a complete draft, and everybody who may try something by his name; leave no files behind."""
    case = world.filled_case()
    yield case, {"applicant": case.applicant, **{kind: world.staff(kind) for kind in PEOPLE[1:]}}
    shutil.rmtree(settings.STORAGES["default"]["OPTIONS"]["location"])


def played(draft, clock, *, days, tries, seen=None):
    """Play one history and judge it after each try; take it back in the end."""
    with transaction.atomic():
        clock.stand_at(world.MORNING + timedelta(hours=2))
        load(days)
        story = Story(*draft, days=days)
        for action, who, passed, number, is_led in tries:
            clock.move(days=passed)
            story.time_passes()
            what, by = chosen(story, action=action, who=who, is_led=is_led)
            if seen is not None and story.may(by, what):
                seen.add(what)
            tried(story, what, by, number)
            story.work_behind()
            judged(story)
        assert chain_is_whole(story.case)
        if story.state in OWED:
            assert OWED[story.state] in paper_kinds(story.case.id)
        transaction.set_rollback(True)
    forget_calendar()


HISTORIES = {"days": days, "tries": st.lists(tries, min_size=12, max_size=30)}
# A failing history is told as it was played: making it shorter takes longer than reading it.
QUIET = {"suppress_health_check": list(HealthCheck), "deadline": None, "phases": [Phase.generate]}


@pytest.mark.parametrize("part", [pytest.param(SEED + n, id=f"seed-{SEED + n}") for n in range(-(-PLAYED // PART))])
def test_no_illegal_move_succeeds_and_no_clock_loses_or_gains_a_day(draft, clock, part):
    @seed(part)
    @settings(max_examples=min(PART, PLAYED - (part - SEED) * PART), database=None, **QUIET)
    @given(**HISTORIES)
    def play(days, tries):
        played(draft, clock, days=days, tries=tries)

    play()


def test_the_histories_reach_every_move_of_the_item(draft, clock):
    seen = set()
    wanted = {action for action in TRIED if getattr(Story, f"_guard_{action}", None) is not Story._guard_never}

    @settings(max_examples=1500, derandomize=True, database=None, **QUIET)
    @given(**HISTORIES)
    def play(days, tries):
        if wanted - seen:  # the rarest come late; nothing more is played once each was met
            played(draft, clock, days=days, tries=tries, seen=seen)

    play()
    assert wanted - seen == set()


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        pytest.param("oneseal.cases.rules.law_days.stopping_statutory", tuple, id="every-pause-stops-the-law"),
        pytest.param("oneseal.cases.rules.clock.is_deemed_accepted", lambda *_a, **_k: False, id="nothing-is-deemed"),
    ],
)
def test_a_planted_fault_is_found(draft, clock, monkeypatch, where, fault):
    """The negative control: with a rule taken out a history goes wrong."""
    monkeypatch.setattr(where, fault)
    if where.endswith("is_deemed_accepted"):
        monkeypatch.setattr("oneseal.cases.services.intake.is_deemed_accepted", fault)

    @settings(max_examples=2000, derandomize=True, database=None, **QUIET)
    @given(**HISTORIES)
    def play(days, tries):
        played(draft, clock, days=days, tries=tries)

    with pytest.raises(AssertionError):
        play()


def test_the_oracle_tells_a_lost_day():
    """The control of the test above: another count of days is another due day."""
    plain, holiday = Days(), Days(off={date(2026, 3, 6)})

    assert due(date(2026, 3, 4), 5, plain) == date(2026, 3, 11)
    assert due(date(2026, 3, 4), 5, holiday) == date(2026, 3, 12)
    assert due(date(2026, 3, 4), 5, plain, [(date(2026, 3, 5), date(2026, 3, 6))]) == date(2026, 3, 12)
    assert due(date(2026, 3, 4), 5, plain, [(date(2026, 3, 5), None)]) is None
