"""Who ticked which case of a migration, and for whom he stood in, is kept and told; he does not decide on it."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from oneseal.cases.migration_errors import MigrationSamePerson
from oneseal.cases.models import MigrationCase
from oneseal.cases.selectors.migration_lists import Chooser, migration_for, migration_results
from oneseal.cases.services.migrating import migration_apply
from oneseal.cases.services.migration_asking import migration_choose, migration_decline, migration_request
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from tests.apps.traces import chain_is_whole, refused
from tests.factories import migrating, processes, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def drafted():
    """Return two running cases and a draft that chooses both."""
    cases = processes.accepted_case(), world.submitted_case()
    return cases, migrating.draft(processes.publish(migrating.LATER))


def substitute():
    """Return another administrator of items as he stands in for the first."""
    second = world.appoint("item_administrator", username="stand-in")
    return replace(second, stands_in_for=migrating.asker().account_id)


def choose(migration_id, shown, chosen, *, by):
    migration_choose(
        migration_id=migration_id, shown=[case.id for case in shown], chosen=[case.id for case in chosen], actor=by,
        now=now(),
    )  # fmt: skip


def kept(case):
    row = MigrationCase.objects.get(case_id=case.id)
    return row.is_chosen, row.chosen_by, row.chosen_for, row.chosen_at


def last(verb):
    return Entry.objects.filter(verb=verb).order_by("-occurred_at", "-sequence")[0]


def test_what_a_draft_lists_as_movable_was_chosen_by_who_drafted_it(drafted):
    (case, other), _migration_id = drafted
    asker = migrating.asker()

    assert kept(case) == kept(other) == (True, asker.account_id, None, now())
    assert last("cases.migration_drafted").after["chosen"] == 2


def test_what_cannot_be_migrated_was_chosen_by_nobody():
    processes.accepted_case()
    target = processes.publish(migrating.LATER)
    past = next(one.id for one in migrating.versions() if one.is_past and version_terms(one.id).process is not None)
    later = world.accepted_case()  # it never knew the version before

    migrating.draft(past, from_versions=(target,))

    assert kept(later) == (False, None, None, None)


def test_only_the_cases_whose_tick_changed_name_who_changed_it(drafted, clock):
    (case, other), migration_id = drafted
    asker, stand_in = migrating.asker(), substitute()
    drafted_at = kept(other)[3]
    clock.move(hours=1)

    choose(migration_id, (case, other), (other,), by=stand_in)

    assert kept(case) == (False, stand_in.account_id, asker.account_id, now())
    assert kept(other) == (True, asker.account_id, None, drafted_at)


def test_the_act_names_each_case_and_for_whom_he_stood_in(drafted):
    (case, other), migration_id = drafted
    stand_in = substitute()

    choose(migration_id, (case, other), (other,), by=stand_in)
    act = last("cases.migration_chosen")
    assert (act.actor_id, act.after) == (
        stand_in.account_id,
        {
            "shown": 2, "chosen": 1, "ticked": [], "unticked": [str(case.id)],
            "stands_in_for": str(migrating.asker().account_id),
        },
    )  # fmt: skip

    choose(migration_id, (case,), (case,), by=migrating.asker())
    assert last("cases.migration_chosen").after == {
        "shown": 1, "chosen": 1, "ticked": [str(case.id)], "unticked": [],
    }  # fmt: skip


def test_a_case_that_the_migration_does_not_list_is_not_ticked(drafted):
    (_case, _other), migration_id = drafted
    stranger = world.submitted_case()

    choose(migration_id, (stranger,), (stranger,), by=migrating.asker())

    assert last("cases.migration_chosen").after == {"shown": 0, "chosen": 0, "ticked": [], "unticked": []}


@pytest.mark.parametrize("is_absent_colleague", [False, True], ids=["who-chose", "for-whom-he-stood-in"])
def test_who_chose_does_not_decide_nor_for_whom_he_stood_in(drafted, is_absent_colleague):
    (case, other), migration_id = drafted
    absent = world.appoint("item_administrator", username="absent")
    stand_in = replace(world.appoint("item_administrator"), stands_in_for=absent.account_id)
    choose(migration_id, (case, other), (other,), by=stand_in)
    migration_request(migration_id=migration_id, actor=migrating.asker(), now=now())
    decider = replace(
        migrating.approver(), account_id=absent.account_id if is_absent_colleague else stand_in.account_id
    )

    with refused(MigrationSamePerson):
        migrating.approve(migration_id, by=decider)
    with refused(MigrationSamePerson):
        migration_decline(migration_id=migration_id, reason="不同意。", actor=decider, now=now())

    migrating.approve(migration_id)


def test_results_and_the_trace_of_the_case_name_who_chose_it(drafted):
    (case, other), migration_id = drafted
    stand_in = substitute()
    choose(migration_id, (case,), (), by=stand_in)
    choose(migration_id, (case,), (case,), by=stand_in)
    migration_request(migration_id=migration_id, actor=migrating.asker(), now=now())
    migrating.approve(migration_id)

    migration_apply(migration_id, tell=now)

    facts = migration_for(migrating.asker(), migration_id)
    results = {row.case_id: row.chooser for row in migration_results(facts)[0]}
    assert results == {
        case.id: Chooser(stand_in.name, migrating.asker().name), other.id: Chooser(migrating.asker().name, ""),
    }  # fmt: skip
    moved = Entry.objects.get(subject_id=case.id, verb="cases.process_migrated")
    assert (moved.after["chosen_by"], moved.after["chosen_for"]) == (stand_in.name, migrating.asker().name)
    assert chain_is_whole(case)


def test_nobody_chose_for_somebody_without_being_named(drafted):
    (case, _other), _migration_id = drafted

    with pytest.raises(IntegrityError, match="cases_migration_case_chosen_by"), transaction.atomic():
        MigrationCase.objects.filter(case_id=case.id).update(chosen_by=None)
