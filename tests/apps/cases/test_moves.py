"""Each move: state, paper, trace, event, ledger and step; and each refusal leaves nothing behind."""

import pytest

from oneseal.cases import services
from oneseal.cases.errors import (
    CaseNotFound,
    DefectSeenBefore,
    DefectsNotListed,
    DefectsNotMended,
    ItemNotOpen,
    PackageIncomplete,
    PapersNotReady,
    PickUpCodeWrong,
    ReasonMissing,
    RecipientMissing,
    RightAgencyMissing,
    SamePerson,
)
from oneseal.cases.rules.states import NonAcceptanceGround
from oneseal.cases.selectors import materials_of
from oneseal.cases.services import Defect
from oneseal.cases.services.closing import HandOver
from oneseal.catalog.services import item_publish, item_revise
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Post
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, steps, told, verbs
from tests.factories import aside, special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


# --- what each move leaves behind --------------------------------------------------------------

TRACES = [
    pytest.param(
        world.submitted_case, "submitted", ["cases.submit"], ["receipt"],
        [("received", "submit")], [("intake", True)], ["cases.submitted"], id="submit",
    ),
    pytest.param(
        world.not_accepted_case, "not_accepted", ["cases.not_accept"], ["non_acceptance_notice"],
        [("stopped", "not_accepted")], [("intake", False), ("delivery", True)], [], id="not-accept",
    ),
    pytest.param(
        world.correction_pending_case, "correction_pending", ["cases.request_correction"], ["correction_notice"],
        [("stopped", "correction")], [("intake", False), ("correction", True)], [], id="request-correction",
    ),
    pytest.param(
        world.corrected_case, "submitted", ["cases.correct"], ["correction_receipt"],
        [("received", "correct")], [("correction", False), ("intake", True)], ["cases.submitted"], id="correct",
    ),
    pytest.param(
        world.accepted_case, "under_review", ["cases.accept", "cases.assign"], ["acceptance_notice"],
        [("accepted", "accept")], [("intake", False), ("review", True)], ["cases.accepted"], id="accept",
    ),
    pytest.param(
        world.reviewed_case, "decision_pending", ["cases.recommend"], ["review_opinion"],
        [], [("review", False), ("decision", True)], [], id="recommend",
    ),
    pytest.param(
        world.granted_case, "granted", ["cases.grant"], ["grant_decision"],
        [("stopped", "granted"), ("delivery_started", "granted")], [("decision", False), ("issuance", True)],
        ["cases.decided"], id="grant",
    ),
    pytest.param(
        aside.paused_case, "under_review", ["cases.open_procedure"], ["procedure_notice"],
        [("paused", "tender")], [("review", True)], [], id="open-procedure",
    ),
    pytest.param(
        aside.extended_case, "under_review", ["cases.extend"], ["extension_notice"],
        [("extended", "extension:5")], [("review", True)], [], id="extend",
    ),
    pytest.param(
        aside.withdrawn_case, "withdrawn", ["cases.withdraw"], ["withdrawal_application", "withdrawal_notice"],
        [("stopped", "withdrawn")], [("review", False), ("archiving", True)], ["cases.withdrawn"], id="withdraw",
    ),
    pytest.param(
        aside.terminated_case, "returned", ["cases.terminate"], ["termination_notice"],
        [("stopped", "terminated")], [("review", False), ("archiving", True)], ["cases.returned"], id="terminate",
    ),
    pytest.param(
        special.suspended_case, "suspended", ["cases.suspend"], ["suspension_notice"],
        [("paused", "suspension:other_matter_first")], [("review", False), ("suspension", True)], [], id="suspend",
    ),
    pytest.param(
        special.resumed_case, "under_review", ["cases.resume"], ["resumption_notice"],
        [("resumed", "suspension:other_matter_first")], [("suspension", False), ("review", True)], [], id="resume",
    ),
    pytest.param(
        special.tolerant_case, "under_review", ["cases.accept_tolerant", "cases.assign"],
        ["tolerant_acceptance_notice"], [("accepted", "accept")], [("intake", False), ("review", True)],
        ["cases.accepted"], id="accept-tolerant",
    ),
    pytest.param(
        special.supplied_case, "under_review", ["cases.supply"], ["supplement_receipt"],
        [], [("review", True)], [], id="supply",
    ),
    pytest.param(
        special.granted_on_commitment_case, "granted", ["cases.grant_on_commitment"],
        ["acceptance_notice", "grant_decision"],
        [("accepted", "accept"), ("stopped", "granted"), ("delivery_started", "granted")],
        [("intake", False), ("issuance", True)], ["cases.accepted", "cases.decided"], id="grant-on-commitment",
    ),
    pytest.param(
        special.voided_case, "voided", ["cases.void"], ["void_statement"],
        [("stopped", "voided")], [("intake", False)], ["cases.returned"], id="void",
    ),
    pytest.param(
        aside.forwarded_case, "forwarded_up", ["cases.forward_up"], ["first_examination_opinion"],
        [("stopped", "forwarded_up")], [("decision", False), ("archiving", True)], ["cases.forwarded"],
        id="forward-up",
    ),
    pytest.param(
        aside.granted_at_once_case, "granted", ["cases.grant_at_once"], ["acceptance_notice", "grant_decision"],
        [("accepted", "accept"), ("stopped", "granted"), ("delivery_started", "granted")],
        [("intake", False), ("issuance", True)],
        ["cases.accepted", "cases.decided"], id="grant-at-once",
    ),
    pytest.param(
        world.refused_case, "refused", ["cases.refuse"], ["refusal_decision"],
        [("stopped", "refused")], [("decision", False), ("delivery", True)], ["cases.decided"], id="refuse",
    ),
    pytest.param(
        world.issuing_case, "issuing", ["cases.issue"], ["licence"],
        [], [("issuance", False), ("delivery", True)], [], id="issue",
    ),
    pytest.param(
        world.delivered_case, "delivered", ["cases.deliver"], ["delivery_receipt"],
        [], [("delivery", False), ("archiving", True)], ["cases.delivered"], id="deliver",
    ),
    pytest.param(
        world.archived_case, "archived", ["cases.archive"], ["archive_catalogue"],
        [], [("archiving", False)], [], id="archive",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("made", "state", "acted", "papers", "clock_moved", "waits", "events"), TRACES)
def test_a_move_leaves_its_state_paper_trace_clock_step_and_event(
    made, state, acted, papers, clock_moved, waits, events
):
    case = made()

    assert case.facts.state == state
    assert verbs(case.id)[-len(acted) :] == acted
    assert paper_kinds(case.id)[-len(papers) :] == papers
    assert ledger(case.id)[-len(clock_moved) :] == clock_moved or not clock_moved
    assert steps(case.id)[-len(waits) :] == waits
    assert sum(is_open for _step, is_open in steps(case.id)) == (state not in {"archived", "voided"})
    for name in events:
        assert told(name)[-1]["case_id"] == str(case.id)
    assert chain_is_whole(case)


@pytest.mark.parametrize(("made", "state", "acted", "papers", "clock_moved", "waits", "events"), TRACES)
def test_the_act_names_who_at_which_post_and_on_what_ground(made, state, acted, papers, clock_moved, waits, events):
    case = made()
    act = next(one for one in acts(case.id) if one.verb == acted[0])

    assert act.basis.startswith("《")
    assert act.actor_name
    assert act.occurred_at == now()
    assert (act.post_title != "") == (act.actor_kind == "staff")
    assert act.after["state"]
    assert act.after["papers"][papers[0]]["number"] if "papers" in act.after else papers == ["licence"]


def test_the_move_of_the_system_after_acceptance_is_not_ascribed_to_the_clerk():
    case = world.accepted_case()

    clerk, engine = acts(case.id)[-2:]

    assert (clerk.verb, clerk.actor_kind, clerk.post_title) == ("cases.accept", "staff", "综合窗口受理员")
    assert (engine.verb, engine.actor_kind, engine.actor_id) == ("cases.assign", "system", None)


def test_sending_back_returns_the_case_to_its_examiner_without_a_paper():
    case = world.reviewed_case()
    before = paper_kinds(case.id)

    services.case_send_back(case_id=case.id, reason="请补充现场核查结论。", press=world.press(world.staff("approver")))

    assert case.facts.state == "under_review"
    assert paper_kinds(case.id) == before
    assert verbs(case.id)[-1] == "cases.send_back"
    assert steps(case.id)[-2:] == [("decision", False), ("review", True)]


# --- refusals ----------------------------------------------------------------------------------


def test_an_incomplete_package_is_refused_with_the_names_of_what_is_missing():
    case = world.started_case()

    with refused(PackageIncomplete) as caught:
        world.submit(case)

    assert "经营场所" in caught.value.facts["names"]


def test_a_missing_material_is_refused_by_name():
    case = world.filled_case()
    material = materials_of(case.facts)[0]
    services.material_withdraw(material_id=material.id, actor=case.applicant, now=now())

    with refused(PackageIncomplete):
        world.submit(case)


def test_a_draft_of_a_version_out_of_force_is_refused(clock):
    case = world.filled_case()
    clock.move(days=1)
    editor = world.staff("item_administrator")
    version_id = item_revise(item_id=world.city().item_id, actor=editor, now=now())
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())

    with refused(ItemNotOpen):
        world.submit(case)


