"""The page that lists article, rules and tests, written from the table."""

from oneseal.cases.rules.lifecycle import MOVES
from tests.architecture.reference import cell, table
from tests.law.coverage import ARTICLES
from tests.law.not_yet import NOT_YET
from tests.law.removing import Line, Move

HEAD = """# The law, its rules and their tests

Which article of the law stands in which rule of the program, and which test says so. A rule is a move of a case
(see [Moves of a case](case-moves.md)), a statement of a function (what it refuses or writes), or a term, table or
question of the rules. `tests/law/test_every_row_counts.py` takes each rule away in turn and wants every test beside
it to fail. The tests of an article are in the file named under its heading.

APL is 行政许可法, OBE 优化营商环境条例, R716 国务院关于在线政务服务的若干规定（国务院令第716号）, FS20
法释〔2009〕20号, ESL 电子签名法, RCL 行政复议法, ALL 行政诉讼法.

This page is written from `tests/law/coverage.py` by `tests/law/test_coverage_page.py`.
"""


def coverage_page():
    """Return the whole page."""
    return "\n".join([HEAD, *(_section(article) for article in ARTICLES), _not_yet()])


def _section(article):
    rows = [[_rule(row.removal), "<br>".join(_told(name) for name in row.tests)] for row in article.rows]
    head = f"## {article.name}\n\n{article.demand} (`tests/law/{article.module}.py`)\n"
    return f"{head}\n{table(['rule', 'tests'], rows)}"


def _rule(removal):
    if isinstance(removal, Move):
        move = next(move for move in MOVES if move.code == removal.code)
        return f"{move.code} `{move.action}`"
    if isinstance(removal, Line):
        return f"`{removal.function}`: `{removal.text}`"
    return f"`{removal.name}`"


def _told(name):
    return cell(name.removeprefix("test_").replace("_", " "))


def _not_yet():
    rows = [[row.name, row.demand, row.why] for row in NOT_YET]
    head = "## Not yet\n\nWhat no rule carries yet has no test either.\n"
    return f"{head}\n{table(['article', 'demand', 'why not'], rows)}"
