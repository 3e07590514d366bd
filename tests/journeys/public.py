"""What an applicant does on the public pages, step by step as he does it."""

import re
from dataclasses import dataclass

from tests.journeys.office import ITEM
from tests.journeys.papers import small_pdf, upload

ANSWERS = {
    "premises_address": "演示路1号一层商铺",
    "business_form": "catering",
    "business_items": ["hot_food", "cold_food"],
    "safety_manager_name": "李四",
    "safety_manager_post": "officer",
    "safety_manager_employment": "full_time",
    "contact_name": "张三",
    "handled_by": "self",
    "delivery_way": "window",
}
MATERIALS = ("legal_status", "equipment_and_layout", "operating_procedures", "rules_list")


@dataclass(frozen=True)
class Filed:
    """A submitted application as its applicant knows it."""

    case_id: str
    number: str
    code: str


def register(person, applicant):
    """Register a natural person, and be signed in."""
    person.open("/accounts/register/").see()
    person.fill(
        name=applicant.name,
        id_number=applicant.id_number,
        mobile=applicant.mobile,
        username=applicant.username,
        password=applicant.password,
        again=applicant.password,
        consent=True,
    )
    person.submit()
    person.arrive("**/my/")
    return person.see()


def add_enterprise(person, applicant):
    """Add the enterprise for which the person acts."""
    person.open("/my/parties/add/").see()
    person.fill(
        uscc=applicant.credit_code,
        name=applicant.enterprise,
        legal_representative=applicant.name,
        address=applicant.address,
        role="legal_representative",
    )
    person.submit()
    person.arrive("**/my/parties/")
    return person.see(applicant.enterprise)


def find_item(person, words="食品", item=ITEM):
    """Search on the home page, and open the page of the item."""
    person.open("/").see("找要办的事项")
    field = person.page.locator('main input[type="search"]')
    field.fill(words)
    field.press("Enter")
    person.arrive("**/items/?*")
    person.see(item)
    person.page.locator("main").get_by_role("link", name=item).first.click()
    person.arrive(re.compile(r"/items/[0-9a-f-]{36}/"))
    return person.see(item)


def unfold(person):
    """Open every folded chapter of an item's page."""
    folded = person.page.locator("main details:not([open]) > summary:has(h2)")
    while folded.count():
        folded.first.click()
    return person


def start(person, enterprise):
    """Start an application for the enterprise."""
    person.click("开始申请")
    person.arrive("**/apply/")
    person.see(enterprise)
    person.page.get_by_role("radio", name=re.compile(re.escape(enterprise))).check()
    person.submit()
    person.arrive("**/form/")
    return person.see()


def fill_form(person, **changed):
    """Answer the form of the food licence; questions that only some answers call for come as one goes on."""
    return fill_exactly(person, **{**ANSWERS, **changed})


def fill_exactly(person, **answers):
    """Answer a form with these answers and no others."""
    for _round in range(3):
        for name, value in answers.items():
            if person.page.locator(f'main [name="{name}"]').count():
                person.put(name, value)
        with person.expecting(422):
            go_on(person).see()
        if person.path.endswith("/materials/"):
            return person
    raise AssertionError(f"the form is never complete:\n{person.text}")


def missing(person):
    """Return how many things the page lists as still missing."""
    return person.page.locator("#lacks li").count()


def go_on(person):
    """Press the button that leads from the form to the materials."""
    with person.page.expect_navigation():
        person.page.locator("#application button.button--primary").last.click()
    return person


def upload_material(person, key, file, *, refused=""):
    """Upload one file for one material: it appears in the list, or is refused with a sentence."""
    box = person.page.locator(f'[data-upload]:has(form[action$="/{key}/"])')
    box.locator('input[type="file"]').set_input_files(file)
    if not person.scripts:
        box.locator('[data-upload-form] button[type="submit"]').click()
    if refused:
        box.locator(".field__error").filter(has_text=refused).wait_for()
    else:
        box.locator(".upload__file--ok").filter(has_text=file["name"]).first.wait_for()
    return person


def hand_in_correction(person, filed):
    """Hand in everything that was mended."""
    person.page.locator("main form:not([data-upload-form]) button.button--primary").last.click()
    person.arrive(f"**/my/cases/{filed.case_id}/**")
    return person.see("补正已提交", "等待受理")


def upload_all(person, keys=MATERIALS):
    """Upload every material that is asked for."""
    for key in keys:
        upload_material(person, key, upload(f"{key}.pdf", small_pdf(key)))
    return person.see()


def review(person):
    """Go on to the page where everything is read over."""
    person.page.locator("main").get_by_role("link", name=re.compile("核对")).last.click()
    person.arrive("**/review/")
    return person.see()


def submit(person):
    """State that all is true, submit, and keep the receipt."""
    person.put("statement", True)
    person.submit()
    person.arrive("**/receipt/")
    person.see()
    return filed(person)


def filed(person):
    """Return number and query code as the receipt page shows them."""
    number = person.page.locator(".receipt__number").inner_text().strip()
    code = re.search(r"查询码\s*([0-9A-Za-z-]{4,})", person.text)
    assert code, person.text
    return Filed(re.search(r"[0-9a-f-]{36}", person.page.url).group(), number, code.group(1))


def apply(person, applicant):
    """Carry an application from registration to the receipt."""
    register(person, applicant)
    add_enterprise(person, applicant)
    find_item(person)
    start(person, applicant.enterprise)
    fill_form(person)
    upload_all(person)
    review(person)
    return submit(person)


def follow(person, number, code):
    """Ask how far a case is, without a login."""
    person.open("/track/").see()
    person.fill(number=number, query_code=code)
    person.submit()
    return person
