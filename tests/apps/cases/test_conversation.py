import pytest

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import CaseNotFound, MaterialUnknown, MessageEmpty, ReasonMissing
from oneseal.cases.models import Message
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def say(case, actor, text="请问还要多久？"):
    return services.message_send(case_id=case.id, text=text, actor=actor, now=now())


def judge(case, actor, key="rules_list", verdict="fails", problem="没有盖章"):
    told = services.FindingTold(key, verdict, problem)
    services.material_judge(case_id=case.id, told=told, actor=actor, now=now())


def test_a_message_reaches_the_other_side_unread_and_stands_in_the_trace():
    case = world.submitted_case()
    clerk = world.staff("intake_clerk")

    say(case, case.applicant)

    assert cases.messages_unread(case.facts, actor=clerk) == 1
    assert cases.messages_unread(case.facts, actor=case.applicant) == 0
    assert cases.messages_of(case.facts)[0].text == "请问还要多久？"
    assert entries_of(case.id).last().verb == "cases.message"
    assert "多久" not in str(Message.objects.values_list("text", flat=True).get())


def test_reading_marks_only_what_the_other_side_said():
    case = world.submitted_case()
    clerk = world.staff("intake_clerk")
    say(case, case.applicant)
    say(case, clerk, "三天以内。")

    services.messages_read(facts=case.facts, actor=clerk, now=now())

    assert cases.messages_unread(case.facts, actor=clerk) == 0
    assert cases.messages_unread(case.facts, actor=case.applicant) == 1


def test_a_post_that_only_watches_does_not_talk_nor_marks_messages_as_read():
    case = world.submitted_case()
    supervisor = world.staff("supervisor")
    say(case, case.applicant)

    services.messages_read(facts=case.facts, actor=supervisor, now=now())

    assert cases.messages_unread(case.facts, actor=world.staff("intake_clerk")) == 1
    with pytest.raises(NotAllowed):
        say(case, supervisor)


def test_an_empty_message_is_refused_and_a_stranger_finds_no_case():
    case = world.submitted_case()

    with pytest.raises(MessageEmpty):
        say(case, case.applicant, "  \n")
    with pytest.raises(CaseNotFound):
        say(case, world.person())


def test_a_message_does_not_stand_in_the_way_of_a_move():
    case = world.submitted_case()
    say(case, case.applicant)

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    say(case, case.applicant)

    assert [row.verb for row in entries_of(case.id)][-4:] == [
        "cases.message", "cases.accept", "cases.assign", "cases.message"
    ]  # fmt: skip


def test_the_latest_finding_stands_and_the_trace_keeps_each():
    case = world.submitted_case()
    clerk = world.staff("intake_clerk")

    judge(case, clerk)
    judge(case, clerk, verdict="fits", problem="")

    found = cases.findings_of(case.facts)["rules_list"]
    assert (found.verdict, found.problem) == ("fits", "")
    acts = [row.after["verdict"] for row in entries_of(case.id) if row.verb == "cases.judge_material"]
    assert acts == ["fails", "fits"]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        pytest.param({"problem": " "}, ReasonMissing, id="a-failing-material-needs-its-problem"),
        pytest.param({"key": "no_such"}, MaterialUnknown, id="a-material-nobody-asked-for"),
        pytest.param({"verdict": "perhaps"}, MaterialUnknown, id="a-verdict-nobody-knows"),
    ],
)
def test_a_finding_that_makes_no_sense_is_refused(told, refusal):
    case = world.submitted_case()

    with pytest.raises(refusal):
        judge(case, world.staff("intake_clerk"), **told)


def test_a_file_that_is_closed_without_a_decision_takes_no_finding_any_more():
    """What its manifest says of the trace holds for good (archives)."""
    case = aside.withdrawn_case()
    world.deliver_events()

    for close in (lambda: None, lambda: file_archive(case_id=case.id, press=world.press(world.staff("archivist")))):
        close()
        kept = entries_of(case.id).count()
        with pytest.raises(NotAllowed):
            judge(case, world.staff("reviewer"))
        assert entries_of(case.id).count() == kept
    assert case.facts.state == "archived"


def test_an_approver_and_the_applicant_do_not_judge_materials():
    case = world.submitted_case()

    for actor in (world.staff("approver"), case.applicant):
        with pytest.raises(NotAllowed):
            judge(case, actor)
