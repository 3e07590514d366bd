"""What was handed in and what was said of it is bound to the trace: whoever exchanges it by hand is found."""

import pytest

from oneseal.cases.models import Material, Opinion
from oneseal.cases.selectors import answers_of
from oneseal.foundation.audit.models import Entry
from tests.apps.cases.test_second_examiner import confirm, examined_by_two, object_to
from tests.apps.foundation.proving import found, tampered
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def codes(case):
    """Return what the proof says of a case, after everybody was told."""
    world.deliver_events()
    return {code for code, subject in found() if subject == case.facts.number}


def act(case, verb):
    """Return what an act told."""
    return Entry.objects.get(subject_id=case.id, verb=verb).after


FROZEN = [
    pytest.param(
        "UPDATE cases_material SET sha256 = repeat('0', 64) WHERE case_id = %s AND key = 'rules_list'",
        {"packages.altered"}, id="another-file",
    ),
    pytest.param(
        "DELETE FROM cases_material WHERE case_id = %s AND key = 'rules_list'", {"packages.altered"},
        id="a-file-taken-away",
    ),
    pytest.param(
        "UPDATE cases_material SET withdrawn_at = uploaded_at WHERE case_id = %s AND key = 'rules_list'",
        {"packages.altered"}, id="a-file-taken-back",
    ),
    pytest.param(
        "UPDATE cases_application SET answers = '\\x00' WHERE case_id = %s", {"packages.altered"},
        id="answers-that-nobody-encrypted",
    ),
    pytest.param(
        "UPDATE cases_application SET package_sha256 = repeat('0', 64) WHERE case_id = %s", {"packages.row"},
        id="another-hash-on-the-row",
    ),
    pytest.param("DELETE FROM cases_application WHERE case_id = %s", {"packages.gone"}, id="the-form-taken-away"),
    pytest.param(
        "UPDATE cases_opinion SET text = '不符合条件。' WHERE case_id = %s", {"opinions.altered"}, id="other-words",
    ),
    pytest.param(
        "UPDATE cases_opinion SET verdict = 'refuse' WHERE case_id = %s", {"opinions.altered"}, id="another-verdict",
    ),
    pytest.param(
        "UPDATE cases_opinion SET author_name = '别人' WHERE case_id = %s", {"opinions.altered"}, id="another-author",
    ),
    pytest.param(
        "UPDATE cases_opinion SET second_verdict = 'confirmed', second_at = given_at WHERE case_id = %s",
        {"opinions.second"}, id="a-second-examiner-who-never-spoke",
    ),
    pytest.param("DELETE FROM cases_opinion WHERE case_id = %s", {"opinions.all_gone"}, id="an-opinion-taken-away"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "told"), FROZEN)
def test_what_was_exchanged_by_hand_is_named_with_its_case(statement, told):
    innocent, case = world.reviewed_case(), world.reviewed_case()
    world.deliver_events()
    assert found() == []

    tampered(statement, [case.id])

    assert codes(case) == told
    assert codes(innocent) == set()


def test_the_answers_of_another_case_are_named():
    first, second = world.submitted_case(), world.started_case()
    world.save(second, contact_name="别人")
    tampered(
        "UPDATE cases_application SET answers = (SELECT answers FROM cases_application WHERE case_id = %s)"
        " WHERE case_id = %s",
        [second.id, first.id],
    )

    assert codes(first) == {"packages.altered"}


def test_an_opinion_that_no_act_told_of_is_named():
    case = world.reviewed_case()
    (row,) = Opinion.objects.filter(case_id=case.id)
    row.pk = world.uuid4()
    row.save(force_insert=True)

    assert codes(case) == {"opinions.untold"}


def test_one_of_several_opinions_taken_away_is_named():
    case = world.granted_case()

    tampered("DELETE FROM cases_opinion WHERE case_id = %s AND step = 'review'", [case.id])

    assert codes(case) == {"opinions.gone"}


@pytest.mark.parametrize("says", [confirm, object_to])
def test_what_the_second_examiner_said_is_bound_too(says):
    second = world.appoint("reviewer")
    case = examined_by_two(second)
    says(case, second)
    assert codes(case) == set()

    tampered("UPDATE cases_opinion SET second_text = '没有这样说过' WHERE case_id = %s", [case.id])

    assert codes(case) == {"opinions.second"}


def test_what_was_given_before_acts_told_digests_is_no_fault():
    case = world.reviewed_case()
    tampered(
        "UPDATE audit_entry SET after = after - 'opinions' WHERE subject_id = %s AND verb = 'cases.recommend'",
        [case.id],
    )

    assert Opinion.objects.filter(case_id=case.id).exists()
    assert not {code for code in codes(case) if code.startswith("opinions.")}


def test_while_an_applicant_corrects_nothing_is_frozen_and_afterwards_all_of_it_is():
    case = world.correction_pending_case()
    tampered("UPDATE cases_material SET sha256 = repeat('0', 64) WHERE case_id = %s AND key = 'rules_list'", [case.id])
    assert codes(case) == set()

    case = world.corrected_case()
    assert codes(case) == set()
    tampered(
        "UPDATE cases_material SET sha256 = repeat('0', 64) WHERE case_id = %s AND withdrawn_at IS NULL", [case.id]
    )
    assert codes(case) == {"packages.altered"}


def test_the_case_of_the_agency_above_is_bound_to_what_it_received():
    lower = aside.forwarded_case()
    upper = aside.upper_case(lower)
    assert codes(upper) == codes(lower) == set()
    assert act(upper, "cases.receive_from_below")["package_sha256"] == answers_of(upper.facts).package_sha256

    Material.objects.filter(case_id=upper.id, key="rules_list").update(sha256="0" * 64)
    tampered("UPDATE cases_opinion SET text = '另一种意见' WHERE case_id = %s", [upper.id])

    assert codes(upper) == {"packages.altered", "opinions.altered"}
    assert codes(lower) == set()
