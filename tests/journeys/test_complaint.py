"""Somebody complains and reads the answer, as he and the supervisor see it."""

from tests.journeys import office
from tests.journeys.people import leg

WRONG = "窗口工作人员让我跑了三趟。"
MENDED = "已核实，向您致歉，并改正了一次性告知的做法。"


def test_anybody_complains_and_reads_the_answer_without_an_account(guests):
    with leg("somebody complains"):
        visitor = guests("visitor")
        visitor.open("/complain/").see(title="投诉")
        with visitor.expecting(422):
            visitor.submit()
            visitor.see_problem("请写明发生了什么")
        visitor.put("text", WRONG)
        visitor.submit()
        visitor.arrive("**/complain/receipt/")
        visitor.see("投诉已收到")
        number, code = visitor.page.locator("main .case-line__number").all_inner_texts()

    with leg("a supervisor answers"):
        watch = office.sign_in(guests("watch"), "watch")
        watch.open("/workbench/complaints/").see(number.strip())
        watch.click(number.strip())
        watch.see(WRONG).put("text", MENDED)
        watch.submit()
        watch.arrive("**/workbench/complaints/")
        watch.see("答复已送达投诉人")

    with leg("the answer is read with number and code"):
        visitor.open("/complain/answer/").fill(number=number.strip(), code=code.strip())
        visitor.submit()
        visitor.see(MENDED)
