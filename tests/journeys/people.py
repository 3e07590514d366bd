"""A person at a browser: what he does on a page, and that every page he sees is in order."""

import os
import re
import tempfile
import time
import weakref
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Error

from tests.journeys.eyes import looked_at, path_of, without_scripts

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 20_000
WORK_SECONDS = 40.0
PICTURES = os.environ.get("ONESEAL_JOURNEY_PICTURES", "")
# The browser says this of every answer that is a refusal, besides what our own pages say.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (\d{3})")

_present = weakref.WeakSet()


class PageFault(AssertionError):
    """A page that a person sees is not in order."""


class Person:
    """One person with a browser of his own."""

    def __init__(self, browser, city, *, size, scripts=True, name="visitor", folder=None):
        self.city = city
        self.name = name
        self.size = size
        self.folder = folder
        self.context = browser.new_context(
            base_url=city.url,
            viewport=size,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.scripts = scripts
        self._twin = None if scripts else browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce")
        self._faults = []
        self._expected = set()
        self.context.on("page", self._watch)
        self.page = self.context.new_page()
        self._pictures = 0
        _present.add(self)

    # --- what goes wrong ---------------------------------------------------------------------

    def _watch(self, page):
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._faults.append(f"script error: {error}"))
        page.on("requestfailed", self._lost)
        page.on("response", self._answered)

    def _heard(self, message):
        # A fault without a place was caused by the inspection itself: axe and pictures add styles for a moment.
        if message.type != "error" or not message.location.get("url"):
            return
        if "lost" in self._expected and "net::ERR_CONNECTION" in message.text:
            return
        refused = REFUSED.search(message.text)
        if not (refused and refused.group(1) in self._expected):
            self._faults.append(f"console: {message.text} ({message.location['url']})")

    def _lost(self, request):
        reason = request.failure or ""
        # A page that is left while something still loads, and a download, end a request themselves.
        if "ERR_ABORTED" not in reason and "lost" not in self._expected:
            self._faults.append(f"request lost: {request.url} {reason}")

    def _answered(self, response):
        if response.status >= 400 and str(response.status) not in self._expected:
            self._faults.append(f"answer {response.status}: {response.request.method} {response.url}")

    @contextmanager
    def expecting(self, *what):
        """Let answers of these statuses (or a lost connection: "lost") pass as meant."""
        self._expected |= {str(one) for one in what}
        yield
        self._expected -= {str(one) for one in what}

    # --- looking -----------------------------------------------------------------------------

    def see(self, *words, title=None):
        """Fail unless the page is in order and shows each of the words."""
        with suppress(Error):
            self.page.wait_for_load_state("load")
        self.picture()
        text = self.text
        missing = [word for word in words if squeezed(word) not in squeezed(text)]
        if title and squeezed(title) not in squeezed(self.heading):
            missing.append(f"(title) {title}")
        wrong = [*(f"it does not say: {word}" for word in missing), *self._faults, *self._looked_at()]
        self._faults.clear()
        if wrong:
            said = text[:3000] if missing else ""
            raise PageFault(f"{self.name} at {self.page.url}:\n" + "\n".join(wrong) + "\n" + said)
        return self

    def _looked_at(self):
        if self._twin is None:
            return looked_at(self.page)
        page = self._twin.new_page()
        try:
            html = without_scripts(self.page.content())
            page.route(self.page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
            page.goto(self.page.url)
            return looked_at(page)
        finally:
            page.close()

    def see_problem(self, *words):
        """See a page that was refused: its summary has the focus and says each of the words."""
        summary = self.page.locator("[data-error-summary]")
        summary.wait_for()
        said = summary.inner_text()
        missing = [word for word in words if squeezed(word) not in squeezed(said)]
        if missing:
            raise PageFault(f"{self.name} at {self.page.url} is not told {missing}:\n{said}")
        return self.see()

    def must_not_see(self, *words):
        """Fail when the page shows one of the words."""
        shown = [word for word in words if squeezed(word) in squeezed(self.text)]
        if shown:
            raise PageFault(f"{self.name} at {self.page.url} should not read: {shown}")
        return self

    @property
    def text(self):
        """Return the words on the page."""
        return self.page.locator("body").inner_text()

    @property
    def heading(self):
        """Return the title on the page."""
        return self.page.locator("h1").first.inner_text()

    @property
    def path(self):
        return path_of(self.page.url)

    def picture(self, word=""):
        """Keep a picture of the page where pictures were asked for."""
        if not PICTURES:
            return
        self._pictures += 1
        place = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", self.path.strip("/")).replace("/", "_") or "home"
        folder = Path(PICTURES) / (self.folder or "") / str(self.size["width"])
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}-{self._pictures:03d}-{place[:60]}{word}.png"
        self.page.screenshot(path=path, full_page=True, caret="initial")

    # --- doing -------------------------------------------------------------------------------

    def open(self, address):
        """Open an address of the city."""
        self.page.goto(address)
        return self

    def arrive(self, address):
        """Wait until the browser is at an address; else say what the page shows instead."""
        try:
            self.page.wait_for_url(address)
        except Error as problem:
            self.picture("-lost")
            said = "\n".join([*self._faults, self.text[:3000]])
            raise PageFault(f"{self.name} is at {self.page.url}, not at {address}:\n{said}") from problem
        return self

    def click(self, name, *, exact=False, within=None):
        """Press the button or follow the link of that name."""
        place = within or self.page
        button = place.get_by_role("button", name=name, exact=exact)
        link = place.get_by_role("link", name=name, exact=exact)
        button.or_(link).locator("visible=true").first.click()
        return self

    def submit(self):
        """Press the main button of the page's form."""
        self.page.locator("main form button.button--primary").locator("visible=true").last.click()
        return self

    def fill(self, **answers):
        """Fill fields by the names of their form."""
        for name, value in answers.items():
            self.put(name, value)
        return self

    def put(self, name, value):
        """Fill one field of the form, whatever kind it is."""
        field = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
        kind = field.first.evaluate("found => found.type")
        if kind == "radio":
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif kind == "checkbox" and isinstance(value, bool):
            field.first.set_checked(value)
        elif kind == "checkbox":
            for one in field.all():
                one.set_checked(one.get_attribute("value") in value)
        elif kind.startswith("select"):
            field.first.select_option(value)
        else:
            field.first.fill(str(value))

    def typed(self, name):
        """Return what stands in a field of the form."""
        return self.page.locator(f'main [name="{name}"]:not([type="hidden"])').first.input_value()

    def wait_for(self, thing, *, at):
        """Look at a page again and again until a thing is on it, as one who waits does."""
        deadline = time.monotonic() + WORK_SECONDS
        while True:
            self.open(at)
            if thing.count():
                return self.see()
            if time.monotonic() > deadline:
                raise PageFault(f"{self.name} waited in vain at {self.page.url}:\n{self.text}")

    def fetch(self, address):
        """Return the bytes behind an address, asked for as this person."""
        answer = self.context.request.get(address)
        assert answer.ok, f"{self.name}: {address} answered {answer.status}"
        return answer.body()

    def status_of(self, address):
        """Return how the city answers this person at an address."""
        return self.context.request.get(address, max_redirects=0).status

    def close(self, *, quietly=False):
        """Go home; fail when something went wrong that no page showed."""
        _present.discard(self)
        self.context.close()
        if self._twin is not None:
            self._twin.close()
        assert quietly or not self._faults, f"{self.name}: {self._faults}"


def squeezed(text):
    """Return text without spaces, seen or unseen: where lines break is not what a journey asserts."""
    return re.sub(r"[\s\u200b\u2060]+", "", str(text))


@contextmanager
def leg(name):
    """Name the step of a story in which something fails."""
    try:
        yield
    except (AssertionError, Error) as problem:
        problem.add_note(f"in the leg: {name}; pictures: {pictures_of_all()}")
        raise


def pictures_of_all():
    """Keep a picture of what each person sees now, and return the folder."""
    folder = Path(tempfile.mkdtemp(prefix="oneseal-journey-"))
    for person in list(_present):
        with suppress(Error):
            person.page.screenshot(path=folder / f"{person.name}.png", full_page=True)
    return folder
