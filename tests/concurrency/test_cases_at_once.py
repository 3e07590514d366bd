"""Two people on one case, one person pressing twice: one outcome, one number, no half state."""

from threading import Barrier

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import DraftChanged
from oneseal.cases.models import Case
from oneseal.cases.rules.states import NonAcceptanceGround
from oneseal.cases.services import applying_again
from oneseal.cases.services.intake import Refusal
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.selectors import chain_faults
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.models import Paper
from tests.apps.traces import chain_is_whole, ledger, paper_kinds, steps, verbs
from tests.concurrency.racing import at_once, failures
from tests.factories import world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]


def test_a_double_click_on_submit_gives_one_number_and_one_receipt():
    case = world.filled_case()
    press = world.press(case.applicant)

    results = at_once(*[lambda: services.case_submit(case_id=case.id, press=press)] * 4)

    assert not failures(results)
    assert len(set(results)) == 1
    assert results[0].number == case.facts.number
    assert paper_kinds(case.id) == ["receipt"]
    assert verbs(case.id) == ["cases.submit"]
    assert Paper.objects.count() == 1


def test_two_presses_of_two_windows_submit_once_and_the_other_reads_a_sentence():
    case = world.filled_case()
    presses = [world.press(case.applicant) for _ in range(2)]

    results = at_once(*[lambda p=p: services.case_submit(case_id=case.id, press=p) for p in presses])

    (refusal,) = failures(results)
    assert isinstance(refusal, NoSuchMove)
    assert sentence(refusal).endswith("。")
    assert paper_kinds(case.id) == ["receipt"]


def test_applications_handed_in_together_have_numbers_without_repeat_or_hole():
    filed = [world.filled_case() for _ in range(6)]
    presses = [world.press(case.applicant) for case in filed]

    results = at_once(
        *[lambda c=c, p=p: services.case_submit(case_id=c.id, press=p) for c, p in zip(filed, presses, strict=True)]
    )

    assert not failures(results)
    assert sorted(int(one.number[-4:]) for one in results) == [1, 2, 3, 4, 5, 6]
    assert sorted(Paper.objects.values_list("number", flat=True)) == [f"濮审收〔2026〕{n}号" for n in range(1, 7)]


def test_applying_again_twice_at_once_begins_one_draft():
    case = world.refused_case()

    results = at_once(*[lambda: services.case_apply_again(case_id=case.id, actor=case.applicant, now=now())] * 4)

    assert not failures(results)
    assert len({begun.case_id for begun in results}) == 1
    assert [begun.is_new for begun in results].count(True) == 1
    assert Case.objects.filter(prior_case_id=case.id).count() == 1


def test_without_the_lock_applying_again_twice_begins_two_drafts(monkeypatch):
    """The negative control: the old case is read without FOR UPDATE, and each press finds no draft."""
    case, meet = world.refused_case(), Barrier(2, timeout=10)
    started = applying_again.draft_started

    def together(*told, **known):
        meet.wait()
        return started(*told, **known)

    monkeypatch.setattr(applying_again, "case_for_update", cases.case_facts)
    monkeypatch.setattr(applying_again, "draft_started", together)

    results = at_once(*[lambda: services.case_apply_again(case_id=case.id, actor=case.applicant, now=now())] * 2)

    assert not failures(results)
    assert Case.objects.filter(prior_case_id=case.id).count() == 2


def test_two_clerks_accept_at_once_and_one_acceptance_stands():
    case = world.submitted_case()
    clerks = [world.staff("intake_clerk"), world.appoint("intake_clerk")]
    presses = [world.press(clerk) for clerk in clerks]

    results = at_once(*[lambda p=p: services.case_accept(case_id=case.id, press=p) for p in presses])

    (refusal,) = failures(results)
    assert isinstance(refusal, NoSuchMove)
    assert sentence(refusal)
    assert verbs(case.id) == ["cases.submit", "cases.accept", "cases.assign"]
    assert paper_kinds(case.id).count("acceptance_notice") == 1
    assert ledger(case.id) == [("received", "submit"), ("accepted", "accept")]
    assert steps(case.id) == [("intake", False), ("review", True)]
    assert chain_is_whole(case)


