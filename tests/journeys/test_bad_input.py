"""Wrong input and bad luck: a sentence that says what to do, nothing typed lost, nothing done twice."""

import re

from tests.journeys import desk, office, public
from tests.journeys.numbers import PASSWORD, new_applicant
from tests.journeys.papers import PLAIN_TEXT, must_read, small_pdf, upload

MEGABYTE = 1024 * 1024


def form_of(guests, name="citizen"):
    """Let an applicant in and lead him to his empty form."""
    applicant = new_applicant()
    citizen = guests(name)
    public.register(citizen, applicant)
    public.add_enterprise(citizen, applicant)
    public.find_item(citizen)
    public.start(citizen, applicant.enterprise)
    return citizen


def materials_of(guests):
    """Let an applicant in and lead him to the uploads."""
    return public.fill_form(form_of(guests))


def cases_listed(person):
    """Return the numbers of the cases that a person has."""
    person.open("/my/").see()
    rows = person.page.locator('main .case-line:has(a[href*="/my/cases/"]) .case-line__number')
    return [row.inner_text().strip() for row in rows.all()]


# --- wrong identifiers and dates ---------------------------------------------------------------


def test_wrong_numbers_at_registration_are_explained_and_everything_typed_stays(guests):
    applicant = new_applicant()
    citizen = guests("citizen")
    wrong = {
        applicant.id_number[:-1] + "Y": "不应当出现在这里",
        applicant.id_number[:-1] + str((int(applicant.id_number[-1], 11) + 1) % 10): "校验位",
        applicant.id_number[:-1]: "应当是18位",
        "110105198002300015": "出生日期不存在",
    }
    citizen.open("/accounts/register/")
    for number, sentence in wrong.items():
        citizen.fill(name="张三", id_number=number, mobile="12345", username=applicant.username, consent=True)
        citizen.fill(password=PASSWORD, again=PASSWORD)
        with citizen.expecting(422):
            citizen.submit()
            citizen.see_problem(sentence, "手机号码应当是11位数字")
        assert [citizen.typed(name) for name in ("name", "id_number", "mobile")] == ["张三", number, "12345"]


def test_a_wrong_credit_code_is_explained_and_everything_typed_stays(guests):
    applicant = new_applicant()
    citizen = guests("citizen")
    public.register(citizen, applicant)
    wrong = applicant.credit_code[:-1] + ("A" if applicant.credit_code[-1] != "A" else "B")
    citizen.open("/my/parties/add/").fill(uscc=wrong, name=applicant.enterprise, legal_representative="张三")
    citizen.fill(address="演示路1号", role="agent")
    with citizen.expecting(422):
        citizen.submit()
        citizen.see_problem("校验位")
    assert citizen.typed("uscc") == wrong
    assert citizen.typed("name") == applicant.enterprise
    assert citizen.typed("address") == "演示路1号"


def test_an_item_cannot_come_into_force_in_the_past(guests):
    editor = office.sign_in(guests("items"), "items", home="**/office/")
    editor.open("/office/items/").page.locator("main a.row-link").filter(has_text=office.ITEM).click()
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/"))
    editor.click("新建版本").arrive(re.compile(r"/office/items/[0-9a-f-]{36}/"))
    editor.open(editor.page.url.split("#")[0] + "publish/").see().put("effective_on", "2020-01-02")
    with editor.expecting(422, 409):
        editor.submit()
        editor.see_problem("今天")
    assert editor.typed("effective_on") == "2020-01-02"


# --- wrong files -------------------------------------------------------------------------------


def test_files_are_judged_by_their_content_and_size_and_the_good_ones_stay(guests):
    citizen = materials_of(guests)
    public.upload_material(citizen, "rules_list", upload("good.pdf", small_pdf()))
    refused = [
        (upload("text.pdf", PLAIN_TEXT), "只接受 PDF、JPG 或 PNG 文件"),
        (upload("empty.pdf", b""), "文件是空的"),
        (upload("large.pdf", small_pdf() + b"\0" * (21 * MEGABYTE)), "请压缩或拆分"),
    ]
    for file, sentence in refused:
        with citizen.expecting(422):
            public.upload_material(citizen, "rules_list", file, refused=sentence)
            citizen.see("good.pdf")


def test_a_connection_lost_during_an_upload_is_told_and_trying_again_works(guests):
    citizen = materials_of(guests)
    address = re.compile(r"/materials/rules_list/$")
    with citizen.expecting("lost"):
        citizen.page.route(address, lambda route: route.abort("connectionreset"))
        box = citizen.page.locator('[data-upload]:has(form[action$="/rules_list/"])')
        box.locator('input[type="file"]').set_input_files(upload("rules.pdf", small_pdf()))
        box.locator(".upload__file--error").wait_for()
        citizen.see("连接中断，文件没有传完")
    citizen.page.unroute(address)
    box.get_by_role("button", name="重试").click()
    box.locator(".upload__file--ok").filter(has_text="rules.pdf").wait_for()
    assert box.locator(".upload__file").count() == 1
    citizen.see()


# --- two at once -------------------------------------------------------------------------------


