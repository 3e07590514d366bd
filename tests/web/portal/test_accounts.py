"""Register and sign in."""

import pytest
from django.urls import reverse

from tests.factories import world
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db

TOLD = {
    "name": "韩梅梅",
    "id_number": world.citizen_number(900),
    "mobile": "13900000000",
    "username": "hanmeimei",
    "password": "long-password-1",
    "again": "long-password-1",
    "consent": "on",
}


def test_a_person_registers_and_is_signed_in_where_he_was_going(client, city):
    response = client.post("/accounts/register/", {**TOLD, "next": "/my/parties/"})

    assert (response.status_code, response["Location"]) == (302, "/my/parties/")
    assert client.get("/my/").status_code == 200


def test_registration_does_not_lead_to_another_site(client, city):
    response = client.post("/accounts/register/", {**TOLD, "next": "https://example.org/"})

    assert response["Location"] == "/my/"


def test_the_session_changes_at_registration(client, city):
    client.get("/my/")
    client.session["kept"] = "1"
    before = client.session.session_key

    client.post("/accounts/register/", TOLD)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"id_number": "1101051949"}, "号码应当是18位，现在是10位", id="too-short"),
        pytest.param({"id_number": "110105194912310021"}, "最后的校验位与前面的数字不符", id="check-character"),
        pytest.param({"id_number": "11010519491231O02X"}, "第15位", id="letter-for-a-digit"),
        pytest.param({"mobile": "123"}, "手机号码应当是11位数字", id="mobile"),
        pytest.param({"again": "another-password-1"}, "两次输入的密码不一样", id="passwords-differ"),
        pytest.param({"consent": ""}, "请阅读告知后勾选同意", id="no-consent"),
        pytest.param({"username": "person one"}, "登录名只能有", id="login-name"),
    ],
)
def test_a_wrong_registration_says_which_rule_failed_and_keeps_what_was_typed(client, city, changed, sentence):
    response = client.post("/accounts/register/", {**TOLD, **changed})

    assert response.status_code == 422
    assert sentence in said(response)
    assert 'value="韩梅梅"' in response.content.decode()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        pytest.param({"username": "supervisor"}, 422, id="login-name-taken"),
        pytest.param({"id_number": world.citizen_number(901)}, 422, id="citizen-number-known"),
    ],
)
def test_what_is_taken_is_refused_at_its_field(client, city, changed, status):
    world.person(id_number=world.citizen_number(901))

    response = client.post("/accounts/register/", {**TOLD, **changed})

    assert response.status_code == status
    assert "field--error" in response.content.decode()


def test_signed_in_readers_need_no_registration(client, city):
    sign_in(client, world.person())

    assert client.get("/accounts/register/").status_code == 302


def test_who_is_not_signed_in_is_sent_to_the_login_and_back(client, city):
    response = client.get("/my/")

    assert response["Location"] == f"{reverse('account_login')}?next=/my/"


def test_an_organisation_is_added_once_its_code_is_right(client, city):
    sign_in(client, world.person())
    told = {"uscc": world.USCC[:-1] + "X", "name": "演示餐饮有限公司", "legal_representative": "张三",
            "address": "演示路1号", "role": "agent"}  # fmt: skip

    wrong = client.post("/my/parties/add/", told)
    right = client.post("/my/parties/add/", {**told, "uscc": world.USCC, "next": "/items/"})

    assert wrong.status_code == 422
    assert "最后的校验位与前面的数字不符" in said(wrong)
    assert 'value="演示路1号"' in wrong.content.decode()
    assert right["Location"] == "/items/"
    assert world.USCC in said(client.get("/my/parties/"))
