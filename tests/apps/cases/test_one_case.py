"""One case from draft to archive, through services."""

import pytest

from tests.factories import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("made", "state"),
    [
        pytest.param(world.started_case, "draft", id="started"),
        pytest.param(world.submitted_case, "submitted", id="submitted"),
        pytest.param(world.correction_pending_case, "correction_pending", id="sent-back-for-correction"),
        pytest.param(world.corrected_case, "submitted", id="mended"),
        pytest.param(world.not_accepted_case, "not_accepted", id="refused-at-the-door"),
        pytest.param(world.accepted_case, "under_review", id="accepted-and-assigned"),
        pytest.param(world.reviewed_case, "decision_pending", id="examined"),
        pytest.param(world.granted_case, "granted", id="granted"),
        pytest.param(world.refused_case, "refused", id="refused"),
        pytest.param(world.issuing_case, "issuing", id="licence-made"),
        pytest.param(world.delivered_case, "delivered", id="handed-over"),
        pytest.param(world.archived_case, "archived", id="archived"),
    ],
)
def test_a_case_reaches_each_state_by_services_alone(city, made, state):
    assert made().facts.state == state
