"""What follows a finding is done by the right person, once, with its paper, its days and its trace."""

from datetime import date
from uuid import uuid4

import pytest

from oneseal.foundation.files.services import store_upload
from oneseal.foundation.notify.models import Message
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Account
from oneseal.kernel.clock import Light
from oneseal.papers.services import papers_previewed
from oneseal.supervision.errors import FindingMoved, FindingNotFound
from oneseal.supervision.models import AnswerWarning, Finding, FindingStep, StepProof, Sweep, TariffVersion
from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.refusals import (
    AnotherPersonDecides,
    AppealTooLate,
    HandledBySame,
    HandlingNotOpen,
    ProofMissing,
    TariffUnfit,
    WordsMissing,
)
from oneseal.supervision.services import HandlingTold, answers_sweep, finding_handle, tariff_set
from tests.apps.traces import acts, paper_kinds, refused, told
from tests.factories import supervising as make
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_an_urge_gives_the_unit_two_working_days_and_a_sealed_paper():
    case = world.accepted_case()

    found = make.urged(case)

    step = FindingStep.objects.get(finding=found)
    assert (found.state, found.due_on) == ("urged", date(2026, 3, 6))
    assert (step.act, step.before, step.after, step.days, step.appeal_until) == (
        "urge", "new", "urged", 2, date(2026, 3, 11),
    )  # fmt: skip
    assert paper_kinds(found.id) == ["urge_order"]
    assert step.paper_id is not None
    assert [act.verb for act in acts(found.id)] == ["supervision.found", "supervision.handled"]
    assert acts(found.id)[-1].after["act"] == "urge"
    assert told("supervision.finding_handled")[-1]["state"] == "urged"


def test_the_whole_way_from_the_hit_to_the_end():
    found = make.urged(world.accepted_case())

    make.handle(found, "answer", by="agency_head", words="已补发通知。")
    assert (found.state, found.due_on) == ("answered", None)
    make.handle(found, "correct")
    assert (found.state, found.due_on) == ("urged", date(2026, 3, 11))
    make.handle(found, "rectify", by="agency_head", words="已整改。", proofs=(make.proof(),))
    assert found.state == "rectified"
    make.handle(found, "close", words="已核实。")

    assert (found.state, found.is_counted) == ("closed", True)
    assert sorted(paper_kinds(found.id)) == ["correction_order", "urge_order"]
    assert StepProof.objects.get().name == "整改后的通知书.pdf"
    assert list(FindingStep.objects.filter(finding=found).values_list("place", flat=True)) == [1, 2, 3, 4, 5]


def test_a_second_press_changes_nothing():
    found = make.finding(world.accepted_case())
    told_once = HandlingTold("请说明。", place=1)
    press = {"finding_id": found.id, "act": HandlingAct.URGE, "told": told_once, "actor": world.staff("supervisor")}

    first = finding_handle(**press, now=now())

    assert finding_handle(**press, now=now()) == first
    assert FindingStep.objects.count() == 1
    assert paper_kinds(found.id) == ["urge_order"]


def test_a_page_that_is_older_than_the_finding_changes_nothing():
    found = make.urged()

    with refused(FindingMoved):
        make.handle(found, "cancel", place=1)


def test_what_is_not_open_is_refused_in_words_that_name_what_is():
    found = make.finding()

    with refused(HandlingNotOpen) as caught:
        make.handle(found, "answer", by="agency_head")
    assert str(caught.value.facts["state"]) == "待处置"
    assert "督办" in caught.value.facts["open"]


NOT_HIS = [
    pytest.param("urge", "agency_head", NotAllowed, id="a-unit-does-not-urge-itself"),
    pytest.param("answer", "supervisor", NotAllowed, id="a-supervisor-does-not-answer-for-the-unit"),
    pytest.param("urge", "reviewer", FindingNotFound, id="who-reads-no-findings-finds-none"),
    pytest.param("urge", "approver", FindingNotFound, id="nor-does-who-decides"),
    pytest.param("escalate", "supervisor", NotAllowed, id="what-the-clock-does-nobody-does"),
]


