"""Handling a matter: who may not, more time, consultations, by itself, afterwards, lists, questions, limits."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from oneseal.cases.services import draft_discard, void_decline
from oneseal.evaluation.errors import (
    ConsultationOpen,
    ConsultationUnfit,
    ExtendedBefore,
    ExtensionBySame,
    ExtensionNotAsked,
    ExtensionOver,
    ExtensionUnfit,
    ExtensionWaits,
    HandledBySame,
    LimitsUnfit,
    MatterNotFound,
    QuestionBySame,
    QuestionReleased,
    QuestionUnfit,
    ReasonMissing,
    ReopenedBefore,
)
from oneseal.evaluation.rules.matters import MatterKind
from oneseal.evaluation.selectors import (
    Limits,
    MattersWanted,
    answerers_of,
    extensions_of_matter,
    limits_of,
    matter_counts,
    matter_followed,
    matter_for_staff,
    matters_for_staff,
    matters_open,
    questions_public,
    steps_of_matter,
)
from oneseal.evaluation.services import (
    AnswerTold,
    ConsultTold,
    consultation_close,
    consultation_open,
    extension_ask,
    extension_decline,
    extension_grant,
    limits_choose,
    matter_accept,
    matter_answer,
    matter_follow_up,
    matter_reopen,
    matter_urge,
    matter_withdraw,
    matters_redate,
    question_draft,
    question_release,
)
from oneseal.foundation.timekeeping import BEIJING, now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.selectors import colleagues_with
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.selectors import papers_of
from oneseal.workflow.models import CalendarYear
from oneseal.workflow.services import timers_catch_up
from tests.apps.traces import acts, refused, told
from tests.factories import special, world
from tests.factories.matters import accepted, answered, by, extension_waits, filed, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
KINDS = [pytest.param(kind, id=kind.value) for kind in MatterKind]


def followed(found):
    return matter_followed(found.number, found.code, today=today())


def for_staff(found, kind="supervisor"):
    return matter_for_staff(found.matter_id, actor=world.staff(kind), today=today())


# --- who is involved neither answers nor extends (S1) --------------------------------------------


def moved_to_supervision(kind):
    """Return the holder of another post as he acts once he was moved to the post of a supervisor."""
    supervisor = world.staff("supervisor")
    return replace(world.staff(kind), post_title=supervisor.post_title, permissions=supervisor.permissions)


def on_case(case):
    found = filed(actor=case.applicant, case=case.facts)
    matter_accept(matter_id=found.matter_id, **by())
    return found


def answer(found, actor):
    matter_answer(matter_id=found.matter_id, told=AnswerTold("已核实。", "not_upheld"), actor=actor, now=now())


HANDLED = [
    pytest.param("intake_clerk", id="who-accepted"),
    pytest.param("reviewer", id="who-examined"),
    pytest.param("approver", id="who-decided"),
]


@pytest.mark.parametrize("kind", HANDLED)
def test_who_handled_the_case_does_not_answer_nor_does_who_stands_in_for_him(kind):
    found = on_case(world.refused_case())
    stand_in = replace(world.staff("supervisor"), stands_in_for=world.staff(kind).account_id)

    for actor in (moved_to_supervision(kind), stand_in):
        with refused(HandledBySame):
            answer(found, actor)

    answer(found, world.staff("supervisor"))
    assert followed(found).answered_at == now()


@pytest.mark.parametrize("kind", HANDLED)
def test_who_handled_another_case_answers_and_so_he_does_where_no_case_is_named(kind):
    world.refused_case()

    for found in (on_case(world.submitted_case()), accepted()):
        answer(found, moved_to_supervision(kind))

        assert followed(found).answer == "已核实。"


@pytest.mark.parametrize("made", [world.not_accepted_case, world.correction_pending_case])
def test_who_refused_at_the_door_or_sent_it_back_does_not_answer(made):
    found = on_case(made())

    with refused(HandledBySame):
        answer(found, moved_to_supervision("intake_clerk"))


def test_who_is_complained_of_neither_answers_nor_extends_once_he_is_named():
    found, head = filed(), world.staff("agency_head")
    matter_accept(matter_id=found.matter_id, accused=[head.account_id, world.staff("reviewer").account_id], **by())
    extension_ask(matter_id=found.matter_id, days=5, reason="需要调取监控。", **by())

    with refused(HandledBySame):
        answer(found, moved_to_supervision("reviewer"))
    with refused(HandledBySame):
        extension_grant(matter_id=found.matter_id, actor=head, now=now())


def test_who_declined_to_void_the_case_watched_it_and_answers():
    case = world.submitted_case()
    special.ask_void(case)
    void_decline(case_id=case.id, reason="不是登记错误。", press=world.press(world.staff("supervisor")))

    answer(on_case(case), world.staff("supervisor"))


def test_a_complaint_about_a_draft_that_was_thrown_away_is_answered():
    case = world.started_case()
    found = on_case(case)
    draft_discard(case_id=case.id, actor=case.applicant)

    answer(found, world.staff("supervisor"))

    assert followed(found).answered_at == now()


def test_who_may_answer_is_told_without_those_who_are_involved(monkeypatch):
    found = on_case(world.refused_case())
    reviewer = moved_to_supervision("reviewer")
    names = {world.staff(kind).account_id: world.staff(kind).name for kind in ("reviewer", "supervisor")}
    monkeypatch.setattr("oneseal.evaluation.selectors.matters.colleagues_with", lambda _permission, *, agency_id: names)

    assert answerers_of(for_staff(found), actor=world.staff("supervisor")).is_reader
    shown = answerers_of(for_staff(found), actor=reviewer)
    assert (shown.is_reader, shown.names) == (False, (world.staff("supervisor").name,))
    assert colleagues_with("complaints.answer", agency_id=world.city().agency_id)


# --- more time -----------------------------------------------------------------------------------


def test_another_person_grants_more_time_once_and_tells_it_on_paper():
    found = extension_waits(MatterKind.DISCLOSURE, days=20)

    extension_grant(matter_id=found.matter_id, **by("agency_head"))

    assert followed(found).due_on == date(2026, 4, 30)
    assert "matter_extension" in {one.kind for one in papers_of(found.matter_id, for_public=True)}
    with refused(ExtensionNotAsked):
        extension_grant(matter_id=found.matter_id, **by("agency_head"))
    with refused(ExtendedBefore):
        extension_ask(matter_id=found.matter_id, days=1, reason="还不够。", **by())


def test_more_time_that_is_declined_changes_no_day():
    found = extension_waits()

    extension_decline(matter_id=found.matter_id, words="请按期答复。", **by("agency_head"))

    shown = for_staff(found)
    assert (shown.due_on, shown.extended_days) == (date(2026, 3, 25), 0)
    assert [one.is_granted for one in extensions_of_matter(shown)] == [False]


def test_who_asks_does_not_grant_and_nobody_asks_twice():
    found = extension_waits()
    both = replace(world.staff("supervisor"), permissions=world.staff("agency_head").permissions)

    with refused(ExtensionBySame):
        extension_grant(matter_id=found.matter_id, actor=both, now=now())
    with refused(ExtensionWaits):
        extension_ask(matter_id=found.matter_id, days=5, reason="再申请。", **by())
    with refused(NotAllowed):
        extension_grant(matter_id=found.matter_id, **by("approver"))


@pytest.mark.parametrize("days", [0, 16])
def test_more_time_stays_within_what_the_kind_may_have(days):
    found = accepted()

    with refused(ExtensionUnfit, most=15):
        extension_ask(matter_id=found.matter_id, days=days, reason="需要时间。", **by())


def test_after_the_last_day_nothing_is_extended(clock):
    found, asked = accepted(), extension_waits()
    clock.stand_at(datetime(2026, 3, 25, 17, 0, tzinfo=BEIJING))
    extension_ask(matter_id=found.matter_id, days=1, reason="最后一日还可以申请。", **by())

    clock.move(days=1)

    for matter in (found, asked):
        with refused(ExtensionOver):
            extension_grant(matter_id=matter.matter_id, **by("agency_head"))


# --- consultation of third parties and co-makers (OGI 32 to 34) -----------------------------------


def test_the_days_of_a_consultation_do_not_count_and_nothing_is_answered_meanwhile(clock):
    found = accepted(MatterKind.DISCLOSURE)
    consulted = consultation_open(matter_id=found.matter_id, told=ConsultTold("某某公司", is_agency=False), **by())
    clock.move(days=7)

    assert followed(found).face.light == "blue"
    with refused(ConsultationOpen):
        matter_answer(matter_id=found.matter_id, told=AnswerTold("公开。", "disclosed"), **by())
    consultation_close(consultation_id=consulted, outcome="agreed", words="", **by())

    assert followed(found).due_on == date(2026, 4, 9)  # five working days later than 1 April, Qingming between
    with refused(ConsultationUnfit):
        consultation_close(consultation_id=consulted, outcome="agreed", words="", **by())


@pytest.mark.parametrize(
    ("is_agency", "outcome"),
    [
        pytest.param(True, "agreed_by_silence", id="a-co-maker-agrees"),
        pytest.param(False, "silent", id="third-party"),
    ],
)
def test_who_is_silent_for_fifteen_working_days_is_taken_at_it(is_agency, outcome, clock):
    found = accepted(MatterKind.DISCLOSURE)
    consultation_open(matter_id=found.matter_id, told=ConsultTold("被征求意见者", is_agency=is_agency), **by())

    clock.stand_at(datetime(2026, 3, 25, 23, 0, tzinfo=BEIJING))
    timers_catch_up(tell=now)
    assert row(found).consultations.get().ended_on is None
    clock.stand_at(datetime(2026, 3, 26, 0, 5, tzinfo=BEIJING))
    timers_catch_up(tell=now)

    kept = row(found).consultations.get()
    assert (kept.ended_on, kept.outcome) == (date(2026, 3, 25), outcome)
    assert followed(found).due_on == date(2026, 4, 23)


# --- by themselves -------------------------------------------------------------------------------


def test_a_matter_beyond_its_last_day_is_told_once(clock):
    found = accepted()
    clock.stand_at(datetime(2026, 3, 25, 23, 59, tzinfo=BEIJING))
    timers_catch_up(tell=now)
    assert told("evaluation.matter_overdue") == []

    for _twice in range(2):
        clock.stand_at(datetime(2026, 3, 26, 0, 1, tzinfo=BEIJING))
        timers_catch_up(tell=now)

    assert told("evaluation.matter_overdue") == [{"matter_id": str(found.matter_id), "kind": "complaint"}]
    assert [one.light for one in matters_open(today=today())] == ["red"]


def test_what_got_more_time_or_an_answer_is_not_told(clock):
    found, done = extension_waits(), answered()
    extension_grant(matter_id=found.matter_id, **by("agency_head"))
    clock.stand_at(datetime(2026, 3, 26, 0, 1, tzinfo=BEIJING))
    timers_catch_up(tell=now)

    assert told("evaluation.matter_overdue") == []
    assert row(done).overdue_told_on is None


def test_an_answer_that_nobody_objects_to_settles(clock):
    found = answered()
    clock.stand_at(datetime(2026, 3, 19, 0, 1, tzinfo=BEIJING))

    timers_catch_up(tell=now)

    assert followed(found).state == "closed"
    assert followed(found).is_satisfied is None


def test_a_change_of_the_calendar_moves_the_last_day_and_says_by_which_paper():
    found = accepted()
    content = CalendarYear.objects.get(year=2026).content
    CalendarYear.objects.filter(year=2026).delete()

    moved = matters_redate(paper="节假日安排", now=now())
    CalendarYear.objects.create(year=2026, content=content, loaded_at=now())
    again = matters_redate(paper="节假日安排", now=now())

    assert (moved, again) == (1, 1)
    assert acts(found.matter_id)[-1].after["paper"] == "节假日安排"
    assert row(found).due_on == date(2026, 3, 25)
    assert matters_redate(paper="节假日安排", now=now()) == 0


# --- afterwards ----------------------------------------------------------------------------------


def judge(found, *, is_satisfied, words="", code=None):
    matter_follow_up(
        matter_id=found.matter_id,
        is_satisfied=is_satisfied,
        words=words,
        actor=None,
        code=code or found.code,
        now=now(),
    )  # fmt: skip


def test_whoever_brought_it_is_content_and_it_is_closed():
    found = answered()

    judge(found, is_satisfied=True)

    assert (followed(found).state, followed(found).is_satisfied) == ("closed", True)
    with refused(NoSuchMove):
        judge(found, is_satisfied=False, words="又不满意。")


def test_who_is_not_content_says_why_and_only_with_his_code():
    found = answered()

    with refused(ReasonMissing):
        judge(found, is_satisfied=False)
    with refused(MatterNotFound):
        judge(found, is_satisfied=True, code="AAAAAAAA")
    judge(found, is_satisfied=False, words="没有解决。")
    assert followed(found).is_satisfied is False


def test_it_is_handled_again_once_with_days_of_its_own(clock):
    found = answered()
    clock.move(days=1)

    matter_reopen(matter_id=found.matter_id, words="没有解决。", actor=None, code=found.code, now=now())

    assert (followed(found).state, followed(found).due_on) == ("handling", date(2026, 3, 26))
    matter_answer(matter_id=found.matter_id, told=AnswerTold("再次核实。", "upheld"), **by())
    with refused(ReopenedBefore):
        matter_reopen(matter_id=found.matter_id, words="还是不满意。", actor=None, code=found.code, now=now())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_answered_can_be_taken_back(kind):
    found = filed(kind)

    matter_withdraw(matter_id=found.matter_id, actor=None, code=found.code, now=now())

    assert followed(found).state == "withdrawn"
    with refused(NoSuchMove):
        matter_withdraw(matter_id=found.matter_id, actor=None, code=found.code, now=now())


# --- lists, urging, questions, limits ------------------------------------------------------------


def test_the_list_is_narrowed_by_kind_state_light_and_words():
    supervisor, one, other = world.staff("supervisor"), filed(text="停车场太小。"), answered()

    def numbers(**wanted):
        return [row.number for row in matters_for_staff(supervisor, MattersWanted(**wanted), today=today())]

    assert numbers() == [one.number]
    assert numbers(is_open=False) == [other.number]
    assert numbers(is_open=None, kind="report") == []
    assert numbers(light="green") == [one.number]
    assert numbers(light="red") == []
    assert numbers(words="停车场") == [one.number]
    assert numbers(words=other.number, is_open=None) == [other.number]
    assert matter_counts(supervisor, MattersWanted(is_open=None)) == {"complaint": 2}


def test_a_list_of_many_asks_no_more_questions_than_one_of_few(django_assert_max_num_queries):
    filed()
    matters_for_staff(world.staff("supervisor"), MattersWanted(), today=today())
    for _more in range(5):
        filed()

    with django_assert_max_num_queries(6):
        assert len(matters_for_staff(world.staff("supervisor"), MattersWanted(), today=today())) == 6
    with django_assert_max_num_queries(6):
        assert len(matters_open(today=today())) == 6


def test_a_supervisor_urges_and_the_public_does_not_read_it():
    found = accepted()

    matter_urge(matter_id=found.matter_id, words="请尽快。", **by())

    shown = for_staff(found)
    assert shown.urged_at == now()
    assert "urge" in [one.action for one in steps_of_matter(shown, for_public=False)]
    assert "urge" not in [one.action for one in steps_of_matter(shown, for_public=True)]
    with refused(NotAllowed):
        matter_urge(matter_id=found.matter_id, words="请尽快。", **by("reviewer"))


def test_a_question_is_public_once_another_person_released_it():
    found = answered(MatterKind.CONSULTATION, text="请问怎么办证？")
    words = {"question": "怎么办理食品经营许可？", "answer": "先在网上提出申请。"}
    question_draft(matter_id=found.matter_id, **words, **by())

    assert questions_public() == []
    both = replace(world.staff("supervisor"), permissions=world.staff("supervisor").permissions)
    with refused(QuestionBySame):
        question_release(matter_id=found.matter_id, actor=both, now=now())
    question_release(matter_id=found.matter_id, **by("agency_head"))

    assert [one.question for one in questions_public()] == ["怎么办理食品经营许可？"]
    with refused(QuestionReleased):
        question_draft(matter_id=found.matter_id, **words, **by())


def test_only_an_answered_consultation_becomes_a_question():
    for found in (accepted(MatterKind.CONSULTATION), answered(MatterKind.COMPLAINT)):
        with refused(QuestionUnfit):
            question_draft(matter_id=found.matter_id, question="问", answer="答", **by())


def test_the_city_chooses_its_limits_and_what_was_received_keeps_its_own():
    before = filed(MatterKind.CONSULTATION)
    chosen = Limits(decide=2, answer=3, extend=1, again=2, settle=4)

    limits_choose(kind=MatterKind.CONSULTATION, told=chosen, reason="市政府通知（演示）", **by(world.ADMINISTRATOR))

    assert limits_of(MatterKind.CONSULTATION) == chosen
    assert row(before).answer_days == 5
    assert row(filed(MatterKind.CONSULTATION)).answer_days == 3
    with refused(LimitsUnfit):
        limits_choose(
            kind=MatterKind.DISCLOSURE, told=Limits(5, 21, 20, 0, 10), reason="加长", **by(world.ADMINISTRATOR)
        )
    with refused(NotAllowed):
        limits_choose(kind=MatterKind.REPORT, told=chosen, reason="改", **by())
