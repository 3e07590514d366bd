import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneseal.kernel.numbering import (
    PatternBroken,
    SequenceOutOfRange,
    Sex,
    WrongCharacter,
    WrongCheck,
    WrongDate,
    WrongLength,
    WrongShape,
    build_case_number,
    build_handling_code,
    build_implementation_code,
    build_licence_identifier,
    document_number,
    parse_basic_code,
    parse_case_number,
    parse_citizen_number,
    parse_credit_code,
    parse_handling_code,
    parse_implementation_code,
    parse_licence_identifier,
    verifies,
)
from tests.unit.kernel.calendars import ROOT

CREDIT_CODES = (
    "11100000000013338W",
    "11430000006122244L",
    "11330105002500287C",
    "113700000045046442",
    "11100000MB03271699",
    "11370800MB28559184",
    "12441500196720244T",
)
LICENCES = [
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
]
CASE = "12441500196720244T3442199806003202206230068"


def public_vectors():
    file = ROOT.parent / "shared" / "fixtures" / "vectors" / "identifiers.json"
    if not file.exists():
        pytest.skip("the public vectors are not beside this checkout")
    return json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_known_credit_codes_are_valid(code):
    parsed = parse_credit_code(f" {code[:8]}-{code[8:].lower()} ")

    assert parsed.number == code
    assert parsed.organisation_check_fits
    assert (parsed.registrar, parsed.body_class, parsed.division) == (code[0], code[1], code[2:8])


def test_public_vectors_are_valid():
    vectors = public_vectors()

    assert [parse_credit_code(code).number for code in vectors["uscc_valid"]] == vectors["uscc_valid"]
    assert [parse_citizen_number(n).number for n in vectors["citizen_id_valid"]] == vectors["citizen_id_valid"]
    assert [parse_licence_identifier(t).text for t in vectors["elicence_valid"]] == vectors["elicence_valid"]


@pytest.mark.parametrize(
    ("code", "refusal", "facts"),
    [
        pytest.param("1110000000001333", WrongLength, {"length": 16, "expected": 18}, id="too-short"),
        pytest.param("", WrongLength, {"length": 0, "expected": 18}, id="empty"),
        pytest.param("11100000000O13338W", WrongCharacter, {"character": "O", "position": 12}, id="letter-o"),
        pytest.param("1110A000000013338W", WrongCharacter, {"character": "A", "position": 5}, id="letter-in-division"),
        pytest.param("11100000000013338X", WrongCheck, {"given": "X"}, id="wrong-check"),
        pytest.param("11100000000013339W", WrongCheck, {"given": "W"}, id="one-digit-mistyped"),
    ],
)
def test_a_wrong_credit_code_names_the_rule_that_failed(code, refusal, facts):
    with pytest.raises(refusal) as refused:
        parse_credit_code(code)

    assert refused.value.facts == {"kind": "credit_code", **facts}


def test_an_organisation_code_that_does_not_fit_is_only_a_warning():
    assert not parse_credit_code("91110108123456780M").organisation_check_fits
    assert parse_credit_code("91350100M000100Y43").organisation_check_fits
    assert parse_credit_code("9115220107837941X1").organisation_check_fits


@pytest.mark.parametrize(
    ("typed", "number", "born_on", "sex"),
    [
        pytest.param("11010519491231002x", "11010519491231002X", date(1949, 12, 31), Sex.FEMALE, id="small-x"),
        pytest.param("440524 18800101 0014", "440524188001010014", date(1880, 1, 1), Sex.MALE, id="blanks"),
        pytest.param("１１０１０５19491231002X", "11010519491231002X", date(1949, 12, 31), Sex.FEMALE, id="full-width"),
    ],
)
def test_citizen_numbers_give_birth_date_and_sex(typed, number, born_on, sex):
    parsed = parse_citizen_number(typed, today=date(2026, 1, 1))

    assert (parsed.number, parsed.born_on, parsed.sex) == (number, born_on, sex)
    assert parsed.division == number[:6]


def test_an_abolished_or_unknown_division_is_not_refused():
    assert parse_citizen_number(f"999999{'19900101'}001{check_of('99999919900101001')}").division == "999999"


def check_of(first_seventeen):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, weights, strict=True))
    return "10X98765432"[total % 11]