@pytest.mark.parametrize(("act", "by", "refusal"), NOT_HIS)
def test_only_who_may_does_it(act, by, refusal):
    found = make.finding()

    with refused(refusal):
        make.handle(found, act, by=by)


def test_who_worked_on_the_case_does_not_supervise_it():
    found = make.finding(world.accepted_case(), account_id=world.staff("supervisor").account_id)

    with refused(HandledBySame):
        make.handle(found, "urge")


def test_words_and_proofs_are_owed():
    found = make.urged()

    with refused(WordsMissing):
        make.handle(found, "answer", by="agency_head", words=" ")
    with refused(ProofMissing):
        make.handle(found, "rectify", by="agency_head")


def test_an_appeal_is_decided_by_another_supervisor_and_a_quashed_finding_leaves_the_scores():
    found = make.appealed(world.accepted_case())

    with refused(AnotherPersonDecides):
        make.handle(found, "quash")
    make.handle(found, "quash", by=world.appoint("supervisor"), words="断网属实。")

    assert (found.state, found.is_counted, found.due_on) == ("cancelled", False, None)
    assert sorted(paper_kinds(found.id)) == ["appeal_decision", "urge_order"]
    assert Finding.objects.filter(pk=found.id).exists()


def test_an_appeal_in_vain_asks_for_an_answer_anew():
    found = make.appealed()

    make.handle(found, "uphold", by=world.appoint("supervisor"), words="理由不成立。")

    assert (found.state, found.due_on, found.is_counted) == ("upheld", date(2026, 3, 11), True)


def test_an_appeal_after_its_days_is_too_late(clock):
    found = make.urged()
    clock.stand_at("2026-03-12 09:00")

    with refused(AppealTooLate, until="2026-03-11"):
        make.handle(found, "appeal", by="agency_head")
    clock.stand_at("2026-03-11 23:00")
    assert make.handle(found, "appeal", by="agency_head").state == "appealed"


def test_a_preview_shows_the_paper_and_leaves_nothing():
    found = make.finding(world.accepted_case())

    _step, (paper,) = papers_previewed(found.id, work=lambda: make.handle(found, "correct"))

    assert paper.title == "纠错通知书"
    assert FindingStep.objects.count() == 0
    assert Finding.objects.get().state == "new"


# --- the clock --------------------------------------------------------------------------------------


def test_an_overdue_answer_is_escalated_the_day_after_and_once(clock):
    found = make.urged()
    clock.stand_at("2026-03-06 23:00")
    assert answers_sweep(now=now()) == 0

    clock.stand_at("2026-03-07 00:35")

    assert answers_sweep(now=now()) == 1
    assert answers_sweep(now=now()) == 0
    found.refresh_from_db()
    assert (found.state, found.due_on) == ("escalated", date(2026, 3, 6))
    assert acts(found.id)[-1].actor_kind == "system"
    assert Sweep.objects.get().failed_at is None


@pytest.fixture
def _mailed(settings, city):
    settings.ONESEAL_SENDERS = {"mail": "oneseal.foundation.notify.senders.MailServer"}
    from oneseal.identity.models import PostHolding
    from oneseal.identity.services import work_mail_state

    for name in ("agency_head", "supervisor", "reviewer"):
        holding = PostHolding.objects.get(account__username=name, until_on=None, stands_in_for=None)
        administrator = world.actor_named(world.ADMINISTRATOR)
        work_mail_state(holding_id=holding.id, address=f"{name}@bureau.example", actor=administrator, now=now())


def mails():
    world.deliver_events()
    names = dict(Account.objects.values_list("id", "username"))
    return [names[row.subject_id] for row in Message.objects.filter(channel="mail").order_by("id")]


