"""By keyboard alone, in English, with large letters, and at four hundred per cent."""

import re

import pytest

from tests.journeys import office, public
from tests.journeys.numbers import new_applicant
from tests.journeys.people import leg

CHINESE = re.compile(r"[\u3400-\u9fff]")
BRAND = "一枚印章"
CHROME = """() => {
  const shown = (found) => found.checkVisibility();
  const named = "header, footer, nav, h1, h2, label, legend, button, summary, caption, th, .field__help";
  const data = "[lang], .brand, blockquote, cite, .element__body, .prose";
  return [...document.querySelectorAll(named)]
    .filter((found) => shown(found) && !found.closest(data.replace("[lang]", "body [lang]")))
    .map((found) => {
      const copy = found.cloneNode(true);
      for (const inner of copy.querySelectorAll("[lang], .brand, cite")) inner.remove();
      return copy.textContent.trim().replace(/\\s+/g, " ");
    });
}"""
FOCUS = """() => {
  const found = document.activeElement;
  const box = found.getBoundingClientRect();
  const rings = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
  };
  // A search field shows its focus on the frame around field and button.
  const ring = rings(found) || Boolean(found.parentElement && rings(found.parentElement));
  return {name: (found.innerText || found.value || found.getAttribute("aria-label") || "").trim(),
          tag: found.tagName, field: found.name || "", ring, seen: box.width > 0 && box.height > 0,
          body: found === document.body};
}"""
PAGES = ("/", "/items/", "ITEM", "ITEMexample/", "/track/", "/verify/", "/accounts/login/", "/accounts/register/",
    "/v/unknown")  # fmt: skip
NARROW = {"width": 320, "height": 256}


def tab_to(person, wanted, *, limit=60):
    """Press Tab until a thing has the focus; every stop on the way shows where it is."""
    for _step in range(limit):
        person.page.keyboard.press("Tab")
        focus = person.page.evaluate(FOCUS)
        assert focus["body"] or focus["ring"], f"no visible focus on {focus}"
        if wanted(focus):
            return focus
    raise AssertionError(f"the keyboard never reaches it on {person.page.url}")


def item_address(person):
    """Return the address of the one item."""
    person.open("/items/")
    return person.page.locator("main").get_by_role("link", name=office.ITEM).first.get_attribute("href")


def test_item_tracking_and_verification_are_reached_by_keyboard_alone(guests):
    person = guests("keyboard")
    with leg("the first stop skips to the content"):
        person.open("/").page.keyboard.press("Tab")
        assert person.page.evaluate(FOCUS)["name"] == "跳到正文"
        person.page.keyboard.press("Enter")
        assert person.page.evaluate("document.activeElement.id") == "content"

    with leg("search, choose, read"):
        tab_to(person, lambda focus: focus["field"] == "q")
        person.page.keyboard.type("食品")
        person.page.keyboard.press("Enter")
        person.arrive("**/items/?*")
        tab_to(person, lambda focus: office.ITEM in focus["name"])
        person.page.keyboard.press("Enter")
        person.arrive(re.compile(r"/items/[0-9a-f-]{36}/$"))
        tab_to(person, lambda focus: focus["name"] == "开始申请")
        person.page.keyboard.press("Enter")
        person.arrive("**/accounts/login/**").see("登录")

    with leg("follow"):
        person.open("/track/")
        tab_to(person, lambda focus: focus["field"] == "number")
        person.page.keyboard.type("NOBODY")
        tab_to(person, lambda focus: focus["field"] == "query_code", limit=2)
        person.page.keyboard.type("WRONG123")
        with person.expecting(422):
            person.page.keyboard.press("Enter")
            person.see_problem("编号和查询码对不上")

    with leg("verify"):
        person.open("/verify/")
        tab_to(person, lambda focus: focus["field"] == "identifier")
        person.page.keyboard.type("NOBODY")
        person.page.keyboard.press("Enter")
        person.arrive("**/v/NOBODY").see("查无此证")


@pytest.mark.parametrize("scripts", [pytest.param(True, id="with-scripts"), pytest.param(False, id="without")])
def test_public_pages_in_english_have_no_chinese_around_the_data(guests, scripts):
    person = guests("english", scripts=scripts)
    item = item_address(person)
    person.open("/").page.get_by_role("button", name="English").locator("visible=true").first.click()
    person.page.wait_for_load_state()
    for page in PAGES:
        person.open(page.replace("ITEM", item)).see()
        assert person.page.locator("html").get_attribute("lang") == "en"
        if scripts:
            left = [words for words in person.page.evaluate(CHROME) if CHINESE.search(words.replace(BRAND, ""))]
            assert not left, f"{person.path} says in Chinese: {left}"
    person.page.get_by_role("button", name="中文").locator("visible=true").first.click()
    person.page.wait_for_load_state()
    assert person.page.locator("html").get_attribute("lang") == "zh-Hans"


def test_public_pages_need_no_sideways_scrolling_at_four_hundred_per_cent(guests):
    person = guests("zoomed", size=NARROW)
    item = item_address(person)
    for page in PAGES:
        person.open(page.replace("ITEM", item)).see()


def test_the_elder_mode_enlarges_letters_and_targets_and_stays(guests):
    person = guests("elder")
    item = item_address(person)
    person.open("/")
    before = person.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    person.page.get_by_role("button", name="大字版").locator("visible=true").first.click()
    person.page.wait_for_load_state()
    for page in PAGES:
        person.open(page.replace("ITEM", item)).see()
        sizes = person.page.evaluate("""() => ({
          letters: parseFloat(getComputedStyle(document.body).fontSize),
          targets: [...document.querySelectorAll("main .button, main .control")]
            .filter((found) => found.checkVisibility())
            .map((found) => Math.round(found.getBoundingClientRect().height)),
        })""")
        assert sizes["letters"] >= max(20, before), (page, sizes)
        assert min(sizes["targets"], default=56) >= 56, (page, sizes)


def test_the_whole_way_of_an_application_fits_a_narrow_window(guests):
    person = guests("narrow", size={"width": 320, "height": 640})
    filed = public.apply(person, new_applicant())
    person.open(f"/my/cases/{filed.case_id}/").see(filed.number)
