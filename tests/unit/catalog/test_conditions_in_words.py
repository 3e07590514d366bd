"""When a material is needed, told to people who never saw the form: the question, and the answer that brings it."""

import pytest

from oneseal.catalog.selectors.presenting import condition_in_words
from oneseal.kernel.formlogic import (
    All,
    Any,
    Equals,
    Field,
    FieldSource,
    FieldType,
    FormDefinition,
    In,
    Option,
    Section,
)

SOURCE = FieldSource("", "", "own_wording")
AIR = Field(
    "air", FieldType.CHOICE, "是否使用集中空调通风系统", "Central air conditioning", SOURCE,
    options=(Option("yes", "使用", "yes"), Option("no", "不使用", "no"), Option("planned", "计划使用", "planned")),
)  # fmt: skip
CONSENT = Field("consent", FieldType.CONSENT, "委托他人办理", "Somebody else files", SOURCE)
FORM = FormDefinition("form", "表", "form", (Section("main", "部分", "part", (AIR, CONSENT)),))
USED = Equals("air", "yes")


@pytest.mark.parametrize(
    ("condition", "chinese", "english"),
    [
        pytest.param(None, "", "", id="always-needed"),
        pytest.param(USED, "“是否使用集中空调通风系统”选“使用”", "“Central air conditioning” is “yes”", id="one"),
        pytest.param(
            In("air", ("yes", "planned")),
            "“是否使用集中空调通风系统”选“使用”或“计划使用”",
            "“Central air conditioning” is “yes” or “planned”",
            id="one-of-two",
        ),
        pytest.param(Equals("consent", True), "委托他人办理", "Somebody else files", id="a-tick"),
        pytest.param(
            All((USED, Equals("consent", True))),
            "“是否使用集中空调通风系统”选“使用”，并且委托他人办理",
            "“Central air conditioning” is “yes” and Somebody else files",
            id="both",
        ),
        pytest.param(
            Any((USED, Equals("consent", True))),
            "“是否使用集中空调通风系统”选“使用”，或者委托他人办理",
            "“Central air conditioning” is “yes” or Somebody else files",
            id="either",
        ),
        pytest.param(Equals("gone", "yes"), "", "", id="a-question-that-is-gone"),
    ],
)
def test_a_condition_reads_as_question_and_answer(condition, chinese, english):
    assert condition_in_words(condition, FORM, english=False) == chinese
    assert condition_in_words(condition, FORM, english=True) == english