@settings(max_examples=40, deadline=None, database=None)
@given(division=st.integers(100000, 999999), born=st.dates(date(1900, 1, 1)), sequence=st.integers(0, 999))
def test_citizen_numbers_agree_with_the_weights_of_the_standard(division, born, sequence):
    body = f"{division}{born:%Y%m%d}{sequence:03d}"
    right = check_of(body)
    wrong = "0" if right != "0" else "1"

    assert parse_citizen_number(body + right).born_on == born
    with pytest.raises(WrongCheck):
        parse_citizen_number(body + wrong)


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        pytest.param("11010519491231002", WrongLength, id="seventeen"),
        pytest.param("1101051949123100XX", WrongCharacter, id="x-inside"),
        pytest.param("11010519491231002A", WrongCharacter, id="letter-at-the-end"),
        pytest.param("110105194902300020", WrongDate, id="30-february"),
        pytest.param("110105194912310021", WrongCheck, id="wrong-check"),
    ],
)
def test_a_wrong_citizen_number_names_the_rule_that_failed(number, refusal):
    with pytest.raises(refusal):
        parse_citizen_number(number)


def test_a_birth_date_in_the_future_is_refused():
    number = "11010520300101001"
    with pytest.raises(WrongDate, match="future"):
        parse_citizen_number(number + check_of(number), today=date(2026, 1, 1))


@pytest.mark.parametrize("text", LICENCES)
def test_known_licence_identifiers_are_read_and_written_back(text):
    parsed = parse_licence_identifier(text.lower())

    assert parsed.text == text
    assert verifies(text)


def test_an_old_identifier_with_a_division_as_issuer_is_read():
    stem = "1.2.156.3005.2.11100000000013338W022.340100.000000016.001."
    fitting = [stem + check for check in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if verifies(stem + check)]

    assert len(fitting) == 1
    assert parse_licence_identifier(fitting[0]).issuer == "340100"


@pytest.mark.parametrize("change", range(15, 70, 5))
def test_one_mistyped_character_of_an_identifier_is_noticed(change):
    text = LICENCES[0]
    mistyped = text[:change] + ("7" if text[change] != "7" else "8") + text[change + 1 :]

    assert not verifies(mistyped)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        pytest.param(LICENCES[0][:-1] + "V", WrongCheck, id="wrong-check"),
        pytest.param(LICENCES[0].removeprefix("1.2."), WrongShape, id="other-root"),
        pytest.param(LICENCES[0] + ".1", WrongShape, id="six-parts"),
        pytest.param(LICENCES[0].replace("W011", "W01"), WrongLength, id="short-type"),
        pytest.param(LICENCES[0].replace(".001.", ".1."), WrongLength, id="short-version"),
        pytest.param(LICENCES[0].replace(".001.", ".0A1."), WrongCharacter, id="letter-in-version"),
        pytest.param(LICENCES[0].replace("20230000403", ""), WrongShape, id="no-serial"),
        pytest.param(LICENCES[0].replace("20230000403", "2023-403"), WrongCharacter, id="hyphen-in-serial"),
        pytest.param("", WrongShape, id="empty"),
    ],
)
def test_a_wrong_licence_identifier_names_the_rule_that_failed(text, refusal):
    with pytest.raises(refusal):
        parse_licence_identifier(text)


@settings(max_examples=40, deadline=None, database=None)
@given(
    serial=st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=32),
    version=st.integers(0, 999),
)
def test_every_built_identifier_is_read_back(serial, version):
    built = build_licence_identifier(
        type_code=CREDIT_CODES[0] + "011", issuer=CREDIT_CODES[1], serial=serial, version=version
    )

    assert parse_licence_identifier(built.text) == built
    assert verifies(built.text)


@pytest.mark.parametrize(
    ("part", "refusal"),
    [
        pytest.param({"issuer": "340100"}, WrongLength, id="issuer-must-be-a-credit-code"),
        pytest.param({"type_code": CREDIT_CODES[0] + "ABC"}, WrongCharacter, id="type-ends-in-digits"),
        pytest.param({"version": 1000}, SequenceOutOfRange, id="version-of-four-digits"),
        pytest.param({"serial": "A" * 33}, WrongShape, id="serial-too-long"),
    ],
)
def test_an_identifier_is_not_built_from_wrong_parts(part, refusal):
    right = {"type_code": CREDIT_CODES[0] + "011", "issuer": CREDIT_CODES[1], "serial": "1", "version": 1}
    with pytest.raises(refusal):
        build_licence_identifier(**right | part)


def test_a_case_number_is_item_day_and_serial():
    parsed = parse_case_number(CASE)

    assert parsed.filed_on == date(2022, 6, 23)
    assert parsed.serial == 68
    assert (
        build_case_number(
            implementation_code="12441500196720244T3442199806003", filed_on=date(2022, 6, 23), serial=68
        ).text
        == CASE
    )


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        pytest.param(CASE[:-1], WrongLength, id="short"),
        pytest.param(CASE.replace("20220623", "20220632"), WrongDate, id="no-such-day"),
        pytest.param(CASE[:-1] + "A", WrongCharacter, id="letter-in-serial"),
        pytest.param(CASE[:-4] + "0000", SequenceOutOfRange, id="serial-zero"),
        pytest.param("13" + CASE[2:], WrongCheck, id="credit-code-inside-is-wrong"),
    ],
)
def test_a_wrong_case_number_names_the_rule_that_failed(text, refusal):
    with pytest.raises(refusal):
        parse_case_number(text)


