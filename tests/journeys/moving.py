"""How a move is made in the browser, and the courses along which the moves of `moves` are made.

A course is one case, or a few that wait together, walked through its moves in their order. It is walked once, behind
the courses before it, when the first test asks for one of its moves; each test then asks what became of its own move.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from tests.journeys import desk, public
from tests.journeys.browsing import Guests
from tests.journeys.moves import ARCHIVIST, CITIZEN, MOVES, NO_PAPER, WINDOW
from tests.journeys.papers import must_read
from tests.journeys.people import leg
from tests.journeys.roles import as_somebody

CASE = re.compile(r"[0-9a-f-]{36}")
ANOTHER_POST = {ARCHIVIST: WINDOW}  # whoever has not the post of a move


@dataclass
class Town:
    """The city in which the courses are walked: its people keep their desks until the clock is moved."""

    guests: Guests
    _present: dict = field(default_factory=dict)
    _inside: set = field(default_factory=set)

    def at(self, name):
        """Return somebody of the city, signed in."""
        if name not in self._present:
            self._present[name] = self.guests(name)
        if name not in self._inside:
            as_somebody(self._present[name], name)
            self._inside.add(name)
        return self._present[name]

    def stranger(self):
        """Return somebody who is not signed in."""
        return self._present.setdefault("stranger", self.guests("stranger"))

    @property
    def today(self):
        """Return the city's day."""
        shown = self.stranger().open("/demo/").page.locator(".demo-strip time").inner_text()
        return date.fromisoformat(shown[:10])

    def pass_time(self, **times):
        """Press the buttons of the city's clock so many times each; whoever was signed in is so no longer."""
        for words in (word for word, count in times.items() for _press in range(count)):
            page = self.stranger().open("/demo/").page
            page.locator(".demo-strip__clock summary").click()
            page.locator(".demo-strip").get_by_role("button", name=words).click()
            page.wait_for_load_state("load")
            self.stranger().see("时钟已拨到")
        self._inside.clear()


@dataclass
class Case:
    """One case on a course."""

    town: Town
    id: str
    number: str = ""
    code: str = ""

    def address(self, page):
        """Return the address of a page of this case."""
        return page.replace("…", self.id)

    def open(self, name):
        """Open the case as somebody of the public or of staff sees it."""
        return self.town.at(name).open(self.address("/workbench/cases/…/"))

    def own(self):
        """Open the case as its applicant sees it."""
        return self.town.at(CITIZEN).open(self.address("/my/cases/…/"))

    def make(self, code, **told):
        """Make one move of staff: its post, its page, its form, its preview, its paper; return the paper."""
        with leg(f"{code} of {self.number}"):
            person = self.begin(code)
            for name, value in told.items():
                person.put(name, value)
            return self.finish(code)

    def begin(self, code):
        """Go to the page of a move from where it is offered; another post finds no such page."""
        row = MOVES[code]
        page = self.address(row.page)
        person = self.town.at(row.who)
        person.open(self.address(row.offered or _offered_on(row)))
        link = person.page.locator(f'main a[href="{page}"]')
        assert link.count(), f"{code} is not offered to {row.who}:\n{person.text}"
        link.first.click()
        person.arrive(f"**{page}")
        person.see(title=row.title)
        another = self.town.at(ANOTHER_POST.get(row.who, ARCHIVIST))
        assert another.status_of(page) == 404, f"{code} is open to another post"
        return person

    def finish(self, code, done=""):
        """Look at what the move will change, do it, see what it did, and read the paper as it was issued."""
        row = MOVES[code]
        person = self.town.at(row.who)
        desk.preview(person)
        tells_beforehand(person, code)
        if row.paper:
            must_read(desk.previewed_paper(person, row.paper), row.paper)
        desk.confirm(person).see(done or row.done)
        if not row.paper:
            return b""
        paper = desk.paper(self.open(row.reader) if row.reader else person, row.paper)
        must_read(paper, row.paper, self.number)
        return paper

    def ask(self, code, button, before=None, **told):
        """Make one move of the applicant on its own page: what it changes is said there; return his paper.

        `before` is done on the page before what is told is filled in.
        """
        row = MOVES[code]
        with leg(f"{code} of {self.number}"):
            person = self.own()
            person.page.locator(f'main a[href="{self.address(row.page)}"]').first.click()
            person.arrive(f"**{self.address(row.page)}")
            says_beforehand(person, code)
            if before is not None:
                before(person)
            person.fill(**told)
            person.click(button, exact=True)
            person.arrive(f"**{self.address('/my/cases/…/')}**")
            person.see(row.done)
            return own_paper(person, row.paper, self.number) if row.paper else b""

    def shows(self, code, name, *more):
        """See what the system did to the case, on the page that shows it."""
        row = MOVES[code]
        with leg(f"{code} of {self.number}"):
            person = self.town.at(name).open(self.address(row.page))
            return person.see(row.done, *more)


