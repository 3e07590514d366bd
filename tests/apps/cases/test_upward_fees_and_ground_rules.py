"""Forwarded to the agency above; what must be paid or free before a grant; the rules no case ever breaks."""

import pytest

from oneseal.cases import ports, services
from oneseal.cases import selectors as cases
from oneseal.cases.errors import (
    DecidedAbove,
    FeesUnknown,
    FeesUnpaid,
    QuotaFull,
    ReasonMissing,
    UpperAgencyUnknown,
)
from oneseal.cases.rules.states import Action
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import today
from oneseal.identity.models import Agency
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.typesetting.fonts import GlyphMissing
from tests.apps.traces import acts, chain_is_whole, refused, verbs
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def grant(case, by="approver"):
    services.case_grant(case_id=case.id, text="", press=world.press(world.staff(by)))


# --- first examination and report (T21) --------------------------------------------------------


def test_the_upper_agency_receives_a_case_of_its_own_with_every_file():
    case = aside.forwarded_case()
    upper = aside.upper_case(case)

    assert (upper.facts.state, upper.facts.agency_id) == ("submitted", aside.upper_agency().id)
    assert upper.facts.number not in {None, case.facts.number}
    assert cases.answers_of(upper.facts).values == cases.answers_of(case.facts).values
    assert [row.sha256 for row in cases.materials_of(upper.facts)] == [
        row.sha256 for row in cases.materials_of(case.facts)
    ]
    assert cases.opinions_of(upper.facts)[-1].step == "first_examination"
    assert verbs(upper.id) == ["cases.receive_from_below"]
    assert chain_is_whole(upper)


@pytest.mark.parametrize(
    ("law", "below"),
    [pytest.param(30, 20, id="longer-law-twenty-below"), pytest.param(10, 10, id="shorter-law-as-it-is")],
)
def test_a_first_examination_takes_twenty_working_days_at_most(law, below):
    aside.republish(first_examination=True, deciding_body=aside.UPPER, stat_limit=law)

    assert world.submitted_case().facts.statutory_length == below


def test_the_applicant_sees_both_cases_linked_and_the_upper_one_is_decided_above():
    case = aside.forwarded_case()
    upper = aside.upper_case(case)

    assert cases.cases_linked(case.facts, actor=case.applicant).upper.id == upper.id
    assert cases.cases_linked(upper.facts, actor=case.applicant).lower.id == case.id
    assert cases.cases_linked(case.facts, actor=world.staff("approver")).upper is None

    services.case_accept(case_id=upper.id, press=world.press(world.actor_named("upper_intake_clerk")))
    told_ = OpinionTold("grant", "同意初审意见。")
    services.case_recommend(case_id=upper.id, told=told_, press=world.press(world.actor_named("upper_reviewer")))
    services.case_grant(case_id=upper.id, text="", press=world.press(world.actor_named("upper_approver")))

    assert upper.facts.state == "granted"


def test_the_lower_agency_decides_nothing_that_is_decided_above():
    aside.upper_agency()
    aside.republish(first_examination=True, deciding_body=aside.UPPER)
    case = world.reviewed_case()

    offered = cases.actions_open(case.facts, actor=world.staff("approver"), today=today())
    assert Action.FORWARD_UP in offered
    assert Action.GRANT not in offered
    with refused(DecidedAbove):
        grant(case)


def forward(case, opinion="同意上报。"):
    services.case_forward_up(
        case_id=case.id, opinion=opinion, verdict="grant", press=world.press(world.staff("approver"))
    )


def test_an_agency_that_is_not_known_receives_nothing():
    aside.republish(first_examination=True, deciding_body="某某厅")
    case = world.reviewed_case()

    with refused(UpperAgencyUnknown, name="某某厅"):
        forward(case)


def test_an_item_that_names_nobody_goes_to_the_agency_above():
    upper = aside.upper_agency()
    Agency.objects.filter(pk=world.city().agency_id).update(upper=upper)
    aside.republish(first_examination=True)
    case = world.reviewed_case()

    forward(case)

    assert aside.upper_case(case).facts.agency_id == upper.id


def test_an_item_decided_here_is_not_forwarded():
    case = world.reviewed_case()

    with refused(DecidedAbove):
        forward(case)


def test_an_opinion_to_the_upper_agency_has_words():
    aside.upper_agency()
    aside.republish(first_examination=True, deciding_body=aside.UPPER)
    case = world.reviewed_case()

    with refused(ReasonMissing):
        forward(case, opinion=" ")


# --- fees and quota ----------------------------------------------------------------------------

FEE = {
    "name": "证照费", "rate": "每证十元", "basis": "某某规定", "check_state": "own_wording", "source": "gbt-39046",
    "amount": "10", "before_grant": True,
}  # fmt: skip


class Fees:
    """A room of payments that says what it was told."""

    def __init__(self, *unpaid):
        self.names = unpaid

    def unpaid(self, case_id):
        return self.names


@pytest.fixture
def fees(monkeypatch):
    def registered(*port):
        monkeypatch.setattr(ports, "_fees", list(port))

    return registered


def charged_case():
    aside.republish(fee_flag=True, fee_basis="某某规定", fees=[FEE])
    return world.reviewed_case()


def test_nothing_is_granted_while_a_fee_that_goes_before_it_is_owed(fees):
    case = charged_case()
    fees(Fees("证照费"))

    with refused(FeesUnpaid, names="证照费"):
        grant(case)
    fees(Fees())
    grant(case)

    assert case.facts.state == "granted"


def test_nothing_is_granted_when_nobody_knows_of_the_fees(fees):
    case = charged_case()
    fees()

    with refused(FeesUnknown):
        grant(case)


def test_an_item_without_such_a_fee_asks_nobody(fees):
    fees()
    case = world.reviewed_case()

    grant(case)

    assert case.facts.state == "granted"


def test_a_full_quota_refuses_the_next_grant():
    aside.republish(quota_number=1)
    first, second = world.reviewed_case(), world.reviewed_case()
    grant(first)
    world.deliver_events()

    with refused(QuotaFull, most=1):
        grant(second)


# --- ground rules ------------------------------------------------------------------------------


def test_a_new_version_of_the_item_leaves_running_cases_as_they_were():
    case = world.accepted_case()
    before = (case.facts.item_version_id, case.facts.promised_days, case.facts.due_on)

    aside.republish(**aside.AT_ONCE)

    assert (case.facts.item_version_id, case.facts.promised_days, case.facts.due_on) == before
    assert not cases.ways_of_case(case.facts).at_once


def test_the_submitted_package_stays_frozen_and_hashed_through_every_move():
    case = world.submitted_case()
    package = cases.answers_of(case.facts).package_sha256
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    aside.extend(case)
    aside.open_procedure(case)

    with refused(NoSuchMove):
        world.save(case, contact_name="别人")

    assert len(package) == 64
    assert cases.answers_of(case.facts).package_sha256 == package


def test_characters_that_no_font_draws_are_refused_before_a_notice_is_sealed():
    case = world.accepted_case()

    with refused(GlyphMissing):
        aside.extend(case, reason="申请人姓名含\U0003fffd字")


def test_a_rare_character_that_is_drawn_survives_into_the_trace():
    case = world.accepted_case()

    aside.extend(case, reason="经办人㛃、龘需要核实。")

    assert acts(case.id)[-1].after["reason"] == "经办人㛃、龘需要核实。"
