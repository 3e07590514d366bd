"""What members of staff do at the workbench, step by step as they do it."""

import re

CONFIRM = 'main button[name="step"][value="confirm"]'


def find_case(clerk, number):
    """Look a case up with the search on top of the desk, and open it."""
    clerk.open("/workbench/")
    clerk.page.locator("#finder").fill(number)
    clerk.page.locator("#finder").press("Enter")
    clerk.arrive("**/workbench/search/?q=*")
    clerk.see(number[-12:])
    clerk.page.locator("main a.row-link").filter(has_text=number[-12:]).click()
    clerk.arrive(re.compile(r"/workbench/cases/[0-9a-f-]{36}/"))
    return clerk


def begin(clerk, act, **told):
    """Open the page of an act, fill it in, and let the paper be shown before it exists."""
    clerk.click(act, exact=True, within=clerk.page.locator("main"))
    clerk.see(title=act)
    if told:
        for name, value in told.items():
            clerk.put(name, value)
    preview(clerk)


def preview(clerk):
    """Ask for the paper and the effect, where they are not shown already."""
    if not clerk.page.locator(CONFIRM).count():
        clerk.page.locator('main form:not([action*="upload"]) button[type="submit"]').last.click()
        clerk.page.locator(CONFIRM).wait_for()
    clerk.see()


def previewed_paper(clerk, title=""):
    """Return the bytes of a paper that is shown before it is issued: the one with a title, or the first."""
    shown = clerk.page.locator("#preview figure").filter(has_text=title).first
    return clerk.fetch(shown.locator('a[href*="/previews/"]').first.get_attribute("href"))


def confirm(clerk):
    """Confirm what was shown, and see the case as it stands now."""
    clerk.page.locator(CONFIRM).click()
    clerk.arrive("**done=**")
    return clerk.see()


def paper(clerk, title):
    """Return the bytes of the newest issued paper with a title, opened from the list of papers of the case."""
    clerk.page.goto(clerk.page.url.split("?")[0] + "?part=papers")
    clerk.see(title)
    row = clerk.page.locator("main .paper-list").get_by_role("link", name=title).last
    return clerk.fetch(row.get_attribute("href"))


def find_licence(clerk, holder):
    """Wait until the licence of a holder is in the register."""
    return clerk.wait_for(clerk.page.locator("main").get_by_text(holder).first, at="/workbench/licences/")
