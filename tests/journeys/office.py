"""What administrators do before the first application can come: found the city, seal, staff, item."""

import re

from tests.journeys.numbers import PASSWORD

AGENCY = {
    "name": "示例市行政审批局",
    "uscc": "11100000MB03271699",
    "document_word": "示审",
    "city_name": "示例市",
    "division_code": "410900",
    "exercise_level": "3",
    "telephone": "0000-0000000",
    "reconsideration_body": "示例市人民政府",
    "court": "示例市示例区人民法院",
}
POSTS = {
    "items": ("事项管理员", "沈素"),
    "intake": ("综合窗口受理员", "周宁"),
    "second": ("综合窗口受理员", "吴安"),
    "chief": ("首席窗口", "郑明"),
    "review": ("审查员", "许衡"),
    "approve": ("首席审批员", "陆正"),
    "head": ("机关负责人", "秦川"),
    "issue": ("出件窗口人员", "何悦"),
    "archive": ("档案员", "方册"),
    "watch": ("监察员", "严明"),
}
ITEM = "食品经营许可（新办）"
# What the reference cannot know and the gate of publication asks for.
CITY_SAYS = {
    "basic_code": "990131001000",
    "station": "是",
    "consult": "窗口：一楼综合窗口",
    "complain": "窗口：一楼“办不成事”反映窗口",
}


def found(admin):
    """Open the empty city, be led to the first run, and found the agency with the printed code."""
    admin.open("/").see()
    assert admin.path == "/office/setup/", f"an empty city leads to its first run, not to {admin.path}"
    admin.fill(code=admin.city.first_run_code, **AGENCY)
    admin.fill(display_name="程远", username="admin", password1=PASSWORD, password2=PASSWORD)
    admin.submit()
    admin.arrive("**/office/")
    return admin.see(AGENCY["name"])


def enable_seal(admin):
    """Look at the seal, then bring it into force."""
    admin.open("/office/seals/new/").see()
    admin.submit()
    admin.arrive("**/office/seals/")
    return admin.see("行政审批专用章", "印章已启用")


def appoint(admin, username, post=None):
    """Appoint somebody to his post: one of the office, or one who joins it with title and name."""
    title, name = post or POSTS[username]
    admin.open("/office/staff/new/").see()
    admin.page.get_by_role("radio", name=re.compile(f"^{title}")).check()
    admin.fill(display_name=name, username=username, password1=PASSWORD, password2=PASSWORD)
    admin.submit()
    admin.arrive("**/office/staff/")
    return admin.see(name, title)


def sign_in(person, username, password=PASSWORD, *, home="**/workbench/**"):
    """Sign in on the login page."""
    person.open("/accounts/login/").see()
    person.fill(login=username, password=password)
    person.submit()
    person.arrive(home)
    return person.see()


def take_over(editor, key="food-business-licence-new", name=ITEM):
    """Take an item over from what ships with the program, and see what the city still has to say."""
    editor.open("/office/items/").see(name)
    editor.page.locator(f'main form[action*="/items/take/{key}/"] button').first.click()
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/"))
    return editor.see(name, "待填写")


def fill_in(editor, key, value):
    """Fill one element of the draft in, and save its section by the button."""
    version = editor.page.url.split("#")[0].split("?")[0]
    editor.open(f"{version}?edit={key}").see()
    form = editor.page.locator(f'main form:has([name="seen-{key}"])')
    editor.put(key, value)
    section = form.get_attribute("action").rpartition("#")[2]
    form.locator('button[type="submit"]').last.click()
    editor.arrive(f"**/#{section}")
    return editor.see("已保存")


def publish(editor, name=ITEM):
    """Read what publication does, and publish."""
    editor.click("发布这个版本")
    editor.arrive("**/publish/")
    editor.see(name)
    editor.submit()
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$"))
    return editor.see("已发布")


def open_item(editor, key, name, **says):
    """Take over, complete and publish one more item."""
    take_over(editor, key, name)
    for element, value in {**CITY_SAYS, **says}.items():
        fill_in(editor, element, value)
    return publish(editor, name)


def furnish(guests):
    """Make a city that is open for applications, from nothing, by browser."""
    admin = guests("admin")
    found(admin)
    enable_seal(admin)
    for username in POSTS:
        appoint(admin, username)
    editor = guests("items")
    sign_in(editor, "items", home="**/office/")
    open_item(editor, "food-business-licence-new", ITEM)
