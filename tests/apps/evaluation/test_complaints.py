"""A complaint is received from anybody, answered by a supervisor, and read by whoever holds its code."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from oneseal.cases.services import draft_discard, void_decline
from oneseal.evaluation.errors import (
    AnswerMissing,
    ComplaintAnsweredBefore,
    ComplaintEmpty,
    ComplaintHandledBySame,
    ComplaintNotFound,
    ComplaintOwn,
)
from oneseal.evaluation.models import Complaint
from oneseal.evaluation.selectors import (
    ANSWERS,
    answerers_of,
    complaint_followed,
    complaint_for_actor,
    complaints_for_actor,
)
from oneseal.evaluation.services import ComplaintTold, complaint_answer, complaint_file
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Person, PostHolding
from oneseal.identity.selectors import ID_NUMBER
from oneseal.identity.services import staff_number_state
from tests.apps.traces import acts, refused, told
from tests.factories import special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def file(actor=None, *, text="等了两小时没有叫号。", **more):
    words = ComplaintTold(world.city().agency_id, text, "王五", "13900000000")
    return complaint_file(told=words, actor=actor, now=now(), **more)


def answer(filed, text="已加开窗口。", by="supervisor"):
    complaint_answer(complaint_id=filed.complaint_id, text=text, actor=world.staff(by), now=now())


def test_anybody_complains_without_an_account_and_keeps_number_and_code():
    filed = file()

    found = complaint_followed(f" {filed.number.lower()} ", filed.code.lower())

    assert filed.number == "TS202603040001"
    assert (found.name, found.contact, found.due_on) == ("王五", "13900000000", date(2026, 3, 25))
    assert [act.verb for act in acts(filed.complaint_id)] == ["evaluation.complained"]
    assert told("evaluation.complaint_filed")[-1] == {"complaint_id": str(filed.complaint_id)}


def test_who_complains_is_not_in_clear_in_the_database():
    filed = file()
    row = Complaint.objects.get(pk=filed.complaint_id)

    assert "王五".encode() not in bytes(row.name)
    assert b"13900000000" not in bytes(row.contact)


def test_how_long_the_answer_may_take_is_the_citys_own_rule(settings):
    settings.ONESEAL_COMPLAINT_WORKING_DAYS = 5

    filed = file()

    assert complaint_followed(filed.number, filed.code).due_on == date(2026, 3, 11)


@pytest.mark.parametrize("text", [pytest.param("", id="empty"), pytest.param(" \n", id="blank")])
def test_a_complaint_has_words(text):
    with refused(ComplaintEmpty):
        file(text=text)


def test_a_complaint_names_an_agency():
    with refused(ComplaintEmpty):
        complaint_file(told=ComplaintTold(uuid4(), "不满意。"), actor=None, now=now())


def test_a_complaint_on_ones_own_case_goes_to_its_agency():
    case = world.accepted_case()

    filed = file(case.applicant, case=case.facts)

    assert complaint_for_actor(filed.complaint_id, actor=case.applicant).case_number == case.facts.number
    assert [row.number for row in complaints_for_actor(case.applicant)] == [filed.number]


def test_a_supervisor_answers_once_and_the_complainant_reads_it():
    filed = file()

    answer(filed)

    found = complaint_followed(filed.number, filed.code)
    assert (found.answer, found.answered_at) == ("已加开窗口。", now())
    assert acts(filed.complaint_id)[-1].verb == "evaluation.complaint_answered"
    assert told("evaluation.complaint_answered")
    with refused(ComplaintAnsweredBefore):
        answer(filed)


def test_an_answer_has_words():
    filed = file()

    with refused(AnswerMissing):
        answer(filed, " ")


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, id=kind) for kind in ("intake_clerk", "reviewer", "approver", "agency_head")]
)
def test_whoever_may_be_complained_of_neither_reads_nor_answers(kind):
    filed = file()

    assert complaints_for_actor(world.staff(kind)) == []
    with pytest.raises(ComplaintNotFound):
        complaint_for_actor(filed.complaint_id, actor=world.staff(kind))
    with refused(NotAllowed):
        answer(filed, by=kind)


def test_somebody_elses_complaint_is_not_found():
    filed = file(world.person())
    stranger = world.person()

    assert complaints_for_actor(stranger) == []
    with pytest.raises(ComplaintNotFound):
        complaint_for_actor(filed.complaint_id, actor=stranger)
    with pytest.raises(ComplaintNotFound):
        complaint_for_actor(filed.complaint_id, actor=None)


def test_an_anonymous_complaint_belongs_to_no_account():
    filed = file()

    with pytest.raises(ComplaintNotFound):
        complaint_for_actor(filed.complaint_id, actor=world.person())


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda one, other: (one.number, other.code), id="code-of-another"),
        pytest.param(lambda one, other: (one.number, ""), id="no-code"),
        pytest.param(lambda one, other: ("", one.code), id="no-number"),
    ],
)
def test_a_wrong_pair_tells_nothing(wrong):
    assert complaint_followed(*wrong(file(), file())) is None


# --- who handled a case does not answer for it (S1) --------------------------------------------


def moved_to_supervision(kind):
    """Return the holder of another post as he acts once he was moved to the post of a supervisor."""
    supervisor = world.staff("supervisor")
    return replace(world.staff(kind), post_title=supervisor.post_title, permissions=supervisor.permissions)


def on_case(case):
    return file(case.applicant, case=case.facts)


HANDLED = [
    pytest.param("intake_clerk", id="who-accepted"),
    pytest.param("reviewer", id="who-examined"),
    pytest.param("approver", id="who-decided"),
]


@pytest.mark.parametrize("kind", HANDLED)
def test_who_handled_the_case_does_not_answer_the_complaint_about_it(kind):
    filed = on_case(world.refused_case())

    with refused(ComplaintHandledBySame):
        complaint_answer(
            complaint_id=filed.complaint_id, text="没有问题。", actor=moved_to_supervision(kind), now=now()
        )

    assert complaint_followed(filed.number, filed.code).answered_at is None
    answer(filed)


@pytest.mark.parametrize("kind", HANDLED)
def test_nor_does_who_stands_in_for_him(kind):
    filed = on_case(world.refused_case())
    stand_in = replace(world.staff("supervisor"), stands_in_for=world.staff(kind).account_id)

    with refused(ComplaintHandledBySame):
        complaint_answer(complaint_id=filed.complaint_id, text="没有问题。", actor=stand_in, now=now())


@pytest.mark.parametrize("kind", HANDLED)
def test_who_handled_another_case_answers_and_so_he_does_where_no_case_is_named(kind):
    world.refused_case()
    actor = moved_to_supervision(kind)

    for filed in (on_case(world.submitted_case()), file()):
        complaint_answer(complaint_id=filed.complaint_id, text="已改正。", actor=actor, now=now())

        assert complaint_followed(filed.number, filed.code).answer == "已改正。"


@pytest.mark.parametrize("made", [world.not_accepted_case, world.correction_pending_case])
def test_who_refused_at_the_door_or_sent_it_back_does_not_answer(made):
    filed = on_case(made())

    with refused(ComplaintHandledBySame):
        complaint_answer(
            complaint_id=filed.complaint_id, text="没有问题。", actor=moved_to_supervision("intake_clerk"), now=now()
        )


def test_who_declined_to_void_the_case_watched_it_and_answers():
    case = world.submitted_case()
    special.ask_void(case)
    void_decline(case_id=case.id, reason="不是登记错误。", press=world.press(world.staff("supervisor")))
    filed = on_case(case)

    answer(filed)

    assert complaint_followed(filed.number, filed.code).answered_at == now()


def test_a_complaint_about_a_draft_that_was_thrown_away_is_answered():
    case = world.started_case()
    filed = on_case(case)
    draft_discard(case_id=case.id, actor=case.applicant)

    answer(filed)

    assert complaint_followed(filed.number, filed.code).answered_at == now()


def test_who_may_answer_is_told_without_those_who_handled_the_case(monkeypatch):
    filed = on_case(world.refused_case())
    reviewer = moved_to_supervision("reviewer")
    found = complaint_for_actor(filed.complaint_id, actor=reviewer)
    names = {world.staff(kind).account_id: world.staff(kind).name for kind in ("reviewer", "supervisor")}
    monkeypatch.setattr(
        "oneseal.evaluation.selectors.colleagues_with",
        lambda permission, *, agency_id: names if permission == ANSWERS else {},
    )

    assert answerers_of(found, actor=world.staff("supervisor")).is_reader
    told = answerers_of(found, actor=reviewer)
    assert (told.is_reader, told.names) == (False, (world.staff("supervisor").name,))


def test_who_complained_or_is_a_party_to_the_case_does_not_answer_under_his_post():
    case, supervisor = world.delivered_case(), world.staff("supervisor")
    of_case, alone = file(case.applicant, case=case.facts), file(case.applicant)
    assert answerers_of(complaint_for_actor(of_case.complaint_id, actor=supervisor), actor=supervisor).is_reader
    number = decrypt(Person.objects.get(account_id=case.applicant.account_id).id_number, context=ID_NUMBER)
    holding = PostHolding.objects.get(account_id=supervisor.account_id, until_on=None)
    admin = world.staff(world.ADMINISTRATOR)

    staff_number_state(holding_id=holding.id, number=number, actor=admin, now=now())

    for one in (of_case, alone):
        told = answerers_of(complaint_for_actor(one.complaint_id, actor=supervisor), actor=world.staff("supervisor"))
        assert (told.is_reader, told.is_own, supervisor.name in told.names) == (False, True, False)
        with refused(ComplaintOwn):
            answer(one)
