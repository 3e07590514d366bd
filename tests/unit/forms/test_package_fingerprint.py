"""The fingerprint of a package changes with every change and with nothing else."""

import ast
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.forms.rules.package import PackageMaterial, PackageUnhashable, canonical_json, package_hash
from oneseal.forms.rules.sentences import ANSWER_SENTENCES, DEFINITION_SENTENCES

FORMLOGIC = Path(__file__).parents[3] / "src/oneseal/kernel/formlogic"
ANSWERS = {"name": "王\U00020bb7", "items": ["hot_food", "beverages"], "agreed": True}
FILES = (PackageMaterial("layout", "aa" * 32), PackageMaterial("rules", "bb" * 32))
_ANSWER = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.booleans(), st.lists(st.sampled_from("xyz")))
_ANSWERS = st.dictionaries(st.sampled_from("abcdef"), _ANSWER, max_size=6)
_FILES = st.lists(st.builds(PackageMaterial, st.sampled_from("abc"), st.sampled_from(["11" * 32, "22" * 32])))


def test_the_fingerprint_is_the_digest_of_the_canonical_text():
    text = (
        '{"answers":{"agreed":true,"items":["hot_food","beverages"],"name":"王\U00020bb7"},'
        '"materials":[["layout","' + "aa" * 32 + '"],["rules","' + "bb" * 32 + '"]],'
        '"scheme":"oneseal-package-1"}'
    )

    assert package_hash(ANSWERS, FILES) == hashlib.sha256(text.encode()).hexdigest()


@given(answers=_ANSWERS, files=_FILES, data=st.data())
def test_order_does_not_matter(answers, files, data):
    turned = dict(data.draw(st.permutations(list(answers.items()))))
    shuffled = data.draw(st.permutations(files))

    assert package_hash(turned, shuffled) == package_hash(answers, files)


@given(answers=_ANSWERS, other=_ANSWERS, files=_FILES)
def test_different_answers_have_different_fingerprints(answers, other, files):
    same = canonical_json(answers) == canonical_json(other)

    assert (package_hash(answers, files) == package_hash(other, files)) is same


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param((), id="files-left-out"),
        pytest.param(FILES[:1], id="one-file-left-out"),
        pytest.param((*FILES, FILES[0]), id="file-given-twice"),
        pytest.param((PackageMaterial("layout", "bb" * 32), PackageMaterial("rules", "aa" * 32)), id="files-exchanged"),
    ],
)
def test_a_change_of_the_files_changes_the_fingerprint(changed):
    assert package_hash(ANSWERS, changed) != package_hash(ANSWERS, FILES)


def test_the_case_of_a_digest_does_not_matter():
    small, large = PackageMaterial("a", "ab" * 32), PackageMaterial("a", "AB" * 32)

    assert package_hash({}, [small]) == package_hash({}, [large])


def test_a_rare_character_is_kept_as_submitted():
    assert package_hash({"name": "\uf9d0"}, ()) != package_hash({"name": "類"}, ())
    assert canonical_json({"b": 1, "a": "\uf9d0"}) == '{"a":"\uf9d0","b":1}'.encode()


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"a": 1.5}, id="float"),
        pytest.param({"a": Decimal(1)}, id="decimal"),
        pytest.param({"a": {1: "x"}}, id="key-that-is-no-text"),
        pytest.param({"a": [{"b": b"x"}]}, id="bytes-deep-inside"),
        pytest.param({"a": "\ud800"}, id="half-a-surrogate-pair"),
    ],
)
def test_answers_without_one_canonical_form_are_refused(answers):
    with pytest.raises(PackageUnhashable):
        package_hash(answers, ())


def _codes_of_faults():
    """Collect the codes that the form logic can give, from its source text."""
    judged = set(re.findall(r'"(forms\.[a-z_]+)"', (FORMLOGIC / "validation.py").read_text(encoding="utf-8")))
    calls = ast.walk(ast.parse((FORMLOGIC / "parsing.py").read_text(encoding="utf-8")))
    read = {
        f"forms.{call.args[1].value}"
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "fault"
    }
    return judged, read | {"forms.definition_broken"}


def test_every_code_of_the_form_logic_has_a_sentence_and_every_sentence_a_code():
    judged, read = _codes_of_faults()

    assert judged == set(ANSWER_SENTENCES)
    assert read - judged == set(DEFINITION_SENTENCES) - {"forms.form_unreadable", "forms.package_unhashable"}
