"""Every move of the law and of the program is made in a browser: `tests/journeys/moves.py` against the lifecycle."""

import json
import re
from uuid import uuid4

import pytest
from django.urls import resolve

from oneseal.cases.rules.lifecycle import MOVES as ROWS
from oneseal.cases.rules.lifecycle import PERMISSIONS
from oneseal.cases.rules.states import Action
from oneseal.identity.rules.posts import POST_KINDS
from oneseal.papers.rules.numbers import TITLES
from tests.architecture.reference import ROOT
from tests.journeys import test_as_time_passes, test_blind_mode, test_every_move
from tests.journeys.moves import AT_THE_END, AT_THE_WINDOW, CITIZEN, IN_THE_EXAMINATION, MOVES, SYSTEM

# Domain specification B.4.
OF_THE_LAW = tuple(f"T{number:02d}" for number in range(1, 31))
# T28 is the delivery of a refusal: the program's row for it is that of T27.
ALIAS = {"T28": "T27b"}
DEMO = ROOT / "fixtures" / "demo"
ROW_OF = {row.code: row for row in ROWS}


def row_of(code):
    return ROW_OF[ALIAS.get(code, code)]


def posts():
    """Return the permissions of everybody in the demo city by name."""
    city, more = (json.loads((DEMO / name).read_text("utf-8")) for name in ("city.json", "agencies.json"))
    staff = [*city["staff"], *more["first"]["staff"], *(one for other in more["others"] for one in other["staff"])]
    return {one["name"]: POST_KINDS[one["post"]].permissions for one in staff}


def test_every_move_of_the_law_has_a_browser_test():
    seen = {re.match(r"T\d\d", code).group() for code in MOVES}

    assert seen == set(OF_THE_LAW)


def test_every_row_of_the_program_has_a_browser_test_and_no_test_outlives_its_row():
    assert set(MOVES) - ALIAS.keys() == ROW_OF.keys()


def test_every_move_is_made_on_one_course():
    walked = [code for course in test_every_move.COURSES for code in course.CODES]
    walked += (*test_as_time_passes.CODES, *test_blind_mode.CODES)

    assert sorted(walked) == sorted(MOVES)
    assert len(AT_THE_WINDOW) + len(IN_THE_EXAMINATION) + len(AT_THE_END) == len(MOVES)


@pytest.mark.parametrize("code", MOVES)
def test_the_paper_that_a_browser_test_reads_is_that_of_the_row(code):
    kind = row_of(code).paper

    # A licence bears the name of its item.
    assert kind == "licence" or MOVES[code].paper == (TITLES[kind] if kind else "")


@pytest.mark.parametrize("code", MOVES)
def test_who_makes_a_move_in_the_browser_is_the_actor_of_its_row(code):
    who, row = MOVES[code].who, row_of(code)
    if who == SYSTEM:
        assert "SYS" in row.actors
    elif who == CITIZEN:
        assert "CIT" in row.actors
    else:
        assert PERMISSIONS[Action(row.action)] in posts()[who]


def test_every_move_of_a_person_has_a_page_of_its_own():
    pages = [seen.page for code, seen in MOVES.items() if seen.who != SYSTEM and code not in ALIAS]

    assert len(set(pages)) == len(pages)
    for page in pages:
        resolve(page.replace("…", str(uuid4())))


def test_every_act_of_staff_has_a_form_of_its_own():
    from oneseal.workbench.cases import acts, exceptional, special, trusting
    from oneseal.workbench.cases.acting import ActPage
    from oneseal.workbench.procedures.acts import PAGES, RECUSAL

    pages = [*PAGES.values(), RECUSAL]
    for module in (acts, exceptional, special, trusting):
        pages += [found for found in vars(module).values() if isinstance(found, ActPage)]
    forms = [page.form for page in pages]

    assert len(pages) > 35
    assert len(set(forms)) == len(forms)
    for page in pages:
        assert page.has_paper == bool(next(row for row in ROWS if row.action == page.action).paper), page.action
