"""Somebody complains and reads the answer, as he and the supervisor see it."""

from tests.journeys import office
from tests.journeys.people import leg

WRONG = "窗口工作人员让我跑了三趟。"
MENDED = "已核实，向您致歉，并改正了一次性告知的做法。"


def test_anybody_complains_and_reads_the_answer_without_an_account(guests):
    with leg("somebody complains"):
        visitor = guests("visitor")
        visitor.open("/matters/").see(title="咨询投诉")
        visitor.open("/matters/new/complaint/").see(title="投诉")
        with visitor.expecting(422):
            visitor.submit()
            visitor.see_problem("请写明内容")
        visitor.page.locator("select[name=agency]").select_option(index=1)
        visitor.put("text", WRONG)
        visitor.submit()
        visitor.arrive("**/matters/followed/")
        visitor.see("已经收到")
        number, code = visitor.page.locator("main .case-line__number").all_inner_texts()[:2]

    with leg("a supervisor accepts and answers"):
        watch = office.sign_in(guests("watch"), "watch")
        watch.open("/workbench/matters/").see(number.strip())
        watch.click(number.strip())
        watch.see(WRONG).click("受理")
        watch.submit()
        watch.see("已受理").click("答复")
        watch.page.get_by_label("不属实").check()
        watch.put("text", MENDED)
        watch.submit()
        watch.see("对方会看到")
        watch.page.get_by_role("button", name="确认并送达").click()
        watch.see("答复已送达来件人")

    with leg("the answer is read with number and code"):
        visitor.open("/matters/followed/").see(MENDED)
        reader = guests("reader")
        reader.open("/matters/followed/").fill(number=number.strip(), code=code.strip())
        reader.page.get_by_role("button", name="查进度和答复").click()
        reader.see(MENDED)