@pytest.mark.parametrize("round_", [pytest.param(n, id=f"try-{n}") for n in range(3)])
def test_accepting_and_refusing_at_once_leaves_one_of_them(round_):
    case = world.submitted_case()
    accept = world.press(world.staff("intake_clerk"))
    refuse = world.press(world.appoint("intake_clerk"))
    refusal = Refusal(NonAcceptanceGround.LICENCE_NOT_NEEDED, "该活动不需要许可。")

    results = at_once(
        lambda: services.case_accept(case_id=case.id, press=accept),
        lambda: services.case_not_accept(case_id=case.id, refusal=refusal, press=refuse),
    )

    assert len(failures(results)) == 1
    assert isinstance(failures(results)[0], NoSuchMove)
    facts = case.facts
    assert (facts.state, facts.outcome) in {("under_review", ""), ("not_accepted", "not_accepted")}
    assert (facts.accepted_at is None) == (facts.state == "not_accepted")
    assert {"acceptance_notice", "non_acceptance_notice"} & set(paper_kinds(case.id)) == (
        {"acceptance_notice"} if facts.state == "under_review" else {"non_acceptance_notice"}
    )
    assert chain_is_whole(case)


def test_granting_and_refusing_at_once_leaves_one_decision():
    case = world.reviewed_case()
    one, other = world.press(world.staff("approver")), world.press(world.appoint("approver"))

    results = at_once(
        lambda: services.case_grant(case_id=case.id, text="", press=one),
        lambda: services.case_refuse(case_id=case.id, text="不符合。", press=other),
    )

    assert len(failures(results)) == 1
    assert case.facts.state == case.facts.outcome
    assert len({"grant_decision", "refusal_decision"} & set(paper_kinds(case.id))) == 1


def test_two_windows_saving_one_form_do_not_overwrite_each_other():
    case = world.started_case()

    def save(name):
        return services.draft_save(
            case_id=case.id, told={"contact_name": name}, revision=0, actor=case.applicant, now=now()
        )

    results = at_once(lambda: save("王五"), lambda: save("赵六"))

    (refusal,) = failures(results)
    assert isinstance(refusal, DraftChanged)
    assert cases.answers_of(case.facts).values["contact_name"] in {"王五", "赵六"}
    assert cases.answers_of(case.facts).revision == 1


# --- the audit chain ---------------------------------------------------------------------------


def test_moves_at_once_leave_the_chain_of_their_case_whole():
    case = world.submitted_case()
    presses = [world.press(world.appoint("intake_clerk")) for _ in range(4)]

    at_once(*[lambda p=p: services.case_accept(case_id=case.id, press=p) for p in presses])

    facts = case.facts
    assert facts.audit_sequence == 3
    assert not list(chain_faults("case", {f"case:{case.id}": Head(facts.audit_sequence, facts.audit_head)}))


def test_without_the_lock_two_moves_would_write_the_same_link(monkeypatch):
    """The negative control: read without FOR UPDATE, only the constraints behind the lock save the chain."""
    case = world.submitted_case()
    monkeypatch.setattr(services.moving, "case_for_update", cases.case_facts)
    presses = [world.press(world.staff("intake_clerk")), world.press(world.appoint("intake_clerk"))]
    seen = []

    def accept(press):
        seen.append(cases.case_facts(case.id).audit_sequence)
        return services.case_accept(case_id=case.id, press=press)

    results = []
    for _ in range(5):
        results = at_once(*[lambda p=p: accept(p) for p in presses])
        if any(not isinstance(one, NoSuchMove) for one in failures(results)):
            break
        case = world.submitted_case()
        presses = [world.press(world.staff("intake_clerk")), world.press(world.appoint("intake_clerk"))]

    assert [one for one in failures(results) if isinstance(one, WriteConflict) or "unique" in str(one)], results
    assert chain_is_whole(case)


def test_every_row_of_every_chain_stands_after_a_busy_hour():
    filed = [world.submitted_case() for _ in range(4)]
    clerks = [world.appoint("intake_clerk") for _ in range(2)]
    presses = [(case, world.press(clerk)) for case in filed for clerk in clerks]

    at_once(*[lambda c=c, p=p: services.case_accept(case_id=c.id, press=p) for c, p in presses])

    heads = {f"case:{one.id}": Head(one.audit_sequence, bytes(one.audit_head)) for one in Case.objects.order_by("id")}
    assert not list(chain_faults("case", heads))
    assert Entry.objects.filter(verb="cases.accept").count() == 4
