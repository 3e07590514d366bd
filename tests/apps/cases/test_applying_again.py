"""T30: what was refused, returned or withdrawn is applied for again as a new case, linked, with its data."""

import pytest

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import CaseNotFound, ItemNotOpen, NothingToApplyAgain
from oneseal.cases.models import Case, Material
from oneseal.cases.selectors import Action, actions_open
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.services import item_publish, item_revise
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.traces import acts, chain_is_whole, refused, verbs
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
CONSENTS = {key for key, value in world.ANSWERS.items() if isinstance(value, bool)}


def again(case, *, by=None):
    return world.Filed(
        services.case_apply_again(case_id=case.id, actor=by or case.applicant, now=now()).case_id, case.applicant
    )


def filed_again(case):
    """Tick the consents anew and hand the new application in."""
    new = again(case)
    world.save(new, **{key: world.ANSWERS[key] for key in CONSENTS})
    world.submit(new)
    return new


@pytest.mark.parametrize(
    "ended",
    [
        pytest.param(lambda _clock: world.refused_case(), id="refused"),
        pytest.param(aside.returned_case, id="returned"),
        pytest.param(lambda _clock: aside.withdrawn_case(), id="withdrawn"),
    ],
)
def test_a_new_draft_takes_over_answers_and_files_and_asks_for_consents_anew(ended, clock):
    old = ended(clock)

    new = again(old)

    assert (new.facts.state, new.facts.number, new.facts.prior_case_id) == ("draft", None, old.id)
    taken = cases.answers_of(new.facts).values
    assert {key: taken.get(key) for key in world.ANSWERS.keys() - CONSENTS} == {
        key: value for key, value in world.ANSWERS.items() if key not in CONSENTS
    }
    assert not CONSENTS & taken.keys()
    files = [{(row.key, row.sha256, row.file_name) for row in cases.materials_of(case.facts)} for case in (old, new)]
    assert files[0] == files[1] != set()
    assert {key for key, _name in services.missing_of(new.facts, today=today()).materials} == set()
    assert "cases.apply_again" not in verbs(old.id)  # a draft is the applicant's alone


def test_an_application_without_files_is_begun_as_well():
    old = aside.withdrawn_case()
    Material.objects.filter(case_id=old.id).delete()

    assert not list(cases.materials_of(again(old).facts))


def test_the_new_case_has_its_own_number_and_clock_and_both_know_each_other(clock):
    old = world.refused_case()
    clock.move(days=30)

    new = filed_again(old)

    assert new.facts.number not in {None, old.facts.number}
    assert new.facts.due_on > old.facts.due_on
    assert acts(new.id)[0].after["prior_case"] == str(old.id)
    assert (verbs(old.id)[-1], acts(old.id)[-1].after) == ("cases.apply_again", {"case": str(new.id)})
    assert chain_is_whole(old)
    assert [row.id for row in cases.cases_linked(old.facts, actor=old.applicant).again] == [new.id]
    assert cases.cases_linked(new.facts, actor=world.staff("intake_clerk")).prior.id == old.id
    assert old.facts.outcome == "refused"


def test_a_second_press_opens_the_draft_that_was_begun():
    old = aside.withdrawn_case()

    assert again(old).id == again(old).id
    assert Case.objects.filter(prior_case_id=old.id).count() == 1


def test_a_file_that_is_closed_stays_as_it_was_closed():
    old = world.refused_case()
    world.deliver_events()
    world.hand_over(old)
    file_archive(case_id=old.id, press=world.press(world.staff("archivist")))
    before = verbs(old.id)

    new = filed_again(old)

    assert verbs(old.id) == before
    assert new.facts.prior_case_id == old.id


def test_a_discarded_draft_may_be_begun_anew_and_a_filed_one_applied_for_again_later():
    old = aside.withdrawn_case()
    services.draft_discard(case_id=again(old).id, actor=old.applicant)

    newer = filed_again(old)
    aside.withdraw(newer)

    assert again(newer).facts.prior_case_id == newer.id


@pytest.mark.parametrize(
    ("ended", "refusal"),
    [
        pytest.param(world.submitted_case, NoSuchMove, id="under-way"),
        pytest.param(world.archived_case, NothingToApplyAgain, id="granted"),
        pytest.param(world.not_accepted_case, NoSuchMove, id="refused-at-the-door"),
        pytest.param(aside.terminated_case, NothingToApplyAgain, id="nobody-left-to-apply"),
    ],
)
def test_what_did_not_end_so_is_not_applied_for_again(ended, refusal):
    case = ended()

    assert Action.APPLY_AGAIN not in actions_open(case.facts, actor=case.applicant, today=today())
    with refused(refusal):
        services.case_apply_again(case_id=case.id, actor=case.applicant, now=now())


@pytest.mark.parametrize("who", ["another-applicant", "clerk"])
def test_another_persons_case_is_not_found(who):
    case = world.refused_case()
    stranger = world.applicant()[0] if who == "another-applicant" else world.staff("intake_clerk")

    for ask in (services.case_apply_again, services.again_previewed):
        with refused(CaseNotFound):
            ask(case_id=case.id, actor=stranger, now=now())


def test_an_item_that_is_not_open_any_more_starts_nothing(monkeypatch):
    case = world.refused_case()
    monkeypatch.setattr("oneseal.cases.services.drafting.version_in_force", lambda _item, *, on: None)

    with refused(ItemNotOpen):
        services.case_apply_again(case_id=case.id, actor=case.applicant, now=now())
    assert not Case.objects.filter(prior_case_id=case.id).exists()


def test_a_newer_version_asks_for_what_it_wants_and_leaves_out_what_it_does_not_ask(clock):
    case = world.refused_case()
    kept = {row.key for row in cases.materials_of(case.facts)}
    editor = world.staff("item_administrator")
    row = ItemVersion.objects.get(pk=item_revise(item_id=world.city().item_id, actor=editor, now=now()))
    materials = row.content["elements"]["materials"]
    materials["value"] = [one for one in materials["value"] if one["key"] != "rules_list"]
    row.save(update_fields=["content"])
    item_publish(version_id=row.pk, effective_on=today(), actor=editor, now=now())

    taken = services.again_previewed(case.id, actor=case.applicant, now=now())

    assert {row.key for row in taken.files} == kept - {"rules_list"}