def test_a_second_submission_by_another_press_is_refused_and_names_what_is_open():
    case = world.submitted_case()

    with refused(NoSuchMove, state="submitted", action="submit", open=OPEN_AT_THE_DOOR):
        world.submit(case)


OPEN_AT_THE_DOOR = (
    "accept", "accept_tolerant", "begin_pre_review", "decline_void", "deem_accepted", "grant_at_once",
    "grant_on_commitment", "hand_over", "not_accept", "refuse_at_once", "request_correction", "request_void",
    "supply", "terminate", "void", "withdraw",
)  # fmt: skip


@pytest.mark.parametrize(
    "defects",
    [
        pytest.param([], id="none"),
        pytest.param([Defect("material:rules_list", "制度目录清单", "  ", "重新上传")], id="no-problem-said"),
        pytest.param([world.RULES_LIST, Defect("field:contact_name", "联系人", "", "")], id="one-without-problem"),
    ],
)
def test_a_correction_notice_lists_every_defect_with_its_problem(defects):
    case = world.submitted_case()

    with refused(DefectsNotListed):
        services.case_request_correction(
            case_id=case.id, defects=defects, press=world.press(world.staff("intake_clerk"))
        )


def test_a_second_notice_cannot_name_what_the_first_could_have_named():
    case = world.corrected_case()

    with refused(DefectSeenBefore, names="经营场所地址"):
        world.request_correction(case, Defect("field:premises_address", "经营场所地址", "不完整", "写明门牌"))


