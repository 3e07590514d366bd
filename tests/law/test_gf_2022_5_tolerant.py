"""国发〔2022〕5号: what may follow is listed, promised in writing, awaited, and its absence has consequences."""

from oneseal.cases import services
from oneseal.cases.errors import (
    CreditBad,
    NotTolerant,
    PromisedDayUnfit,
    PromiseNotOver,
    PromiseNotSigned,
    SupplementFileMissing,
    SupplementsOpen,
)
from tests.apps.traces import paper_kinds
from tests.factories import special, world
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def submit(case, *keys, **how):
    pledge = special.pledge(*keys, **how)
    services.case_submit(case_id=case.id, press=world.press(case.applicant), pledge=pledge)


def test_what_lacks_only_what_may_follow_is_accepted():
    case = special.tolerant_case()

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("under_review", "tolerant_acceptance_notice")


def test_a_main_material_does_not_follow():
    case = special.lacking_case()

    with refused(NotTolerant):
        submit(case, "legal_status", "rules_list")


def test_it_follows_within_the_promised_limit_of_the_item():
    case = special.lacking_case()

    with refused(PromisedDayUnfit):
        submit(case, "rules_list", days=40)


def test_the_promise_is_signed():
    case = special.lacking_case()

    with refused(PromiseNotSigned):
        submit(case, "rules_list", is_signed=False)


def test_what_was_promised_is_brought():
    case = special.supplied_case()

    assert (case.facts.supplements_open, paper_kinds(case.id)[-1]) == (0, "supplement_receipt")


def test_what_is_brought_is_at_least_one_file():
    case = special.tolerant_case()

    with refused(SupplementFileMissing):
        special.supply(case, with_file=False)


def test_nothing_is_decided_while_it_is_awaited():
    case = special.tolerant_case()
    world.recommend(case)

    with refused(SupplementsOpen):
        services.case_grant(case_id=case.id, text="", press=by("approver"))


def test_before_its_day_is_over_nothing_is_returned():
    case = special.tolerant_case()

    with refused(PromiseNotOver):
        special.return_unkept(case)


def test_a_broken_promise_ends_the_case(clock):
    case = special.tolerant_case()
    clock.move(days=4)
    special.return_unkept(case)

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("returned", "unkept_promise_notice")


def test_who_broke_his_word_is_not_believed_again(clock):
    first = special.tolerant_case()
    clock.move(days=4)
    special.return_unkept(first)
    world.deliver_events(without=world.MAKES_BYTES)
    second = special.promised_case()

    with refused(CreditBad):
        special.accept_tolerant(second)
