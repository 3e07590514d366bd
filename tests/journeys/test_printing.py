"""Papers of several cases are printed in one go: a list on top, and what is not wanted left out."""

import io
import re

from pypdf import PdfReader

from tests.journeys import course, public
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import words_of
from tests.journeys.people import leg, squeezed


def test_papers_of_two_cases_are_printed_in_one_file_with_a_list_and_without_the_one_left_out(guests):
    at = course.Office(guests)
    applicants = [new_applicant() for _ in range(2)]
    with leg("two applications are handed in, and wait at the window with their receipts"):
        numbers = [public.apply(guests(f"citizen{place}"), one).number for place, one in enumerate(applicants)]

    with leg("both are ticked in the inbox"):
        clerk = at("intake").open("/workbench/").see(title="待办")
        for number in numbers:
            clerk.page.get_by_label(f"选择{number[-12:]}").check()
        clerk.click("打印文书", exact=True, within=clerk.page.locator("[data-bulk-bar]"))
        clerk.arrive("**/workbench/papers/print/")
        clerk.see("收件凭证", *(one.enterprise for one in applicants), title="打印文书")

    with leg("with nothing ticked nothing is printed"):
        ticks = clerk.page.get_by_role("checkbox", name=re.compile("^打印收件凭证"))
        kept, left = ticks.all()
        kept.uncheck()
        left.uncheck()
        with clerk.expecting(422):
            clerk.click("生成打印文件", exact=True)
            clerk.see("请至少勾选一份文书")

    with leg("one file comes for both, and one for the one that was kept"):
        for tick in ticks.all():
            tick.check()
        assert printed(clerk, papers=2)[1] == set(numbers_of(clerk))
        names = numbers_of(clerk)
        ticks.last.uncheck()
        assert printed(clerk, papers=1)[1] == {names[0]}


def numbers_of(clerk):
    """Return the numbers of the papers that the page offers."""
    return [squeezed(cell) for cell in clerk.page.locator('main td[data-label="文号"]').all_inner_texts()]


def printed(clerk, *, papers):
    """Press the button; the file opens beside, is longer than its papers, and begins with the list."""
    with clerk.page.expect_download() as coming:
        clerk.click("生成打印文件", exact=True)
    file = coming.value.path().read_bytes()
    pages = PdfReader(io.BytesIO(file)).pages
    assert len(pages) > papers, len(pages)
    first = squeezed(pages[0].extract_text())
    assert f"共{papers}份文书" in first, first
    assert "打印清单" in words_of(file)
    return pages, {number for number in numbers_of(clerk) if number in first}
