"""Whoever is refused reads a full sentence, and every gap in it is filled."""

import ast

import pytest

from tests.architecture.reference import DOORS, PLACEHOLDER, SOURCE, refusals, registered, trees

KINDS = refusals()
# Made with facts that only the caller's own class knows: the constructor says which.
FACTS_BY_CLASS = {"NoSuchMove": {"state", "action", "open"}}


def raised():
    """Yield (class name, facts given, where) for every refusal raised in the program."""
    names = {kind.__name__ for kind in KINDS}
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in names and not any(keyword.arg is None for keyword in node.keywords):
                facts = {keyword.arg for keyword in node.keywords} - {"message"}
                yield node.func.id, FACTS_BY_CLASS.get(node.func.id, set()) | facts, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("kind", [pytest.param(kind, id=f"{kind.code}-{kind.__name__}") for kind in KINDS])
def test_each_refusal_has_a_sentence(kind):
    assert registered(kind.code) is not None, f"{kind.__name__} ({kind.code}) says nothing to people"


@pytest.mark.parametrize("kind", [pytest.param(kind, id=f"{kind.code}-{kind.__name__}") for kind in KINDS])
def test_a_sentence_ends_and_shows_no_code(kind):
    told = registered(kind.code)
    text = str(told.text)

    assert text.endswith(("。", "？", "！")), text
    assert kind.code not in text
    assert 400 <= told.status < 600


def test_front_doors_pass_refusals_on_and_make_none_of_their_own():
    made = [
        f"{path.relative_to(SOURCE)}: {node.name}"
        for path, tree in trees()
        if path.relative_to(SOURCE).parts[0] in DOORS - {"simulation"}
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and "RuleError" in {getattr(base, "id", "") for base in node.bases}
    ]

    assert not made


def test_no_two_refusals_share_a_code():
    codes = [kind.code for kind in KINDS]

    assert len(codes) == len(set(codes)), sorted(code for code in codes if codes.count(code) > 1)


def test_every_gap_of_a_sentence_is_filled_wherever_it_is_raised():
    code_of = {kind.__name__: kind.code for kind in KINDS}
    missing = []
    for name, facts, where in raised():
        told = registered(code_of[name])
        gaps = set(PLACEHOLDER.findall(str(told.text))) if told else set()
        if gaps - facts:
            missing.append(f"{where}: {name} needs {sorted(gaps - facts)}")

    assert not missing, "\n".join(missing)
