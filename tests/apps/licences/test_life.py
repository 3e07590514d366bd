"""After a licence was issued: recalled, taken away, suspended, cancelled, issued again."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.numbering import parse_licence_identifier
from oneseal.licences import errors
from oneseal.licences.models import Licence, LicenceRequest
from oneseal.licences.rules.life import CancellationGround, Doing, ReissueGround
from oneseal.licences.selectors import Verdict, licence_of_case, licence_verified, licences_for_actor, state_code
from oneseal.licences.services import licence_request_decline
from oneseal.papers.selectors import papers_of
from tests.apps.traces import acts, refused, told, verbs
from tests.factories import licences as life
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

DOINGS = [
    pytest.param(life.recall, "recalled", "99", "recall_decision", id="recall"),
    pytest.param(life.take_away, "taken_away", "07", "take_away_notice", id="take-away"),
    pytest.param(life.suspend, "suspended", "02", "licence_suspension_notice", id="suspend"),
    pytest.param(life.cancel, "cancelled", "04", "cancellation_decision", id="cancel"),
]


def verdict_of(licence):
    return licence_verified(licence.identifier, today=today()).verdict


def kinds_of(licence):
    return [paper.kind for paper in papers_of(licence.id, for_public=True)]


@pytest.mark.parametrize(("do", "state", "code", "paper"), DOINGS)
def test_it_stands_at_once_with_its_paper_its_trace_and_its_event(do, state, code, paper):
    _case, licence = life.issued()

    do(licence)

    licence.refresh_from_db()
    assert (licence.state, verdict_of(licence), state_code(licence, today=today())) == (state, Verdict(state), code)
    assert kinds_of(licence) == [paper]
    assert verbs(licence.id) == ["licences.issued", f"licences.{state}"]
    assert acts(licence.id)[-1].basis.startswith("《中华人民共和国")
    assert told("licences.state_changed")[-1]["licence_id"] == str(licence.id)
    assert licence.acts.get().paper_id is not None


@pytest.mark.parametrize(("do", "_state", "_code", "_paper"), DOINGS)
def test_a_cancelled_licence_is_at_its_end(do, _state, _code, _paper):
    _case, licence = life.issued()
    life.cancel(licence)

    with refused(errors.LicenceActClosed, standing="cancelled", open=()):
        do(licence)


@pytest.mark.parametrize(("do", "_state", "_code", "_paper"), DOINGS)
@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF if kind != "approver"])
def test_only_the_approver_ends_a_licence(do, _state, _code, _paper, kind):
    _case, licence = life.issued()

    with refused(NotAllowed):
        do(licence, by=world.staff(kind))


@pytest.mark.parametrize(("do", "_state", "_code", "_paper"), DOINGS)
def test_the_holder_ends_nothing_himself(do, _state, _code, _paper):
    case, licence = life.issued()

    with refused(errors.LicenceNotFound):
        do(licence, by=case.applicant)


@pytest.mark.parametrize("missing", ["facts", "public_interest", "compensation"])
def test_a_recall_says_what_changed_for_whose_good_and_who_compensates(missing):
    _case, licence = life.issued()

    with refused(errors.RecallUnfounded):
        life.recall(licence, **{missing: " "})


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"decided_by": " "}, id="nobody"),
        pytest.param({"number": ""}, id="no-number"),
        pytest.param({"decided_on": date(2026, 3, 5)}, id="tomorrow"),
    ],
)
@pytest.mark.parametrize("do", [pytest.param(life.take_away, id="take-away"), pytest.param(life.suspend, id="suspend")])
def test_a_penalty_can_be_found_again(do, changed):
    _case, licence = life.issued()

    with refused(errors.PenaltyNotNamed):
        do(licence, **changed)


def test_a_suspended_licence_counts_again_once_the_suspension_is_over():
    _case, licence = life.issued()
    life.suspend(licence)

    with refused(errors.ResumptionUnfounded):
        life.resume(licence, reason=" ")
    life.resume(licence)

    assert verdict_of(licence) is Verdict.VALID
    assert sorted(kinds_of(licence)) == ["licence_resumption_notice", "licence_suspension_notice"]


# --- cancelling --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "do", [pytest.param(life.recall, id="recalled"), pytest.param(life.take_away, id="taken-away")]
)
def test_what_was_ended_is_cancelled_for_that_and_for_nothing_else(do):
    _case, licence = life.issued()
    do(licence)

    with refused(errors.CancellationUnfounded, open=(CancellationGround.REVOKED_RECALLED_TAKEN_AWAY,)):
        life.cancel(licence)
    life.cancel(licence, ground=CancellationGround.REVOKED_RECALLED_TAKEN_AWAY)

    assert verdict_of(licence) is Verdict.CANCELLED


def test_what_has_run_out_is_cancelled_for_that(clock):
    _case, licence = life.issued()

    with refused(errors.CancellationUnfounded):
        life.cancel(licence, ground=CancellationGround.EXPIRED_UNRENEWED)
    clock.stand_at("2031-03-04 10:00")
    life.cancel(licence, ground=CancellationGround.EXPIRED_UNRENEWED)

    assert verdict_of(licence) is Verdict.CANCELLED


def test_a_cancellation_states_its_facts():
    _case, licence = life.issued()

    with refused(errors.CancellationUnfounded):
        life.cancel(licence, facts=" ")


def test_a_holder_asks_and_a_clerk_cancels():
    case, licence = life.issued()
    request_id = life.ask(case, licence)

    with refused(errors.RequestOpen):
        life.ask(case, licence)
    life.cancel(licence, ground=CancellationGround.OTHER_LAWFUL, request_id=request_id)

    request = LicenceRequest.objects.get(pk=request_id)
    assert (request.outcome, request.answered_at) == ("done", now())
    assert verbs(licence.id) == ["licences.issued", "licences.requested", "licences.cancelled"]
    with refused(errors.LicenceActClosed):
        life.ask(case, licence)


def test_a_request_is_declined_with_a_reason_and_then_asked_anew():
    case, licence = life.issued()
    request_id = life.ask(case, licence)
    approver = world.staff("approver")

    with refused(errors.RequestReasonMissing):
        licence_request_decline(request_id=request_id, answer=" ", actor=approver, now=now())
    with refused(NotAllowed):
        licence_request_decline(request_id=request_id, answer="不。", actor=world.staff("reviewer"), now=now())
    licence_request_decline(request_id=request_id, answer="有未了结的处罚。", actor=approver, now=now())

    with refused(errors.RequestAnswered):
        licence_request_decline(request_id=request_id, answer="再。", actor=approver, now=now())
    with refused(errors.RequestAnswered):
        life.cancel(licence, request_id=request_id)
    assert life.ask(case, licence) != request_id


def test_nobody_asks_for_the_licence_of_another_or_without_a_reason():
    case, licence = life.issued()
    somebody = world.person()

    with refused(errors.LicenceNotFound):
        life.ask(case, licence, by=somebody)
    with refused(errors.LicenceNotFound):
        life.ask(case, licence, by=world.staff("approver"))
    with refused(errors.RequestReasonMissing):
        life.ask(case, licence, reason=" ")


# --- issuing again -----------------------------------------------------------------------------


def test_a_lost_licence_is_issued_again_with_its_number_and_term_and_the_lost_one_is_void():
    case, licence = life.issued()
    request_id = life.ask(case, licence, Doing.REISSUE, ground="lost", reason="搬家时遗失。")

    new_id = life.reissue(licence, request_id=request_id)

    new = Licence.objects.get(pk=new_id)
    before, after = parse_licence_identifier(licence.identifier), parse_licence_identifier(new.identifier)
    assert (new.number, new.valid_until_on) == (licence.number, licence.valid_until_on)
    assert (after.serial, after.version) == (before.serial, before.version + 1)
    assert ["备注", "补发（2026年3月4日）"] in new.fields
    assert verdict_of(licence) is Verdict.REISSUED
    assert licence_verified(licence.identifier, today=today()).newest == new
    assert verdict_of(new) is Verdict.VALID
    assert licence_of_case(case.id) == new
    assert sorted(kinds_of(licence)) == ["licence", "reissue_notice"]
    assert verbs(new.id) == ["licences.issued"]
    assert told("licences.reissued") == [{"licence_id": str(new_id)}]
    assert set(licences_for_actor(case.applicant)) == {licence, new}


def test_a_licence_issued_again_twice_bears_one_remark():
    _case, licence = life.issued()
    second = Licence.objects.get(pk=life.reissue(licence))

    third = Licence.objects.get(pk=life.reissue(second, ground=ReissueGround.DAMAGED))

    assert [label for label, _value in third.fields].count("备注") == 1
    with refused(errors.LicenceActClosed, standing="superseded"):
        life.reissue(licence)


def test_a_licence_is_issued_again_by_the_issue_clerk_after_a_check():
    _case, licence = life.issued()

    with refused(errors.ReissueUnchecked):
        life.reissue(licence, checked=" ")
    with refused(NotAllowed):
        life.reissue(licence, by=world.staff("approver"))


def test_a_revoked_licence_that_is_cancelled_keeps_why_it_was_revoked():
    _case, licence = life.issued()
    Licence.objects.filter(pk=licence.id).update(state="revoked", revoked_at=now())
    life.cancel(licence, ground=CancellationGround.REVOKED_RECALLED_TAKEN_AWAY)

    licence.refresh_from_db()
    assert (licence.state, licence.cancelled_at) == ("cancelled", now())
    assert licence.revoked_at is not None


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"state": "gone"}, id="unknown-state"),
        pytest.param({"state": "cancelled"}, id="cancelled-without-an-instant"),
        pytest.param({"state": "recalled", "revoked_at": world.MORNING}, id="recalled-with-a-revocation"),
    ],
)
def test_the_database_knows_the_states_and_their_dates(changed):
    _case, licence = life.issued()

    with pytest.raises(IntegrityError, match="licences_"), transaction.atomic():
        Licence.objects.filter(pk=licence.id).update(**changed)