@pytest.mark.usefixtures("_mailed")
def test_who_can_still_answer_is_warned_one_working_day_before_and_once(clock):
    found = make.urged()
    clock.stand_at("2026-03-05 00:35")

    answers_sweep(now=now())
    answers_sweep(now=now())

    warning = AnswerWarning.objects.get()
    assert (warning.finding_id, warning.due_on) == (found.id, date(2026, 3, 6))
    assert warning.accounts == [world.staff("agency_head").account_id]
    assert Message.objects.filter(text__contains="自动升级").count() == 1


@pytest.mark.usefixtures("_mailed")
def test_nobody_is_warned_before_that_day(clock):
    make.urged()
    clock.stand_at("2026-03-04 23:00")

    answers_sweep(now=now())

    assert not AnswerWarning.objects.exists()


@pytest.mark.usefixtures("_mailed")
def test_each_side_is_told_what_the_other_did():
    reviewer = world.staff("reviewer").account_id
    found = make.finding(account_id=reviewer)
    assert mails() == ["reviewer"]

    make.handle(found, "urge")
    assert mails() == ["reviewer", "agency_head"]
    make.handle(found, "answer", by="agency_head")

    assert mails() == ["reviewer", "agency_head", "supervisor"]


def test_one_agency_that_fails_does_not_stop_the_others(clock, monkeypatch):
    first, second = make.urged(), make.urged()
    other = uuid4()
    world.city()
    from oneseal.identity.models import Agency

    agency = Agency.objects.get(pk=first.agency_id)
    Agency.objects.create(
        **{field.attname: getattr(agency, field.attname) for field in Agency._meta.concrete_fields}
        | {"id": other, "name": "另一机关", "uscc": "91310112087994932F"}
    )
    Finding.objects.filter(pk=second.id).update(agency_id=other)
    clock.stand_at("2026-03-09 00:35")
    from oneseal.supervision.services import sweeping

    real = sweeping.finding_escalate

    def escalate(row, *, now):
        if row.agency_id == first.agency_id:
            raise ValueError("broken facts")
        return real(row, now=now)

    monkeypatch.setattr(sweeping, "finding_escalate", escalate)

    assert answers_sweep(now=now()) == 1
    failed = Sweep.objects.get(agency_id=first.agency_id)
    assert (failed.failure, failed.failed_at) == ("ValueError", now())
    assert Finding.objects.get(pk=second.id).state == "escalated"


# --- terms and points -------------------------------------------------------------------------------


def test_terms_are_the_citys_own_and_findings_keep_the_days_they_were_given():
    before = make.urged()
    actor = world.staff("supervisor")

    version = tariff_set(told={"urge_days": 4}, reason="本市规定", actor=actor, now=now())

    assert version == 1
    assert tariff_set(told={"urge_days": 4}, reason="再按一次", actor=actor, now=now()) == 1
    before.refresh_from_db()
    assert before.due_on == date(2026, 3, 6)
    assert make.urged().due_on == date(2026, 3, 10)
    assert TariffVersion.objects.get().reason == "本市规定"
    assert acts(actor.own_agency)[-1].verb == "supervision.tariff_set"


def test_terms_have_bounds_a_reason_and_an_owner():
    supervisor = world.staff("supervisor")

    with refused(TariffUnfit, least=1, most=30):
        tariff_set(told={"urge_days": 0}, reason="本市规定", actor=supervisor, now=now())
    with refused(WordsMissing):
        tariff_set(told={"urge_days": 3}, reason=" ", actor=supervisor, now=now())
    with refused(NotAllowed):
        tariff_set(told={"urge_days": 3}, reason="本市规定", actor=world.staff("agency_head"), now=now())


def test_a_finding_to_look_at_is_closed_without_an_answer():
    found = make.finding(light=Light.YELLOW, follow=Follow.REVIEW)

    assert make.handle(found, "close", words="核实无误。").state == "closed"


def test_no_upload_is_kept_that_is_no_proof():
    assert store_upload([make.PDF], limit=100, now=now()).media_type == "application/pdf"
