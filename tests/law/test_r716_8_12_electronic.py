"""State Council Decree 716 art. 8 to 12: electronic seals, licences and files count; an entry is undone by two."""

from oneseal.archives.services import file_archive
from oneseal.cases import services
from oneseal.cases.errors import ReasonMissing, SamePerson
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.traces import paper_kinds
from tests.factories import special, world
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW


def test_9_a_decision_bears_the_electronic_seal():
    case = world.granted_case()

    assert text_of(case, "grant_decision")["seal"]


def test_12_a_closed_file_is_archived_electronically_with_its_catalogue():
    case = world.delivered_case()
    file_archive(case_id=case.id, press=by("archivist"))

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("archived", "archive_catalogue")


def test_12_an_entry_made_by_mistake_is_undone_by_two():
    case = special.voided_case()

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("voided", "void_statement")


def test_12_the_second_may_decline():
    case = world.submitted_case()
    special.ask_void(case)
    services.void_decline(case_id=case.id, reason="并非重复。", press=by("supervisor"))

    assert (case.facts.state, case.facts.void_request_id) == ("submitted", None)


def test_12_nothing_is_undone_that_nobody_asked_for():
    case = world.submitted_case()

    with refused(NoSuchMove):
        special.void(case)


def test_12_whoever_asks_says_why():
    case = world.submitted_case()

    with refused(ReasonMissing):
        special.ask_void(case, reason=" ")


def test_12_who_asked_does_not_confirm():
    case = world.submitted_case()
    post = world.Post.objects.get(kind="chief_window")
    post.permissions = [*post.permissions, "cases.confirm_void"]
    post.save(update_fields=["permissions"])
    special.ask_void(case)

    with refused(SamePerson):
        special.void(case, by="chief_window")
