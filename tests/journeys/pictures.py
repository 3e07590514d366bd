"""Take the pictures of the README from a running demo: python -m tests.journeys.pictures --out docs/pictures."""

import argparse
import json
import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.browsing import SWITCHES
from tests.journeys.city import ROOT
from tests.journeys.people import DESK

DEMO = json.loads((ROOT / "fixtures" / "demo" / "city.json").read_text("utf-8"))


def username_of(post):
    """Return the login name of whoever holds a post in the demo city."""
    return next(row["username"] for row in DEMO["staff"] if row["post"] == post)


def signed_in(browser, base_url, username):
    """Return a page of somebody who has signed in to the demo."""
    context = browser.new_context(base_url=base_url, viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill('[name="login"]', username)
    page.fill('[name="password"]', DEMO["password"])
    page.press('[name="password"]', "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def public_pictures(browser, base_url, out):
    """Take the home page and the page of the first item."""
    page = browser.new_context(base_url=base_url, viewport=DESK, locale="zh-CN").new_page()
    page.goto("/")
    page.screenshot(path=out / "home.png")
    page.locator('main a[href^="/items/"]:not([href="/items/"])').first.click()
    page.wait_for_load_state()
    page.screenshot(path=out / "item.png")


def case_picture(browser, base_url, out):
    """Take the page of a case that waits for its examiner."""
    page = signed_in(browser, base_url, username_of("reviewer"))
    page.locator("main a.row-link").first.click()
    page.wait_for_load_state()
    page.screenshot(path=out / "case.png")


def desk_pictures(browser, base_url, out):
    """Take an inbox, and the front page of the back office."""
    page = signed_in(browser, base_url, username_of("intake_clerk"))
    page.goto("/workbench/")
    page.screenshot(path=out / "inbox.png")
    page = signed_in(browser, base_url, username_of("system_administrator"))
    page.goto("/office/")
    page.screenshot(path=out / "office.png")


def licence_picture(browser, base_url, out):
    """Take a licence as its holder's clerk sees it, with the paper in the page."""
    page = signed_in(browser, base_url, username_of("issue_clerk"))
    page.goto("/workbench/licences/")
    page.locator("main a.row-link").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=out / "licence.png")


def main():
    """Take every picture and write it below --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base-url", default="http://localhost:8000")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["ONESEAL_CHROMIUM"], args=list(SWITCHES))
        for take in (public_pictures, case_picture, desk_pictures, licence_picture):
            take(browser, told.base_url, told.out)
        browser.close()
    sys.stdout.write(
        "".join(f"{path.name} {path.stat().st_size // 1024} KB\n" for path in sorted(told.out.glob("*.png")))
    )


if __name__ == "__main__":
    main()
