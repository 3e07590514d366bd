"""A migrated case proves clean, and whatever was altered in its binding or its nodes is named."""

import pytest

from oneseal.cases.models import ProcessBinding
from tests.apps.foundation.proving import found, tampered
from tests.factories import migrating, processes, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def test_a_migrated_case_proves_clean_and_so_does_one_that_went_back():
    case = migrating.migrated_case()
    world.deliver_events()
    assert found() == []

    migrating.migrate(case.facts.item_version_id)
    world.deliver_events()

    assert found() == []


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        pytest.param(
            "UPDATE cases_case SET process_version_id = NULL WHERE id = %s", {"process.unbound"}, id="binding-forgotten"
        ),
        pytest.param(
            "UPDATE cases_case SET process_version_id = item_version_id WHERE id = %s", {"process.pointer"},
            id="another-version-followed",
        ),
        pytest.param(
            "UPDATE cases_process_binding SET to_sha256 = repeat('0', 64) WHERE case_id = %s", {"process.digest"},
            id="another-process-claimed",
        ),
        pytest.param(
            "UPDATE cases_process_binding SET from_sha256 = '' WHERE case_id = %s", {"process.digest"},
            id="the-process-before-denied",
        ),
        pytest.param(
            "UPDATE cases_process_binding SET from_version_id = to_version_id, from_sha256 = to_sha256 "
            "WHERE case_id = %s",
            {"process.gap"}, id="a-gap-between-versions",
        ),
        pytest.param(
            "DELETE FROM workflow_node_task WHERE subject_id = %s AND node = 'works'", {"process.nodes"},
            id="an-open-node-taken-away",
        ),
        pytest.param(
            "UPDATE workflow_node_task SET undone_at = NULL WHERE subject_id = %s AND node = 'health'",
            {"process.unplayable"}, id="a-lost-node-made-to-count",
        ),
    ],
)  # fmt: skip
def test_what_was_altered_by_hand_is_named(statement, codes):
    case = migrating.migrated_case()
    world.deliver_events()
    assert ProcessBinding.objects.count() == 1

    tampered(statement, [case.id])

    assert {code for code, subject in found() if subject == case.facts.number} == codes


def test_an_open_node_taken_away_from_a_case_that_never_was_migrated_is_named():
    case = processes.accepted_case()
    world.deliver_events()
    assert found() == []

    tampered("DELETE FROM workflow_node_task WHERE subject_id = %s AND closed_at IS NULL", [case.id])

    assert {code for code, subject in found() if subject == case.facts.number} == {"process.nodes"}
