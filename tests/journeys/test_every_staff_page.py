"""Every kind of page that posts of the demo city reach by links is in order: wide in Chinese, narrow in English."""

import re
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Error

from tests.journeys.browsing import Guests
from tests.journeys.eyes import looked_at
from tests.journeys.people import DESK, PHONE
from tests.journeys.roles import as_somebody

STAFF = ("程远", "沈素", "周宁", "纪当", "许衡", "陆正", "章正清", "何悦", "方册", "严明")
PARTICULAR = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
# Answers that are files, and ways out of what is one's own.
NOT_PAGES = re.compile(r"/(logout|papers|previews|materials|files|export|media|static|v)/|\.(pdf|csv|json|zip|xlsx)$")
EACH = 1
FEWEST = 3  # a post that reaches less was not really let in
LINKS = "() => [...document.querySelectorAll('a[href]')].filter((a) => !a.download).map((a) => a.href)"


def make_of(address):
    """Return what kind of page an address is: its path without ids, and the names of what it asks."""
    parts = urlsplit(address)
    return PARTICULAR.sub("ID", parts.path), tuple(sorted(key for key, _value in parse_qsl(parts.query)))


def opened(person, address):
    """Return what an address answers with; None for a file, which the browser would save."""
    try:
        return person.page.goto(address)
    except Error as problem:
        if "Download is starting" not in problem.message:
            raise
        return None


def reached(person, start):
    """Return the addresses that can be reached by links, one of each kind."""
    waiting, known, counted = [start], {start}, {}
    while waiting:
        address = waiting.pop(0)
        answer = opened(person, address)
        if answer is None or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        yield address
        for link in person.page.evaluate(LINKS):
            found = link.split("#")[0]
            kind = make_of(found)
            is_ours = found.startswith(person.city.url) and re.match(r"/(workbench|office|accounts|my)/", kind[0])
            is_file = "file" in kind[1] or NOT_PAGES.search(urlsplit(found).path)
            if not is_ours or found in known or is_file or counted.get(kind, 0) >= EACH:
                continue
            known.add(found)
            counted[kind] = counted.get(kind, 0) + 1
            waiting.append(found)


def spoken(person, language):
    """Let the person read the city in a language from now on."""
    cookie = {"name": "oneseal_language", "value": language, "url": person.city.url}
    person.context.add_cookies([cookie])


def test_every_kind_of_page_that_a_post_reaches_is_in_order(living, browser, record_property):
    faults, looks, seen = [], 0, set()

    def look(person, address, how):
        nonlocal looks
        looks += 1
        faults.extend(f"{address} {how}: {wrong}" for wrong in looked_at(person.page))

    for name in STAFF:
        with Guests(browser, living, folder="staff") as people:
            person = as_somebody(people(name), name)
            person.page.set_viewport_size(DESK)
            addresses, fresh = 0, []
            for address in reached(person, person.page.url):
                addresses += 1
                if make_of(address) not in seen:
                    seen.add(make_of(address))
                    fresh.append(address)
                    look(person, address, "wide, Chinese")
            assert addresses > FEWEST, (name, addresses)
            person.page.set_viewport_size(PHONE)
            spoken(person, "en")
            for address in fresh:
                person.page.goto(address)
                look(person, address, "narrow, English")

    record_property("figures", f"{len(seen)} kinds of pages, {looks} looks, {len(faults)} faults")
    assert not faults, "\n".join(faults)