def test_a_second_notice_may_insist_on_what_was_not_mended():
    case = world.corrected_case()

    world.request_correction(case)

    assert case.facts.state == "correction_pending"
    assert case.facts.corrections == 2


def test_a_correction_handed_in_without_mending_is_refused_by_name():
    case = world.correction_pending_case()

    with refused(DefectsNotMended, names="制度目录清单"):
        services.case_correct(case_id=case.id, press=world.press(case.applicant))


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"reason": " "}, ReasonMissing, id="no-reason"),
        pytest.param({"ground": NonAcceptanceGround.OTHER_AGENCY}, RightAgencyMissing, id="right-agency-not-named"),
    ],
)
def test_a_refusal_at_the_door_says_why_and_where_to_go(changed, kind):
    case = world.submitted_case()

    with refused(kind):
        world.refuse_at_the_door(case, **changed)


def test_a_refusal_for_want_of_power_names_the_right_agency_in_the_trace():
    case = world.submitted_case()

    world.refuse_at_the_door(case, ground=NonAcceptanceGround.OTHER_AGENCY, right_agency="濮阳市应急管理局")

    assert acts(case.id)[-1].after["right_agency"] == "濮阳市应急管理局"


@pytest.mark.parametrize(
    ("made", "act"),
    [
        pytest.param(world.accepted_case, lambda case: world.recommend(case, text=" "), id="opinion"),
        pytest.param(
            world.reviewed_case,
            lambda case: services.case_refuse(case_id=case.id, text="", press=world.press(world.staff("approver"))),
            id="refusal",
        ),
        pytest.param(
            world.reviewed_case,
            lambda case: services.case_send_back(
                case_id=case.id, reason="\n", press=world.press(world.staff("approver"))
            ),
            id="sending-back",
        ),
    ],
)
def test_no_opinion_without_reasons(made, act):
    case = made()

    with refused(ReasonMissing):
        act(case)


def promoted(kind, *permissions):
    """Return the holder of a post that this city gave further permissions."""
    post = Post.objects.get(kind=kind)
    post.permissions = [*post.permissions, *permissions]
    post.save(update_fields=["permissions"])
    return world.staff(kind)


def test_who_accepted_may_not_examine_even_where_a_city_gives_one_post_both_duties():
    case = world.accepted_case()
    both = promoted("intake_clerk", "cases.review")

    with refused(SamePerson, step="受理"):
        world.recommend(case, by=both)


