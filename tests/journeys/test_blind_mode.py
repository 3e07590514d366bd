"""In blind mode an examiner works on what fell to him without learning who applied; a supervisor checks the lot."""

import re

import pytest

from tests.journeys import desk, office, public
from tests.journeys.browsing import Guests
from tests.journeys.course import Office
from tests.journeys.moves import ARCHIVIST, HEAD
from tests.journeys.moving import Case
from tests.journeys.numbers import new_applicant
from tests.journeys.people import leg

CODES = ("T12b", "T12c")  # of the moves of a case, those that only blind mode knows
DESKS = {HEAD: "head", ARCHIVIST: "archive"}  # who sits in this office where the demo city has these people
NEWCOMER = ("审查员", "贺明")
WHY = "需要请窗口联系申请人，核实经营场所。"


@pytest.fixture
def people(browser, start):
    """Return the way to let people into a city of their own: its item is approved in blind mode from now on."""
    with Guests(browser, start("blind", "furnished"), folder="blind") as guests:
        yield guests


def turn_blind(editor):
    """Revise the item, name its topic and the mode, and publish."""
    editor.open("/office/items/").see(office.ITEM)
    editor.page.locator("main").get_by_role("link", name=office.ITEM).first.click()
    editor.see("已发布")
    editor.click("新建版本")
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$"))
    office.fill_in(editor, "topic_corp", "工程建设")
    office.fill_in(editor, "blind_mode", "是")
    office.publish(editor)


class Desks:
    """The desks of this office by the names that the table of the moves has."""

    def __init__(self, at):
        self._at = at

    def at(self, name):
        """Return somebody at his desk."""
        return self._at(DESKS[name])


def test_an_examiner_never_learns_who_applied_and_the_lot_can_be_checked(people):
    at, citizen, applicant = Office(people), people("citizen"), new_applicant()
    with leg("the editor publishes the item in blind mode, and its page says so"):
        editor = people("editor")
        office.sign_in(editor, "items", home="**/office/")
        turn_blind(editor)

    with leg("somebody applies and is accepted"):
        filed = public.apply(citizen, applicant)
        at.does("intake", filed.number, "受理")

    with leg("the examiner to whom it fell examines it and finds no name"):
        examiner = desk.find_case(at("review"), filed.number)
        examiner.see("申请人（两不见面）", "本件实行两不见面审批")
        assert applicant.enterprise not in examiner.page.content()

    with leg("the head has another examiner drawn, who takes the case over and finds no name either"):
        admin = office.sign_in(people("administrator"), "admin", home="**/office/")
        office.appoint(admin, "newcomer", NEWCOMER)
        case = Case(Desks(at), filed.case_id, filed.number)
        case.make("T12b", ground="overloaded", reason="原审查人员手上的件已经到期。")
        examiner = at.does("newcomer", filed.number, "提出审查意见", verdict="grant", text="符合条件，建议准予许可。")
        assert applicant.enterprise not in examiner.page.content()

    with leg("the head reads who applied, and says why; nobody else does"):
        head = case.open(HEAD)
        assert applicant.enterprise not in head.page.content()
        case.make("T12c", reason=WHY)
        assert applicant.enterprise in head.page.content()
        assert applicant.enterprise not in desk.find_case(at("approve"), filed.number).page.content()

    with leg("the supervisor sees how the lot came out"):
        supervisor = at("watch")
        supervisor.open("/workbench/drawings/").see("各人抽中的件数", office.POSTS["review"][1], filed.number)
        supervisor.click("食品经营许可（新办）", within=supervisor.page.locator("main"))
        supervisor.see("抽签种子", "结果一致", NEWCOMER[1])

    with leg("the applicant follows his case and reads posts only"):
        citizen.open("/my/").see(filed.number)
        citizen.page.locator('main a[href*="/my/cases/"]').first.click()
        citizen.see("审查员")
        for name in (office.POSTS["review"][1], NEWCOMER[1]):
            assert name not in citizen.page.content()

    with leg("he finds among those who looked at his data who lifted the cover, by his post, and why"):
        citizen.open("/my/data/").see("谁查看过", WHY, office.POSTS["head"][0])
