"""A code of another catalogue keeps its text; its parts and faults are told, and nothing is invented."""

import pytest

from oneseal.catalog.rules.source_code import Form, parse_source_code

BODY = "11100000MB03271699"
OURS = BODY + "4" + "410131001000"


@pytest.mark.parametrize(
    ("text", "form", "parts", "faults"),
    [
        pytest.param(OURS, Form.IMPLEMENTATION, {"body": BODY, "level": "4", "basic": "410131001000"}, (), id="31"),
        pytest.param(OURS + "01", Form.HANDLING, {"serial": "01", "body": BODY}, (), id="33"),
        pytest.param(OURS + "0X", Form.HANDLING, {"serial": "0X"}, ("not_digits",), id="33-ending-in-a-letter"),
        pytest.param(
            "11100000MB03271690" + OURS[18:], Form.IMPLEMENTATION, {"level": "4"}, ("credit_check",), id="31-mistyped"
        ),
        pytest.param(
            "511Z07001006-511602000000-000-11511301008778183N-1-00", Form.SECTIONED,
            {"basic": "511Z07001006", "area": "511602000000", "third": "000", "body": "11511301008778183N",
             "fifth": "1", "sixth": "00"},
            (), id="six-sections",
        ),
        pytest.param(
            "511A0138000000-511602000000-000-083372204-1-00", Form.SECTIONED, {"body": "083372204"},
            ("basic_not_twelve", "organisation_code"), id="six-sections-with-an-organisation-code",
        ),
        pytest.param(
            "511Z07001006-51160200-000-1151130108778239R-1-00", Form.SECTIONED, {"body": "1151130108778239R"},
            ("area_not_twelve_digits", "body_length"), id="six-sections-two-of-them-too-short",
        ),
        pytest.param("511Z07001006-511602000000", Form.UNREADABLE, {}, ("parts_too_few",), id="two-sections"),
        pytest.param("A-B--D-E-F", Form.UNREADABLE, {}, ("form_unknown",), id="an-empty-section"),
        pytest.param("370117002011AB", Form.OLD, {"whole": "370117002011AB"}, ("old_form",), id="short"),
        pytest.param("没有编码", Form.UNREADABLE, {}, ("form_unknown",), id="words"),
        pytest.param("9" * 60, Form.UNREADABLE, {}, ("form_unknown",), id="far-too-long"),
    ],
)  # fmt: skip
def test_a_code_is_read_into_its_parts_and_faults(text, form, parts, faults):
    code = parse_source_code(text)

    assert (code.text, code.form) == (text, form)
    assert parts.items() <= dict(code.parts).items()
    assert tuple(fault.code for fault in code.faults) == faults


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        pytest.param("11511301008778183N", (), id="credit-code"),
        pytest.param("11511301452259996u", ("lower_case",), id="small-letter"),
        pytest.param("1151130108778239R", ("body_length",), id="seventeen"),
        pytest.param("4148481895459659776", ("body_length",), id="a-key-of-a-database"),
        pytest.param("00877836X", ("organisation_code",), id="organisation-code"),
        pytest.param("32334539", ("body_length",), id="organisation-code-without-its-check"),
        pytest.param("008778360", ("organisation_code", "organisation_check"), id="organisation-code-mistyped"),
    ],
)
def test_the_body_of_a_code_is_judged_by_its_own_check(body, faults):
    code = parse_source_code(f"511Z07001006-511602000000-000-{body}-1-00")

    assert tuple(fault.code for fault in code.faults) == faults
