"""Law, code and screen use one word: docs/glossary.md against the code."""

import ast
import re
from pathlib import Path

import pytest

from oneseal.cases.rules.states import Action, State

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
SOURCE = ROOT / "src"
TERMS_AT_LEAST = 147


def tables():
    """Return the page's tables as (columns, rows of cells without back ticks)."""
    found, lines = [], GLOSSARY.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("|---"):
            found.append((cells(lines[number - 1]), []))
        elif line.startswith("|") and not "".join(lines[number + 1 : number + 2]).startswith("|---"):
            found[-1][1].append(cells(line))
    return found


def cells(line):
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def column(name, *, beside):
    """Return one column of every table that has both headings."""
    return [row[head.index(name)] for head, rows in tables() if name in head and beside in head for row in rows]


def names_in(tree):
    """Yield every name that a module gives: modules' functions, classes, arguments and variables."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def parts_of(name):
    """Return the words of a name in snake or camel case, in lower case."""
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def names_with_a_word_of(forbidden):
    offences = []
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        given = {path.stem, *names_in(ast.parse(path.read_text("utf-8")))}
        offences += [f"{path.relative_to(ROOT)}: {name}" for name in sorted(given) if parts_of(name) & forbidden]
    return offences


def test_the_glossary_holds_every_term_once_and_in_snake_case():
    identifiers = column("identifier", beside="where")

    assert len(identifiers) >= TERMS_AT_LEAST
    assert len(identifiers) == len(set(identifiers))
    assert [name for name in identifiers if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_every_term_has_a_chinese_word_and_a_source():
    pairs = zip(column("中文", beside="where"), column("source", beside="where"), strict=True)

    assert [chinese for chinese, source in pairs if not chinese or not source] == []


@pytest.mark.parametrize("module", sorted(set(column("where", beside="identifier")) - {"–"}))
def test_every_module_that_the_glossary_names_exists(module):
    path = SOURCE.joinpath(*module.split("."))

    assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def test_the_states_of_a_case_are_those_of_the_glossary():
    assert column("state", beside="clock") == [state.value for state in State]


def test_the_moves_of_a_case_are_those_of_the_glossary():
    assert column("action", beside="who") == [action.value for action in Action]


def test_no_name_uses_a_word_that_the_glossary_forbids():
    forbidden = set(column("word", beside="instead"))

    assert names_with_a_word_of(forbidden) == []


def test_no_forbidden_word_is_part_of_a_term():
    forbidden = set(column("word", beside="instead"))

    assert [name for name in column("identifier", beside="where") if parts_of(name) & forbidden] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("permit_number", {"permit", "number"}, id="snake-case"),
        pytest.param("PermitRefused", {"permit", "refused"}, id="camel-case"),
        pytest.param("PERMITTED", {"permitted"}, id="a-longer-word-is-another-word"),
        pytest.param("_stamp2", {"stamp"}, id="digits-and-underscores-part-words"),
    ],
)
def test_a_name_is_cut_into_its_words(name, words):
    assert parts_of(name) == words


def test_the_search_for_words_finds_those_that_are_there():
    assert names_with_a_word_of({"lifecycle"})