def test_a_day_ends_at_case_9999():
    with pytest.raises(SequenceOutOfRange):
        build_case_number(implementation_code=CASE[:31], filed_on=date(2026, 1, 1), serial=10_000)


def test_an_implementation_code_is_body_level_and_basic_code():
    built = build_implementation_code(body="11370800MB28559184", level="3", basic_code="370117002011")

    assert built.text == "11370800MB285591843370117002011"
    assert parse_implementation_code(built.text) == built


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        pytest.param("11370800MB28559184337011700201", WrongLength, id="thirty"),
        pytest.param("11370800MB28559184X370117002011", WrongCharacter, id="level-is-a-digit"),
        pytest.param("11370800MB285591843X70117002011", WrongCharacter, id="division-of-the-basic-code"),
        pytest.param("11370800MB28559185" + "3370117002011", WrongCheck, id="wrong-credit-code"),
    ],
)
def test_a_wrong_implementation_code_names_the_rule_that_failed(text, refusal):
    with pytest.raises(refusal):
        parse_implementation_code(text)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("{issuer}受〔{year}〕{serial}号", "示审批受〔2026〕12号", id="plain"),
        pytest.param("{issuer}{kind}〔{year}〕{serial:04d}号", "示审批许〔2026〕0012号", id="padded"),
    ],
)
def test_a_document_number_follows_its_pattern(pattern, expected):
    assert document_number(pattern, issuer="示审批", kind="许", year=2026, serial=12) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("〔{year}〕号", id="no-serial"),
        pytest.param("{serial}号", id="no-year"),
        pytest.param("{year}{serial}{secret}", id="unknown-part"),
        pytest.param("{year.__class__}{serial}", id="attribute-access"),
        pytest.param("{year}{serial!r}", id="conversion"),
        pytest.param("{year}{serial:>9999999}", id="absurd-width"),
        pytest.param("{year}{serial", id="unclosed"),
        pytest.param("{year}{}", id="nameless"),
    ],
)
def test_a_broken_pattern_is_refused(pattern):
    with pytest.raises(PatternBroken):
        document_number(pattern, issuer="a", kind="b", year=2026, serial=1)


@pytest.mark.parametrize(("pattern", "serial"), [("{year}{serial:03d}", 1000), ("{year}{serial}", 0)])
def test_a_serial_that_does_not_fit_is_refused(pattern, serial):
    with pytest.raises(SequenceOutOfRange):
        document_number(pattern, issuer="a", kind="b", year=2026, serial=serial)


IMPLEMENTATION = "11370800MB285591843370117002011"


def test_a_basic_code_is_division_type_main_item_and_sub_item():
    parsed = parse_basic_code("370117002011")

    assert (parsed.division, parsed.item_type, parsed.main_item, parsed.sub_item) == ("37", "01", "17002", "011")
    assert parsed.text == "370117002011"


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        pytest.param("37011700201", WrongLength, id="too-short"),
        pytest.param("370117A02011", WrongCharacter, id="a-letter-in-a-power"),
        pytest.param("372017I02011", WrongCharacter, id="a-letter-that-no-code-has"),
        pytest.param("3720170A2011", WrongCharacter, id="a-letter-at-the-second-place-of-the-serial"),
    ],
)
def test_a_wrong_basic_code_names_the_rule_that_failed(code, refusal):
    with pytest.raises(refusal):
        parse_basic_code(code)


def test_a_public_service_may_bear_its_business_class():
    assert parse_basic_code("372017A02011").main_item == "17A02"


@given(st.integers(1, 99))
def test_a_handling_code_is_an_implementation_and_two_digits(serial):
    built = build_handling_code(implementation_code=IMPLEMENTATION, serial=serial)

    assert len(built.text) == 33
    assert parse_handling_code(built.text) == built
    assert built.text.startswith(IMPLEMENTATION)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        pytest.param(IMPLEMENTATION, WrongLength, id="no-serial"),
        pytest.param(IMPLEMENTATION + "00", SequenceOutOfRange, id="no-item-is-the-zeroth"),
        pytest.param(IMPLEMENTATION + "A1", WrongCharacter, id="a-letter-in-the-serial"),
        pytest.param("2" + IMPLEMENTATION[1:] + "01", WrongCheck, id="a-body-that-is-none"),
    ],
)
def test_a_wrong_handling_code_names_the_rule_that_failed(text, refusal):
    with pytest.raises(refusal):
        parse_handling_code(text)