@pytest.mark.parametrize(
    ("kind", "step"),
    [pytest.param("reviewer", "审查", id="examiner"), pytest.param("intake_clerk", "受理", id="acceptor")],
)
@pytest.mark.parametrize(
    "decide",
    [
        pytest.param(lambda case, press: services.case_grant(case_id=case.id, text="", press=press), id="grant"),
        pytest.param(
            lambda case, press: services.case_refuse(case_id=case.id, text="不符合。", press=press), id="refuse"
        ),
    ],
)
def test_who_accepted_or_examined_may_not_decide(kind, step, decide):
    case = world.reviewed_case()
    both = promoted(kind, "cases.decide")

    with refused(SamePerson, step=step):
        decide(case, world.press(both))


def test_a_result_without_its_bytes_cannot_be_handed_over():
    case = world.refused_case()

    with refused(PapersNotReady):
        world.hand_over(case)


def test_a_result_is_handed_over_by_the_code_on_the_receipt_and_by_no_other():
    case = world.issuing_case()
    press = world.press(world.staff("issue_clerk"))

    with refused(PickUpCodeWrong):
        services.case_deliver(case_id=case.id, hand_over=HandOver("window", "张三", "AAAAAAAA"), press=press)
    code = services.query_code_of(case.id).lower()
    services.case_deliver(case_id=case.id, hand_over=HandOver("window", "张三", code), press=press)

    assert acts(case.id)[-1].after["by_code"] is True


def test_a_grant_is_not_handed_over_while_its_licence_is_made():
    case = world.granted_case()

    with refused(PapersNotReady):
        world.hand_over(case)


def test_a_hand_over_names_who_received():
    case = world.issuing_case()

    with refused(RecipientMissing):
        world.hand_over(case, received_by="  ")


@pytest.mark.parametrize(
    "made",
    [pytest.param(world.refused_case, id="refused"), pytest.param(world.not_accepted_case, id="not-accepted")],
)
def test_a_refusal_is_handed_over_too_once_its_paper_is_made(made):
    case = made()
    world.deliver_events()

    world.hand_over(case)

    assert case.facts.state == "delivered"


# --- one press ---------------------------------------------------------------------------------


def test_the_same_press_twice_gives_the_same_number_and_one_receipt():
    case = world.filled_case()
    key = world.uuid4()

    first = world.submit(case, key)
    second = world.submit(case, key)

    assert first == second
    assert first.number
    assert paper_kinds(case.id) == ["receipt"]
    assert verbs(case.id) == ["cases.submit"]


def test_the_same_press_of_another_person_is_no_repetition():
    case = world.submitted_case()
    first, second = world.staff("intake_clerk"), world.appoint("intake_clerk")
    press = world.press(first)
    services.case_accept(case_id=case.id, press=press)

    with refused(NoSuchMove):
        services.case_accept(case_id=case.id, press=services.Press(second, now(), press.key))


def test_a_key_used_for_another_act_is_no_repetition():
    case = world.reviewed_case()
    press = world.press(world.staff("approver"))
    services.case_send_back(case_id=case.id, reason="请补充现场核查结论。", press=press)

    with refused(NoSuchMove, action="grant"):
        services.case_grant(case_id=case.id, text="", press=press)


# --- strangers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda case, actor: services.case_submit(case_id=case.id, press=world.press(actor)), id="submit"),
        pytest.param(
            lambda case, actor: services.draft_save(case_id=case.id, told={}, revision=0, actor=actor, now=now()),
            id="save",
        ),
        pytest.param(
            lambda case, actor: services.material_attach(
                case_id=case.id, key="rules_list", file_name="a.pdf", chunks=[world.PDF], actor=actor, now=now()
            ),
            id="attach",
        ),
        pytest.param(lambda case, actor: services.draft_discard(case_id=case.id, actor=actor), id="discard"),
    ],
)
def test_the_draft_of_somebody_else_does_not_exist(act):
    case = world.filled_case()
    stranger = world.person()

    with refused(CaseNotFound):
        act(case, stranger)


def test_a_stranger_cannot_hand_in_somebody_elses_correction():
    case = world.correction_pending_case()
    stranger = world.person()

    with refused(CaseNotFound):
        services.case_correct(case_id=case.id, press=world.press(stranger))


def test_staff_of_no_post_for_it_are_refused_by_post():
    case = world.submitted_case()

    with refused(NotAllowed):
        services.case_accept(case_id=case.id, press=world.press(world.staff("archivist")))
