"""How many statements each move and each list needs: a move reads once and writes once.

A number here is a budget: whoever needs one more statement says why in the same change.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.rules.states import NonAcceptanceGround
from oneseal.cases.selectors import CaseFilter, light_preset
from oneseal.cases.services.closing import HandOver
from oneseal.cases.services.deciding import OpinionTold
from oneseal.cases.services.intake import Refusal
from oneseal.catalog.selectors import item_public, items_received
from oneseal.foundation.outbox.models import Event
from oneseal.foundation.outbox.services import deliver
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import actor_for_account
from oneseal.licences.selectors import licence_of_case, licence_verified, licences_for_actor
from oneseal.workflow.selectors import calendar
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def statements(act):
    """Return the statements of an act, without the marks of its transaction and what is kept for seconds."""
    calendar()
    light_preset()
    with CaptureQueriesContext(connection) as seen:
        act()
    return [query["sql"] for query in seen if not query["sql"].startswith(BOOKKEEPING)]


def correct(case):
    world.attach(case, "rules_list", b"mended")
    press = world.press(case.applicant)
    return lambda: services.case_correct(case_id=case.id, press=press)


def by(kind, service, **told):
    def prepared(case):
        press = world.press(world.staff(kind))
        return lambda: service(case_id=case.id, press=press, **told)

    return prepared


def submit(case):
    press = world.press(case.applicant)
    return lambda: services.case_submit(case_id=case.id, press=press)


def issue(case):
    event = Event.objects.get(name="cases.decided", payload__case_id=str(case.id))
    return lambda: deliver(event_id=event.id, receiver="oneseal.licences.receivers.issue_when_granted", now=now())


REFUSAL = Refusal(NonAcceptanceGround.LICENCE_NOT_NEEDED, "不需要许可。")
GRANT = OpinionTold("grant", "符合条件。")
CLERK, EXAMINER, APPROVER = "intake_clerk", "reviewer", "approver"


# Accepting and deciding ask one more than their rules need: which addresses are the centre's (R22).
# Deciding asks as well who ever examined: the row of the case names only the examiners of the last opinion.
@pytest.mark.parametrize(
    ("made", "act", "budget"),
    [
        pytest.param(world.filled_case, submit, 9, id="submit"),
        pytest.param(world.submitted_case, by(CLERK, services.case_accept), 7, id="accept"),
        pytest.param(
            world.submitted_case, by(CLERK, services.case_request_correction, defects=[world.RULES_LIST]), 4,
            id="request-correction",
        ),
        pytest.param(world.correction_pending_case, correct, 8, id="correct"),
        pytest.param(
            world.submitted_case, by(CLERK, services.case_not_accept, refusal=REFUSAL), 5, id="not-accept"
        ),
        pytest.param(world.accepted_case, by(EXAMINER, services.case_recommend, told=GRANT), 4, id="recommend"),
        pytest.param(
            world.reviewed_case, by(APPROVER, services.case_send_back, reason="请补充。"), 2, id="send-back"
        ),
        pytest.param(world.reviewed_case, by(APPROVER, services.case_grant, text=""), 7, id="grant"),
        pytest.param(world.reviewed_case, by(APPROVER, services.case_refuse, text="不符合。"), 6, id="refuse"),
        pytest.param(world.granted_case, issue, 13, id="issue"),
        pytest.param(
            world.issuing_case, by("issue_clerk", services.case_deliver, hand_over=HandOver("window", "张三")), 5,
            id="deliver",
        ),
        pytest.param(world.delivered_case, by("archivist", file_archive), 14, id="archive"),
    ],
)  # fmt: skip
def test_a_move_needs_no_more_statements_than_its_budget(made, act, budget, record_property):
    prepared = act(made())

    seen = statements(prepared)

    record_property("statements", len(seen))
    assert len(seen) == budget, "\n".join(one[:160] for one in seen)


def test_a_move_writes_its_whole_set_in_one_statement():
    case = world.reviewed_case()

    seen = statements(by(APPROVER, services.case_send_back, reason="请补充。")(case))

    assert sum(" FOR UPDATE" in one for one in seen) == 1
    assert sum(one.startswith("WITH ") for one in seen) == 1
    assert not [one for one in seen if one.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_second_press_reads_and_writes_nothing():
    case = world.accepted_case()
    press = world.press(world.staff(EXAMINER))
    services.case_recommend(case_id=case.id, told=GRANT, press=press)

    seen = statements(lambda: services.case_recommend(case_id=case.id, told=GRANT, press=press))

    assert len(seen) <= 3
    assert all(one.startswith("SELECT") for one in seen)


# --- lists -------------------------------------------------------------------------------------


def read_inbox(_case):
    actor = world.staff(CLERK)
    return lambda: cases.cases_inbox(actor, now=now())


def read_agency(_case):
    actor = world.staff(CLERK)
    return lambda: cases.cases_of_agency(actor, now=now())


def read_lit(_case):
    actor = world.staff(CLERK)
    return lambda: cases.cases_listed(actor, CaseFilter(light="yellow", words="演示"), now=now())


def read_figures(_case):
    actor, wanted = world.staff(CLERK), [CaseFilter(due="over"), CaseFilter(light="red"), CaseFilter(scope="inbox")]
    return lambda: cases.cases_counted(actor, wanted, now=now())


def read_found(_case):
    actor = world.staff(CLERK)
    return lambda: cases.cases_found(actor, "演示", now=now())


def read_by_number(_case):
    actor = world.staff(CLERK)
    return lambda: cases.cases_of_number(actor, world.USCC, now=now())


def read_chosen(case):
    actor = world.staff(CLERK)
    return lambda: cases.cases_chosen(actor, [case.id], now=now())


def read_file(_case):
    actor = world.staff(CLERK)
    return lambda: list(cases.cases_streamed(actor, CaseFilter(), now=now(), order="due"))


def read_own(case):
    return lambda: cases.cases_of_account(case.applicant, now=now())


LISTS = [
    pytest.param(read_inbox, 1, id="inbox"),
    pytest.param(read_agency, 1, id="cases-of-the-agency"),
    pytest.param(read_own, 1, id="my-cases"),
    # The second asks the clock about the few cases that their due dates leave in doubt.
    pytest.param(read_lit, 2, id="cases-by-light"),
    pytest.param(read_figures, 2, id="all-figures-of-the-day"),
    pytest.param(read_found, 1, id="search-by-words"),
    pytest.param(read_by_number, 1, id="search-by-citizen-number"),
    pytest.param(read_chosen, 1, id="ticked-cases"),
    pytest.param(read_file, 1, id="the-list-as-a-file"),
]


@pytest.mark.parametrize(("reader", "budget"), LISTS)
def test_a_list_needs_the_same_statements_for_one_row_and_for_many(reader, budget):
    first = world.submitted_case()
    read = reader(first)
    read()  # the calendar is read once in five seconds

    one = len(statements(read))
    for _ in range(4):
        world.submitted_case()
    many = len(statements(read))

    assert (one, many) == (budget, budget)


def test_a_long_list_is_read_page_by_page_without_gap_or_repeat(monkeypatch):
    monkeypatch.setattr("oneseal.cases.selectors.lists.PAGE", 2)
    filed = {world.submitted_case().id for _ in range(5)}
    clerk = world.staff(CLERK)

    for read in (cases.cases_inbox, cases.cases_of_agency):
        seen, after = [], ""
        while True:
            page = read(clerk, now=now(), after=after)
            seen += [row.facts.id for row in page.rows]
            after = page.after
            if not after:
                break
        assert len(seen) == len(set(seen)) == 5
        assert set(seen) == filed


def read_item(_case):
    item_id = world.city().item_id
    return lambda: item_public(item_id, on=today())


def read_case(case):
    return lambda: cases.case_for_actor(case.id, actor=case.applicant)


def read_followed(case):
    number = case.facts.number
    return lambda: cases.case_followed(number, "XXXXXXXX")


def read_applicant(case):
    return lambda: actor_for_account(case.applicant.account_id, "")


def read_clerk(_case):
    account_id = world.staff(CLERK).account_id
    return lambda: actor_for_account(account_id, "")


@pytest.mark.parametrize(
    ("reader", "budget"),
    [
        pytest.param(lambda _case: lambda: items_received(on=today()), 1, id="items-received"),
        pytest.param(read_item, 1, id="item-page"),
        pytest.param(read_case, 1, id="case"),
        pytest.param(read_followed, 1, id="follow"),
        pytest.param(read_applicant, 4, id="who-is-acting-applicant"),
        pytest.param(read_clerk, 2, id="who-is-acting-staff"),
    ],
)
def test_what_a_page_asks_for_has_its_budget(reader, budget):
    read = reader(world.submitted_case())
    read()

    seen = statements(read)

    assert len(seen) == budget, "\n".join(one[:160] for one in seen)


def test_verifying_a_licence_is_one_statement():
    licence = licence_of_case(world.licensed_case().id)

    assert len(statements(lambda: licence_verified(licence.identifier, today=today()))) == 1


def test_a_list_of_licences_is_one_statement():
    world.licensed_case()
    clerk = world.staff(APPROVER)

    assert len(statements(lambda: list(licences_for_actor(clerk)))) == 1