def test_a_second_tab_that_saved_meanwhile_is_shown_and_the_person_chooses(guests):
    citizen = form_of(guests)
    first, second = citizen.page, citizen.context.new_page()
    second.goto(first.url)
    with citizen.expecting(409, 422):
        second.locator('[name="premises_address"]').fill("演示路2号（第二页）")
        second.locator('#application button[value="stay"]').click()
        second.wait_for_load_state()
        citizen.put("premises_address", "演示路3号（第一页）")
        with first.expect_navigation():
            first.locator('#application button[value="stay"]').click()
        citizen.see("刚刚在别处保存过", "演示路2号（第二页）", "演示路3号（第一页）")
        assert citizen.typed("premises_address") == "演示路3号（第一页）"
        with first.expect_navigation():
            first.get_by_role("button", name="用我填写的内容保存").click()
        citizen.see().must_not_see("刚刚在别处保存过")
    assert citizen.open(first.url).typed("premises_address") == "演示路3号（第一页）"


def test_the_second_of_two_clerks_is_told_and_nothing_happens_twice(guests):
    filed = public.apply(guests("citizen"), new_applicant())
    first = desk.find_case(office.sign_in(guests("first"), "intake"), filed.number)
    second = desk.find_case(office.sign_in(guests("second"), "second"), filed.number)
    told = {"tick:material:rules_list": True, "problem:material:rules_list": "没有加盖公章"}
    desk.begin(first, "受理")
    desk.begin(second, "一次性告知补正", **told)

    desk.confirm(first)
    with second.expecting(409):
        second.page.locator(desk.CONFIRM).click()
        second.see_problem("这件办件的状态已经变化")
    assert second.typed("problem:material:rules_list") == "没有加盖公章"

    desk.find_case(second, filed.number).see("审查")
    second.open(second.page.url.split("?")[0] + "?part=papers").see("受理通知书").must_not_see("补正告知书")


def test_a_press_waits_for_the_save_that_is_under_way_and_is_not_told_of_a_conflict_with_itself(guests):
    citizen = form_of(guests)

    def pressed_meanwhile(route):
        answer = route.fetch()  # the city has saved, and the page has not heard of it yet
        citizen.put("safety_manager_name", "李四")
        citizen.page.locator('button[value="later"]').evaluate("button => button.click()")
        route.fulfill(response=answer)

    citizen.page.route("**/form/autosave/", pressed_meanwhile, times=1)
    citizen.put("premises_address", public.ANSWERS["premises_address"])
    citizen.page.locator('main [name="premises_address"]').blur()

    citizen.arrive("**/my/")
    citizen.see("已保存")


# --- twice, and back ---------------------------------------------------------------------------


def test_a_double_click_on_submit_makes_one_case_with_one_number(guests):
    for scripts in (True, False):
        applicant = new_applicant()
        citizen = guests(f"citizen-{scripts}", scripts=scripts)
        public.register(citizen, applicant)
        public.add_enterprise(citizen, applicant)
        public.find_item(citizen)
        public.start(citizen, applicant.enterprise)
        public.upload_all(public.fill_form(citizen))
        public.review(citizen).put("statement", True)
        citizen.page.locator('main form:has([name="statement"]) button.button--primary').dblclick()
        citizen.arrive("**/receipt/")
        filed = public.filed(citizen)
        assert cases_listed(citizen) == [filed.number]
        citizen.open(f"/my/cases/{filed.case_id}/")
        assert citizen.page.locator(".history").inner_text().count("提交申请") == 1


def test_going_back_after_submitting_and_submitting_again_leads_to_the_same_receipt(guests):
    citizen = guests("citizen")
    filed = public.apply(citizen, new_applicant())
    citizen.page.go_back()
    if citizen.page.locator('[name="statement"]').count():
        citizen.put("statement", True)
        citizen.submit()
        citizen.page.wait_for_load_state()
    citizen.open(f"/applications/{filed.case_id}/receipt/").see(filed.number, filed.code)
    assert cases_listed(citizen) == [filed.number]


# --- not mine, not now -------------------------------------------------------------------------


def test_the_case_of_somebody_else_is_not_found(guests):
    owner = guests("owner")
    filed = public.apply(owner, new_applicant())
    paper = owner.page.locator('main a[href^="/papers/"]').first.get_attribute("href")
    stranger = guests("stranger")
    public.register(stranger, new_applicant())
    addresses = [
        f"/my/cases/{filed.case_id}/",
        f"/applications/{filed.case_id}/form/",
        f"/applications/{filed.case_id}/receipt/",
        f"/applications/{filed.case_id}/review/",
        paper,
    ]
    with stranger.expecting(404):
        for address in addresses:
            stranger.open(address).see("没有找到").must_not_see(filed.number)
    must_read(owner.fetch(paper), filed.number)


def test_a_login_that_ends_while_typing_leads_back_to_the_page_with_what_was_saved(guests):
    applicant = new_applicant()
    citizen = guests("citizen")
    public.register(citizen, applicant)
    public.add_enterprise(citizen, applicant)
    public.find_item(citizen)
    public.start(citizen, applicant.enterprise)
    form = citizen.page.url
    with citizen.page.expect_response("**/autosave/"):
        citizen.put("premises_address", "演示路5号")
        citizen.page.keyboard.press("Tab")
    citizen.context.clear_cookies(name="oneseal_session")
    with citizen.expecting(403):
        citizen.page.locator('#application button[value="stay"]').click()
        citizen.arrive("**/accounts/login/**")
    citizen.see("登录").fill(login=applicant.username, password=applicant.password)
    citizen.submit().arrive(form)
    assert citizen.see().typed("premises_address") == "演示路5号"
