"""Licensing Law art. 36: whose major interest is touched is told and heard before the decision."""

from oneseal.cases import services
from oneseal.cases.models import InterestedParty
from oneseal.cases.procedure_errors import InterestMissing, StatementMissing, StatementPeriodRuns
from oneseal.foundation.timekeeping import today
from tests.apps.traces import paper_kinds
from tests.factories import procedures as make
from tests.factories import world
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def state(case, text):
    told = services.StatementTold(InterestedParty.objects.get().id, today(), text)
    services.statement_record(case_id=case.id, told=told, press=by("reviewer"))


def test_an_interested_person_is_told_and_what_he_states_is_recorded():
    case = world.accepted_case()
    make.notify(case)
    state(case, "不同意，油烟太大。")

    assert paper_kinds(case.id)[-2:] == ["interested_notice", "statement_record"]


def test_nothing_is_decided_while_an_interested_person_may_still_speak():
    case = world.accepted_case()
    make.notify(case)
    world.recommend(case)

    with refused(StatementPeriodRuns):
        services.case_grant(case_id=case.id, text="", press=by("approver"))


def test_whoever_is_told_has_time_to_answer():
    case = world.accepted_case()

    with refused(InterestMissing):
        make.notify(case, days=0)


def test_a_statement_is_not_empty():
    case = world.accepted_case()
    make.notify(case)

    with refused(StatementMissing):
        state(case, " ")
