"""Where an agency demands letters, each act on a case needs one in force for its item (A62 整建制进驻)."""

from datetime import date

import pytest

from oneseal.cases import services
from oneseal.cases.errors import LetterExpired, LetterMissing, LetterNotYet, LetterRevoked
from oneseal.cases.rules.lifecycle import AUTHORITIES, PERMISSIONS
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors import case_for_actor
from oneseal.foundation.timekeeping import now
from oneseal.identity.services import letter_keep, letter_revoke, letters_demand
from oneseal.identity.services.authorising import LetterTold
from oneseal.kernel.access import Authority
from tests.apps.traces import refused
from tests.factories import world

pytestmark = pytest.mark.django_db
ALL = tuple(Authority)


def admin():
    return world.staff(world.ADMINISTRATOR)


def letter(number="濮审授〔2026〕1号", *, authorities=ALL, **changed):
    told = {"from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31), **changed}
    told = LetterTold(number, "局长（演示）", authorities, **told)
    return letter_keep(told=told, scan=None, actor=admin(), now=now())


@pytest.fixture
def demanded(city):
    letters_demand(is_demanded=True, actor=admin(), now=now())
    return city


def accept(case):
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def test_an_agency_that_demands_none_acts_without_letters(city):
    assert world.submitted_case().facts.letters is None
    accept(world.submitted_case())


def test_without_a_letter_nothing_is_accepted_and_the_refusal_says_which_is_missing(demanded):
    case = world.submitted_case()

    with refused(LetterMissing, authority="受理", item=case.facts.item_name):
        accept(case)


def test_with_letters_in_force_a_case_goes_its_whole_way(demanded):
    letter(authorities=("accept", "examine"), item_ids=(demanded.item_id,))
    letter("濮审授〔2026〕2号", authorities=("decide", "issue"))

    assert world.delivered_case().facts.state == "delivered"


@pytest.mark.parametrize(
    ("authorities", "other_item", "authority"),
    [
        pytest.param(("accept", "examine"), False, "决定", id="another-authority"),
        pytest.param(ALL, True, "决定", id="another-item"),
    ],
)
def test_a_letter_gives_only_what_it_names(city, authorities, other_item, authority):
    case = world.reviewed_case()
    letter(authorities=authorities, item_ids=(world.uuid4(),) if other_item else ())
    letters_demand(is_demanded=True, actor=admin(), now=now())

    with refused(LetterMissing, authority=authority):
        decide(case)


def decide(case):
    told = services.deciding.OpinionTold("grant", "符合条件。")
    services.case_grant(case_id=case.id, text=told.text, press=world.press(world.staff("approver")))


@pytest.mark.parametrize(
    ("refusal", "changed", "facts"),
    [
        pytest.param(LetterExpired, {"until_on": date(2026, 2, 28)}, {"until": "2026-02-28"}, id="over"),
        pytest.param(LetterNotYet, {"from_on": date(2026, 6, 1)}, {"since": "2026-06-01"}, id="not-begun"),
    ],
)
def test_a_letter_out_of_its_days_is_named_in_the_refusal(demanded, refusal, changed, facts):
    case = world.submitted_case()
    letter("濮审授〔2025〕9号", **changed)

    with refused(refusal, number="濮审授〔2025〕9号", **facts):
        accept(case)


def test_a_revoked_letter_gives_nothing_from_that_day_on(demanded):
    case = world.submitted_case()
    letter_revoke(letter_id=letter(), reason="职责调整", actor=admin(), now=now())

    with refused(LetterRevoked, number="濮审授〔2026〕1号"):
        accept(case)


def test_what_the_applicant_and_the_law_do_needs_no_letter(demanded):
    case = world.submitted_case()

    assert case.facts.state == "submitted"
    assert not {Action.SUBMIT, Action.CORRECT, Action.WITHDRAW, Action.DEEM_ACCEPTED} & AUTHORITIES.keys()


def test_every_act_of_staff_needs_an_authority_but_the_closing_of_the_file_and_what_a_centre_hands_over():
    assert PERMISSIONS.keys() - AUTHORITIES.keys() == {
        Action.ARCHIVE,
        Action.HAND_OVER,
        Action.REQUEST_VOID,
        Action.DECLINE_VOID,
        Action.VOID,
        # The head of the agency acts for it himself, and the government is none of its staff.
        Action.DRAW_AGAIN,
        Action.LIFT_COVER,
        Action.APPROVE_EXTENSION,
        Action.DECLINE_EXTENSION,
    }


def test_the_letters_come_with_the_case_in_its_one_query(demanded, django_assert_num_queries):
    case, clerk = world.submitted_case(), world.staff("intake_clerk")
    letter()

    with django_assert_num_queries(1):
        facts = case_for_actor(case.id, actor=clerk)
    assert [told.number for told in facts.letters] == ["濮审授〔2026〕1号"]