def tells_beforehand(person, code):
    """See on the page of a move of staff what becomes of the state, the papers and the clock, and by which ground."""
    row = MOVES[code]
    told = person.page.locator("#preview").inner_text()
    for words in ("办件状态", row.paper or NO_PAPER, row.clock, "依据", "《"):
        assert words in told, f"the page of {code} does not say {words!r} beforehand:\n{told}"


def says_beforehand(person, code):
    """See on the applicant's page of a move which paper he will have and what becomes of the limits."""
    row = MOVES[code]
    person.see(title=row.title)
    told = person.page.locator("#ahead").inner_text()
    for words in (row.paper or "现在没有", row.clock):
        assert words in told, f"the page of {code} does not say {words!r} beforehand:\n{told}"


def own_paper(person, title, number):
    """Return a paper that the applicant opens on the page of his case."""
    link = person.page.locator('main a[href*="/papers/"]').filter(has_text=title).first
    paper = person.fetch(link.get_attribute("href"))
    must_read(paper, title, number)
    return paper


def _offered_on(row):
    """Return the page on which a move of staff is offered: procedures have one of their own."""
    is_procedure = "/procedures/" in row.page or row.page.endswith(("/procedure/", "/procedure/result/"))
    return "/workbench/cases/…/procedures/" if is_procedure else "/workbench/cases/…/"


def hand_in(town):
    """Submit as the citizen (T01) what has been filled in: read over, what follows, the receipt; return the case."""
    citizen = town.at(CITIZEN)
    row = MOVES["T01"]
    with leg("T01"):
        citizen.arrive("**/review/")
        says_beforehand(citizen, "T01")
        filed = public.submit(citizen)
        citizen.see(row.done)
        case = Case(town, filed.case_id, filed.number, filed.code)
        own_paper(case.own(), row.paper, filed.number)
    return case


class Courses:
    """What became of each move."""

    def __init__(self, town, courses):
        self._town, self._courses = town, courses
        self._ended = {}

    def must_be_made(self, code):
        """Fail unless a course made the move; it and those before it are walked when nobody has walked them yet.

        The clock of their city is moved on the way, so that they are walked in one order, whichever test asks first.
        What goes wrong behind the last move of a course is that move's fault: no later one would tell it.
        """
        course = next(walk for walk in self._courses if code in walk.CODES)
        for earlier in self._courses[: self._courses.index(course) + 1]:
            made, problem = self._walked(earlier)
        is_behind_all = problem is not None and set(made) == set(course.CODES)
        if code in made and not (is_behind_all and code == made[-1]):
            return
        last = made[-1] if made else "nothing"
        raise AssertionError(f"{code} was not made: {course.__name__} came to {last} and no further") from problem

    def _walked(self, course):
        if course not in self._ended:
            made, problem = [], None
            try:
                for code in course.walk(self._town):
                    made.append(code)  # noqa: PERF402 - what was made before a fault counts
            except Exception as error:  # noqa: BLE001 - each test of the course tells it
                problem = error
            self._ended[course] = (made, problem)
        return self._ended[course]
