"""The desk: what anybody brings, who sees whom, what is accepted or not, and what is answered."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from oneseal.evaluation.errors import (
    AnswerMissing,
    MatterEmpty,
    MatterNameless,
    MatterNotFound,
    ReasonMissing,
    ResultMissing,
    TooManyFiles,
    TransferUnfit,
)
from oneseal.evaluation.models import MatterFile
from oneseal.evaluation.policies import can_see, can_see_who
from oneseal.evaluation.rules.matters import Channel, MatterKind
from oneseal.evaluation.selectors import (
    MattersWanted,
    matter_days,
    matter_followed,
    matter_for_staff,
    matter_own,
    matters_for_staff,
    matters_own,
    matters_upheld,
    steps_of_matter,
)
from oneseal.evaluation.services import (
    AnswerTold,
    MatterTold,
    Upload,
    matter_accept,
    matter_answer,
    matter_receive,
    matter_refuse,
    matter_register,
    matter_transfer,
    matter_withdraw,
)
from oneseal.foundation.files.services import FileTypeRefused
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.selectors import papers_of
from tests.apps.traces import acts, refused, told, verbs
from tests.factories import world
from tests.factories.matters import accepted, answered, by, extension_waits, filed, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
KINDS = [pytest.param(kind, id=kind.value) for kind in MatterKind]


def followed(found):
    return matter_followed(found.number, found.code, today=today())


def for_staff(found, kind="supervisor"):
    return matter_for_staff(found.matter_id, actor=world.staff(kind), today=today())


# --- received ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (MatterKind.COMPLAINT, "TS202603040001"), (MatterKind.REPORT, "JB202603040001"),
        (MatterKind.CONSULTATION, "ZX202603040001"), (MatterKind.COMMENDATION, "BY202603040001"),
        (MatterKind.DISCLOSURE, "GK202603040001"),
    ],
)  # fmt: skip
def test_anybody_brings_a_matter_without_an_account_and_keeps_number_and_code(kind, number):
    found = filed(kind)

    shown = matter_followed(f" {found.number.lower()} ", found.code.lower(), today=today())

    assert found.number == number
    assert (shown.name, shown.contact, shown.state, shown.due_on) == (
        "王五",
        "13900000000",
        "received",
        date(2026, 3, 11),
    )
    assert verbs(found.matter_id) == ["evaluation.matter_received"]
    assert told("evaluation.matter_received")[-1] == {"matter_id": str(found.matter_id), "kind": kind.value}
    assert [step.action for step in steps_of_matter(shown, for_public=True)] == ["receive"]


def test_who_brings_it_is_not_in_clear_in_the_database():
    kept = row(filed())

    assert "王五".encode() not in bytes(kept.name)
    assert b"13900000000" not in bytes(kept.contact)


@pytest.mark.parametrize("text", [pytest.param("", id="empty"), pytest.param(" \n", id="blank")])
def test_a_matter_has_words(text):
    with refused(MatterEmpty):
        filed(text=text)


def test_a_matter_names_an_agency():
    with refused(MatterEmpty):
        filed(agency_id=uuid4())


def test_who_asks_for_information_says_who_he_is():
    told_so = MatterTold(MatterKind.DISCLOSURE, world.city().agency_id, "2025年的许可情况。")

    with refused(MatterNameless):
        matter_receive(told=told_so, actor=None, now=now())


def test_files_come_through_the_guarded_way_or_not_at_all():
    found = filed(files=[Upload("a.pdf", [world.PDF])])

    assert [(one.name, one.media_type) for one in MatterFile.objects.filter(matter_id=found.matter_id)] == [
        ("a.pdf", "application/pdf")
    ]
    with pytest.raises(FileTypeRefused):
        filed(files=[Upload("photo.pdf", [b"<html><script>"])])
    with refused(TooManyFiles):
        filed(files=[Upload("a.pdf", [world.PDF])] * 6)


@pytest.mark.parametrize("channel", [Channel.WINDOW, Channel.PHONE, Channel.LETTER])
def test_a_clerk_enters_it_for_somebody_and_the_way_is_kept(channel):
    words = MatterTold(MatterKind.CONSULTATION, world.city().agency_id, "怎么办证？", "王五", "139")

    found = matter_register(told=words, channel=channel, **by("intake_clerk"))

    assert followed(found).channel is channel
    assert acts(found.matter_id)[0].actor_id == world.staff("intake_clerk").account_id
    assert [paper.kind for paper in papers_of(found.matter_id, for_public=True)] == ["matter_receipt"]


def test_who_does_not_stand_at_a_window_enters_nothing():
    words = MatterTold(MatterKind.CONSULTATION, world.city().agency_id, "怎么办证？")

    with refused(NotAllowed):
        matter_register(told=words, channel=Channel.WINDOW, **by("reviewer"))


def test_a_disclosure_request_has_its_receipt_on_paper():
    assert [one.kind for one in papers_of(filed(MatterKind.DISCLOSURE).matter_id, for_public=True)] == [
        "matter_receipt"
    ]
    assert papers_of(filed(MatterKind.COMPLAINT).matter_id, for_public=True) == []


def test_a_complaint_on_ones_own_case_goes_to_its_agency():
    case = world.accepted_case()

    found = filed(actor=case.applicant, case=case.facts)

    assert matter_own(found.matter_id, actor=case.applicant, today=today()).case_number == case.facts.number
    assert [one.number for one in matters_own(case.applicant, today=today())] == [found.number]


# --- who sees whom -------------------------------------------------------------------------------


def test_the_trace_of_a_report_names_nobody_even_of_who_was_signed_in():
    person = world.person()
    found = filed(MatterKind.REPORT, person)

    assert {(one.actor_id, one.actor_name) for one in acts(found.matter_id)} == {(None, "来件人")}
    assert matter_own(found.matter_id, actor=person, today=today()).number == found.number


def test_the_unit_reported_sees_neither_name_nor_contact():
    found = filed(MatterKind.REPORT)  # the only agency of the city is the one reported

    shown = for_staff(found)

    assert (shown.is_who_shown, shown.name, shown.contact) == (False, "", "")


def test_a_supervisor_sees_who_complained_and_the_head_does_not():
    found = extension_waits()

    assert for_staff(found).name == "王五"
    shown = for_staff(found, "agency_head")
    assert (shown.is_who_shown, shown.name) == (False, "")


def test_supervisors_of_another_agency_see_the_city_but_not_reports_about_themselves():
    found, report = filed(), filed(MatterKind.REPORT)
    other = replace(world.staff("supervisor"), agency_id=uuid4())

    assert matter_for_staff(found.matter_id, actor=other, today=today()).name == "王五"
    assert matter_for_staff(report.matter_id, actor=other, today=today()).name == "王五"
    seen = {"kind": "report", "about_id": other.agency_id, "agency_id": world.city().agency_id}
    assert not can_see(other, **seen)
    assert not can_see_who(other, **seen)
    assert can_see_who(world.staff("supervisor"), **seen)


def test_a_supervisor_of_another_department_sees_nothing_of_the_city():
    found = filed()
    other = replace(world.staff("supervisor"), agency_id=uuid4(), is_central=False)

    with refused(MatterNotFound):
        matter_for_staff(found.matter_id, actor=other, today=today())
    assert matters_for_staff(other, MattersWanted(), today=today()) == []
    own = {"kind": "complaint", "about_id": other.agency_id, "agency_id": other.agency_id}
    assert can_see_who(other, **own)


@pytest.mark.parametrize("kind", ["intake_clerk", "reviewer", "approver", "issue_clerk", "archivist"])
def test_other_posts_see_nothing_and_do_nothing(kind):
    found = filed()

    assert matters_for_staff(world.staff(kind), MattersWanted(), today=today()) == []
    with pytest.raises(MatterNotFound):
        for_staff(found, kind)
    with refused(NotAllowed):
        matter_accept(matter_id=found.matter_id, **by(kind))


def test_somebody_elses_matter_is_not_found():
    found, stranger = filed(actor=world.person()), world.person()

    assert matters_own(stranger, today=today()) == []
    for actor in (stranger, None, world.staff("reviewer")):
        with pytest.raises(MatterNotFound):
            matter_own(found.matter_id, actor=actor, today=today())
    with refused(MatterNotFound):
        matter_withdraw(matter_id=found.matter_id, actor=stranger, code="AAAAAAAA", now=now())


def test_a_matter_without_an_account_belongs_to_no_account():
    found = filed()

    with pytest.raises(MatterNotFound):
        matter_own(found.matter_id, actor=world.person(), today=today())


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda one, other: (one.number, other.code), id="code-of-another"),
        pytest.param(lambda one, other: (one.number, ""), id="no-code"),
        pytest.param(lambda one, other: ("", one.code), id="no-number"),
    ],
)
def test_a_wrong_pair_tells_nothing(wrong):
    assert matter_followed(*wrong(filed(), filed()), today=today()) is None


# --- accepted, or not ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (MatterKind.COMPLAINT, date(2026, 3, 25)), (MatterKind.REPORT, date(2026, 3, 25)),
        (MatterKind.CONSULTATION, date(2026, 3, 11)), (MatterKind.COMMENDATION, date(2026, 3, 18)),
        (MatterKind.DISCLOSURE, date(2026, 4, 1)),
    ],
)  # fmt: skip
def test_an_answer_is_due_counted_from_the_day_of_receipt(kind, due, clock):
    found = filed(kind)
    clock.move(days=1)

    matter_accept(matter_id=found.matter_id, **by())

    shown = followed(found)
    assert (shown.state, shown.due_on) == ("handling", due)
    assert matter_days(shown, today=today())[-1].date == due
    with refused(NoSuchMove):
        matter_accept(matter_id=found.matter_id, **by())


def test_how_long_the_answer_to_a_complaint_may_take_is_the_citys_own_setting(settings):
    settings.ONESEAL_COMPLAINT_WORKING_DAYS = 5

    assert followed(accepted()).due_on == date(2026, 3, 11)


def test_what_is_not_accepted_says_why_on_paper_and_ends():
    found = filed()

    matter_refuse(matter_id=found.matter_id, reason="不属于政务服务。", **by())

    shown = followed(found)
    assert (shown.state, shown.refusal) == ("not_accepted", "不属于政务服务。")
    assert [one.kind for one in papers_of(found.matter_id, for_public=True)] == ["matter_non_acceptance"]
    with refused(NoSuchMove):
        matter_accept(matter_id=found.matter_id, **by())


def test_a_refusal_has_a_reason_and_a_disclosure_request_is_never_refused():
    found, request = filed(), filed(MatterKind.DISCLOSURE)

    with refused(ReasonMissing):
        matter_refuse(matter_id=found.matter_id, reason=" ", **by())
    with refused(NoSuchMove):
        matter_refuse(matter_id=request.matter_id, reason="不予公开。", **by())


def test_a_matter_is_handed_on_only_to_another_agency_that_answers():
    found = accepted()

    for agency_id in (world.city().agency_id, uuid4()):
        with refused(TransferUnfit):
            matter_transfer(matter_id=found.matter_id, agency_id=agency_id, note="", **by())


# --- answered ------------------------------------------------------------------------------------


def test_an_answer_is_given_once_and_read_with_number_and_code():
    found = answered()

    shown = followed(found)
    assert (shown.state, shown.answer, shown.result, shown.answered_at) == ("answered", "已加开窗口。", "upheld", now())
    assert acts(found.matter_id)[-1].verb == "evaluation.matter_answered"
    assert told("evaluation.matter_answered")[-1] == {"matter_id": str(found.matter_id), "kind": "complaint"}
    with refused(NoSuchMove):
        matter_answer(matter_id=found.matter_id, told=AnswerTold("又答。", "upheld"), **by())


def test_an_answer_has_words_and_a_result():
    found = accepted()

    with refused(AnswerMissing):
        matter_answer(matter_id=found.matter_id, told=AnswerTold(" ", "upheld"), **by())
    with refused(ResultMissing):
        matter_answer(matter_id=found.matter_id, told=AnswerTold("已改正。"), **by())


def test_a_disclosure_request_is_answered_on_paper_with_its_item():
    found = answered(MatterKind.DISCLOSURE, result="not_disclosed", text="涉及第三方的商业秘密。")

    kinds = {one.kind for one in papers_of(found.matter_id, for_public=True)}
    assert kinds == {"matter_receipt", "disclosure_answer"}
    assert followed(found).result == "not_disclosed"


def test_what_was_upheld_is_counted_for_the_agency_by_the_day_of_the_answer():
    answered()
    answered(MatterKind.REPORT, result="upheld")
    answered(result="not_upheld")
    agency = world.city().agency_id

    assert matters_upheld(since=today(), until=today()) == {agency: 2}
    assert matters_upheld(since=today() + timedelta(days=1), until=today() + timedelta(days=9)) == {}
