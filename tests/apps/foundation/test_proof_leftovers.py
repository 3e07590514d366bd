"""A row that is left open by hand beside a case that has ended is named by the proof."""

import pytest

from oneseal.cases import services
from oneseal.cases.models import Supplement
from oneseal.foundation.timekeeping import now, today
from oneseal.workflow.models import NodeTask
from tests.apps.foundation.proving import findings, tampered
from tests.factories import aside, joint, special, world
from tests.factories import procedures as make

pytestmark = pytest.mark.django_db


OPENED_BY_HAND = [
    pytest.param(make.plan_meeting, "UPDATE cases_procedure SET closed_at = NULL WHERE case_id = %s",
                 "leftovers.procedure", id="a-procedure"),
    pytest.param(make.tell_right, "UPDATE cases_hearing SET ended_at = NULL WHERE case_id = %s",
                 "leftovers.hearing", id="a-hearing"),
    pytest.param(special.suspend,
                 "UPDATE cases_suspension SET resumed_at = NULL, outcome = '' WHERE case_id = %s",
                 "leftovers.standstill", id="a-standstill"),
]  # fmt: skip


@pytest.mark.parametrize(("begin", "statement", "code"), OPENED_BY_HAND)
def test_a_row_left_open_by_hand_is_found(house, begin, statement, code):
    innocent, case = world.accepted_case(), world.accepted_case()
    begin(innocent)
    begin(case)
    aside.withdraw(case)
    assert code not in {row.code for row in findings()}

    tampered(statement, [case.id])

    assert [row.subject for row in findings() if row.code == code] == [case.facts.number]


def test_a_task_a_material_a_proposal_and_a_node_left_open_by_hand_are_found(house):
    case = joint.proposed_case()
    make.plan_meeting(case)
    make.record_meeting(case, tasks=(services.TaskTold("市生态环境局", "出具意见", make.workday(3)),))
    aside.withdraw(case)
    Supplement.objects.create(
        id=case.id, case_id=case.id, key="x", name="x", due_on=today(), promised_at=now(), promised_by=case.id
    )
    NodeTask.objects.create(
        id=case.id, subject_kind="case", subject_id=case.id, node="x", permission="cases.review",
        agency_id=case.facts.agency_id, opened_at=now(),
    )  # fmt: skip
    tampered("UPDATE cases_meeting_task SET ended_on = NULL WHERE case_id = %s", [case.id])
    tampered(
        "UPDATE cases_extension_proposal SET answered_at = NULL, outcome = '' WHERE case_id = %s", [case.id]
    )  # fmt: skip

    named = {row.code for row in findings() if row.subject == case.facts.number}

    assert named >= {"leftovers.task", "leftovers.supplement", "leftovers.extension", "leftovers.node"}
