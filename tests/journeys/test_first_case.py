"""The first case of a city: from an empty installation to a revoked licence, by browser alone."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from oneseal.papers.typesetting.verification import embedded_identifier, verify
from tests.journeys import desk, office, public
from tests.journeys.browsing import SIZES, Guests
from tests.journeys.legal_days import working_days_after
from tests.journeys.numbers import Applicant, new_applicant
from tests.journeys.papers import day_in, must_read, small_pdf, upload, words_of
from tests.journeys.people import Person, leg, squeezed
from tests.journeys.public import Filed

RULES = "食品安全自查、从业人员健康管理、进货查验记录、食品安全事故处置等保证食品安全的规章制度目录清单"
PROBLEM, WISH = "没有加盖单位公章", "加盖公章后重新上传"
ADDRESS_PROBLEM, ADDRESS_WISH = "没有写到门牌号", "写明楼层和房间号"
FULL_ADDRESS = "演示路1号一层101室"
OPINION = "材料齐全，布局和操作流程符合法定条件，建议准予许可。"
REVOKED_FOR = "经查，申请时提交的场所证明系伪造。"


@dataclass
class Story:
    """The people of the story and what they hold."""

    guests: Guests
    applicant: Applicant
    citizen: Person = None
    clerk: Person = None
    approver: Person = None
    filed: Filed = None
    licence: bytes = b""
    licence_url: str = ""
    identifier: str = ""
    received_on: date = None

    def staff(self, username):
        """Let a member of staff in, at his desk."""
        return office.sign_in(self.guests(username), username)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_case_of_an_empty_city_from_item_to_revoked_licence(start, browser, size):
    city = start(f"first-{size['width']}")
    with Guests(browser, city, size=size, folder="first_case") as guests:
        story = Story(guests, new_applicant())
        for chapter in CHAPTERS:
            with leg(chapter.__doc__):
                chapter(story)


def the_city_is_founded(story):
    """The city is founded, sealed, staffed, and its first item published."""
    office.furnish(story.guests)


def the_enterprise_applies(story):
    """A person registers, finds the item, fills the form, sees what is missing, uploads, submits."""
    citizen = story.citizen = story.guests("citizen")
    public.register(citizen, story.applicant)
    public.add_enterprise(citizen, story.applicant)
    public.find_item(citizen)
    public.unfold(citizen)
    citizen.see("5个工作日", "法定10个工作日", "不收费", RULES, "《中华人民共和国食品安全法》", "尚未公布")
    public.start(citizen, story.applicant.enterprise)
    citizen.see("经营场所", "主体业态")
    public.fill_form(citizen)
    assert public.missing(citizen) == 4
    public.upload_all(citizen, public.MATERIALS[:-1])
    public.review(citizen)
    citizen.see("还不能提交", f"{RULES}：请上传这份材料")
    citizen.click("上一步：材料")
    assert public.missing(citizen) == 1
    public.upload_all(citizen, public.MATERIALS[-1:])
    citizen.page.locator("main").get_by_text("都齐了").first.wait_for()
    citizen.see("都齐了")
    public.review(citizen)
    citizen.see(story.applicant.enterprise, public.ANSWERS["premises_address"], "rules_list.pdf")
    story.filed = public.submit(citizen)


def the_receipt_says_what_comes_next(story):
    """The receipt names number, code, materials, and the day of the answer."""
    link = story.citizen.page.locator("main").get_by_role("link", name=re.compile("收件凭证|PDF"))
    paper = story.citizen.fetch(link.first.get_attribute("href"))
    must_read(paper, story.filed.number, story.filed.code, "收件凭证", RULES, story.applicant.enterprise)
    year, month, day = map(int, day_in(words_of(paper), "收到时间"))
    story.received_on = date(year, month, day)
    reply = working_days_after(story.received_on, 5).on
    must_read(paper, f"本机关将在{long_date(reply)}前（5个工作日内）", "一次告知")
    story.citizen.see(story.filed.number, story.filed.code)


def the_clerk_asks_once_for_everything(story):
    """The intake clerk finds the case in the inbox with its light, and sends one complete notice."""
    clerk = story.clerk = story.staff("intake")
    clerk.see("待办", story.filed.number[-12:], "正常", story.applicant.enterprise)
    clerk.page.locator("main a.row-link").filter(has_text=story.filed.number[-12:]).click()
    clerk.see(story.filed.number, story.applicant.enterprise, "为什么是这一天", title=office.ITEM)
    clerk.page.locator("main").get_by_role("link", name=re.compile("^材料")).click()
    clerk.see("rules_list.pdf", RULES)
    told = {
        "tick:material:rules_list": True,
        "problem:material:rules_list": PROBLEM,
        "wanted:material:rules_list": WISH,
        "tick:field:premises_address": True,
        "problem:field:premises_address": ADDRESS_PROBLEM,
        "wanted:field:premises_address": ADDRESS_WISH,
    }
    desk.begin(clerk, "一次性告知补正", **told)
    clerk.see("停止计时")
    must_read(desk.previewed_paper(clerk), PROBLEM, ADDRESS_PROBLEM, "共2项")
    desk.confirm(clerk).see("不计时")
    notice = desk.paper(clerk, "一次性补正告知书")
    must_read(notice, PROBLEM, WISH, ADDRESS_PROBLEM, ADDRESS_WISH, "共2项", "示审补", story.filed.number)


def the_applicant_mends_exactly_that(story):
    """The applicant sees the two defects and nothing else, mends them, and hands in."""
    citizen = story.citizen
    citizen.open("/my/").see("补正")
    citizen.open(f"/my/cases/{story.filed.case_id}/").see("等待您补正")
    citizen.open(f"/applications/{story.filed.case_id}/correct/")
    citizen.see(PROBLEM, WISH, ADDRESS_PROBLEM, ADDRESS_WISH).must_not_see("操作流程文件")
    citizen.put("premises_address", FULL_ADDRESS)
    citizen.page.locator('main button[name="go"][value="save"]').click()
    citizen.see("已保存")
    public.upload_material(citizen, "rules_list", upload("stamped.pdf", small_pdf("stamped")))
    public.hand_in_correction(citizen, story.filed)


def the_clerk_accepts(story):
    """The clerk accepts; both due dates are those of the official calendar, and unfold day by day."""
    clerk = story.clerk
    desk.find_case(clerk, story.filed.number)
    clerk.see(FULL_ADDRESS)
    desk.begin(clerk, "受理")
    promised, statutory = (working_days_after(story.received_on, days).on for days in (5, 10))
    clerk.see("申请材料齐全", f"{promised:%Y-%m-%d}", f"{statutory:%Y-%m-%d}")
    desk.confirm(clerk).see(long_date(promised), long_date(statutory))
    notice = desk.paper(clerk, "受理通知书")
    must_read(notice, f"承诺办结{long_date(promised)}（5个工作日）", f"法定办结{long_date(statutory)}（10个工作日）")
    clerk.page.locator("main summary").first.click()
    days = [counted_on(row) for row in clerk.page.locator("main details[open] .days__line").all()]
    counted = [day for day, number in days if number]
    assert counted == working_days(story.received_on, 5), days
    assert counted[-1] == promised
    story.citizen.open(f"/my/cases/{story.filed.case_id}/").see(long_date(promised), "为什么是这一天", "受理")


def the_reviewer_examines_and_cannot_decide(story):
    """The reviewer gives his opinion; no decision is offered to him."""
    reviewer = story.staff("review")
    reviewer.see(story.filed.number[-12:], "审查")
    desk.find_case(reviewer, story.filed.number)
    desk.begin(reviewer, "提出审查意见", verdict="grant", text=OPINION)
    desk.confirm(reviewer).see("已转审批员决定").must_not_see("准予许可的理由")
    must_read(desk.paper(reviewer, "审查意见"), OPINION, "许衡", "建议准予许可")
    assert reviewer.status_of(f"/workbench/cases/{story.filed.case_id}/grant/") == 404
    assert story.clerk.status_of(f"/workbench/cases/{story.filed.case_id}/grant/") == 404


def the_approver_grants(story):
    """Another person decides; the decision has number, date, seal and legal basis."""
    approver = story.approver = story.staff("approve")
    desk.find_case(approver, story.filed.number)
    approver.page.locator("main").get_by_role("link", name=re.compile("^流程")).click()
    approver.see(OPINION, "许衡")
    desk.begin(approver, "准予许可", text="同意审查意见。")
    desk.confirm(approver).see("已准予许可")
    decision = desk.paper(approver, "准予许可决定书")
    basis = "《中华人民共和国行政许可法》第三十八条第一款"
    must_read(decision, "示审准〔", basis, long_date(story.received_on), "行政审批专用章", office.AGENCY["name"])


def the_licence_appears(story):
    """The worker makes the licence: fields, identifier, QR address, and a signature that holds."""
    citizen = story.citizen
    link = citizen.page.locator('main a[href*="/my/licences/"]')
    citizen.wait_for(link, at=f"/my/cases/{story.filed.case_id}/")
    link.first.click()
    citizen.arrive("**/my/licences/**")
    citizen.see(story.applicant.enterprise, story.applicant.credit_code, "有效")
    paper = citizen.page.locator('main a[href*="/papers/"]').first
    story.licence = citizen.fetch(paper.get_attribute("href"))
    story.identifier = embedded_identifier(story.licence)
    must_read(
        story.licence, "食品经营许可证", story.applicant.enterprise, story.applicant.credit_code, FULL_ADDRESS,
        "餐饮服务经营者", "热食类食品制售", story.identifier, f"{citizen.city.url}/v/{story.identifier}",
        "有效期至" + long_date(five_years_after(story.received_on)),
    )  # fmt: skip
    assert story.identifier.startswith("1.2.156.3005.2."), story.identifier
    with ThreadPoolExecutor(1) as beside:  # the browser's own event loop runs in this thread
        signature = beside.submit(verify, story.licence, ()).result()
    assert (signature.signed, signature.intact, signature.covers_whole_file) == (True, True, True), signature


def anybody_can_verify_it(story):
    """The public page tells valid, altered and unknown apart, for identifier, address and file."""
    stranger = story.guests("stranger")
    stranger.open("/verify/").see()
    stranger.put("identifier", story.identifier)
    stranger.page.locator('main form:has([name="identifier"]) button[type="submit"]').click()
    stranger.see("有效", story.applicant.enterprise, story.identifier)
    stranger.open(f"/v/{story.identifier}").see("有效", story.applicant.enterprise)
    check_file(stranger, "licence.pdf", story.licence).see("有效", story.applicant.enterprise)
    check_file(stranger, "longer.pdf", story.licence + b"\n% more").see("被改动过")
    check_file(stranger, "changed.pdf", one_byte_changed(story.licence)).see("被改动过")
    check_file(stranger, "other.pdf", small_pdf("other")).see("查无此证")
    stranger.open("/v/1.2.156.3005.2.11100000MB03271699001.11100000MB03271699.2026999999.001.0").see("查无此证")


def it_is_handed_over_and_rated(story):
    """The issue clerk hands it over against a receipt, and the applicant rates the service."""
    issuer = story.staff("issue")
    desk.find_case(issuer, story.filed.number)
    desk.begin(issuer, "送达", way="window", received_by=story.applicant.name)
    desk.confirm(issuer).see("已送达")
    must_read(desk.paper(issuer, "送达回证"), "窗口领取", story.applicant.name, "食品经营许可证", "准予许可决定书")
    citizen = story.citizen.open(f"/my/cases/{story.filed.case_id}/").see("您对这次办理满意吗")
    citizen.fill(grade="1", text="一次办成。")
    citizen.page.locator('main form[action$="/rate/"] button').click()
    citizen.see("感谢您的评价")


def the_file_is_archived(story):
    """The archivist closes the file: a catalogue, and everything in one archive."""
    archivist = story.staff("archive")
    desk.find_case(archivist, story.filed.number)
    desk.begin(archivist, "归档")
    desk.confirm(archivist).see("案卷已归档")
    must_read(desk.paper(archivist, "案卷目录"), "收件凭证", "准予许可决定书", "送达回证", story.filed.number)
    packed = archivist.fetch(f"/workbench/cases/{story.filed.case_id}/archive.zip")
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert sum(name.endswith(".pdf") for name in names) >= 12, names


def anybody_follows_it_by_number_and_code(story):
    """Number and query code open the way of the case; a wrong code tells nothing."""
    stranger = story.guests("follower")
    public.follow(stranger, story.filed.number, story.filed.code)
    stranger.arrive("**/track/result/")
    stranger.see("归档", story.applicant.enterprise).must_not_see(story.applicant.id_number, story.applicant.mobile)


def the_licence_is_revoked(story):
    """The approver revokes the licence with ground and facts, and the public page says so at once."""
    approver = story.approver
    approver.open("/workbench/licences/").see(story.applicant.enterprise)
    approver.page.locator('main a[href*="/workbench/licences/"]').filter(has_text="示审证").first.click()
    approver.see(story.identifier)
    approver.click("撤销", within=approver.page.locator("main"))
    approver.arrive("**/revoke/")
    approver.see()
    approver.fill(ground="fraud_or_bribery", facts=REVOKED_FOR)
    desk.preview(approver)
    approver.page.locator(desk.CONFIRM).click()
    approver.arrive(re.compile(r"/workbench/licences/[0-9a-f-]{36}/$"))
    approver.see("已撤销", REVOKED_FOR)
    stranger = story.guests("witness")
    stranger.open(f"/v/{story.identifier}").see("已撤销")
    check_file(stranger, "licence.pdf", story.licence).see("已撤销")


def wrong_codes_are_throttled(story):
    """Whoever guesses codes learns nothing and is soon asked to wait."""
    guesser = story.guests("guesser")
    for attempt in range(6):
        with guesser.expecting(422, 429):
            public.follow(guesser, story.filed.number, f"WRONG{attempt:03d}")
            guesser.page.wait_for_load_state("load")
            said = "尝试次数过多" if attempt == 5 else "编号和查询码对不上"
            guesser.see(said).must_not_see(story.applicant.enterprise, "归档")


CHAPTERS = (
    the_city_is_founded,
    the_enterprise_applies,
    the_receipt_says_what_comes_next,
    the_clerk_asks_once_for_everything,
    the_applicant_mends_exactly_that,
    the_clerk_accepts,
    the_reviewer_examines_and_cannot_decide,
    the_approver_grants,
    the_licence_appears,
    anybody_can_verify_it,
    it_is_handed_over_and_rated,
    the_file_is_archived,
    anybody_follows_it_by_number_and_code,
    the_licence_is_revoked,
    wrong_codes_are_throttled,
)


def long_date(day):
    """Return a day as papers and pages write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def five_years_after(day):
    """Return the last day of a term of five years."""
    return day.replace(year=day.year + 5) - timedelta(days=1)


def counted_on(row):
    """Return the day of one line of a derivation, and its number when it counted."""
    day = row.locator("time").get_attribute("datetime")
    number = squeezed(row.locator(".days__number").inner_text())
    return date.fromisoformat(day), int(number) if number.isdigit() else None


def working_days(start, days):
    """Return the working days of a term, one by one."""
    return [working_days_after(start, number).on for number in range(1, days + 1)]


def check_file(person, name, content):
    """Let the public page judge a file."""
    person.open("/verify/")
    field = person.page.locator('main input[type="file"]')
    field.set_input_files(upload(name, content))
    person.page.locator('main form:has(input[type="file"]) button[type="submit"]').click()
    person.page.locator('main form:has(input[type="file"])').wait_for(state="detached")
    return person


def one_byte_changed(pdf):
    """Return a copy of a paper in which one byte differs."""
    place = len(pdf) // 2
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
