"""The first run: open once, with the printed code, and nothing typed is lost."""

import pytest

from oneseal.identity.selectors import agencies_all, is_set_up
from oneseal.identity.services import setup_code

SETUP = "/office/setup/"
TOLD = {
    "name": "示例市行政审批局",
    "uscc": "11999900MB0A1B2C6U",
    "document_word": "示审",
    "city_name": "示例市",
    "division_code": "999900",
    "exercise_level": "3",
    "display_name": "程远",
    "username": "chengyuan",
    "password1": "long-password-1",
    "password2": "long-password-1",
}


def told(**changed):
    return {**TOLD, "code": setup_code(), **changed}


@pytest.mark.usefixtures("empty_house")
def test_the_first_run_founds_the_agency_and_signs_the_administrator_in(client):
    response = client.post(SETUP, told(), follow=True)

    assert response.redirect_chain == [("/office/", 302)]
    assert "到印章登记簿" in response.content.decode()
    agency = agencies_all().get()
    assert (agency.uscc, agency.telephone) == ("11999900MB0A1B2C6U", "")


@pytest.mark.usefixtures("empty_house")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"code": "wrong"}, "初始化口令不正确", id="wrong-code"),
        pytest.param({"uscc": "11999900MB0A1B2C6X"}, "最后的校验位与前面的数字不符", id="check-character"),
        pytest.param({"uscc": "1199990"}, "号码应当是18位", id="too-short"),
        pytest.param({"division_code": "99"}, "行政区划代码是6位数字", id="division"),
        pytest.param({"password2": "another-word-1"}, "两次输入的密码不一样", id="passwords-differ"),
        pytest.param({"password1": "short", "password2": "short"}, "password1", id="password-too-short"),
    ],
)
def test_a_first_run_that_is_refused_keeps_what_was_typed(client, changed, sentence):
    response = client.post(SETUP, told(**changed))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'value="示例市行政审批局"' in page
    assert 'value="chengyuan"' in page
    assert not is_set_up()


@pytest.mark.usefixtures("empty_house")
def test_guessing_the_code_is_slowed_down(client):
    for _guess in range(10):
        client.post(SETUP, told(code="guess"))

    response = client.post(SETUP, told())

    assert response.status_code == 429
    assert not is_set_up()


@pytest.mark.usefixtures("city")
def test_the_first_run_is_closed_once_there_is_an_agency(client):
    assert client.get(SETUP).status_code == 409
    assert client.post(SETUP, told()).status_code == 409


def test_the_overview_says_what_is_done_and_whose_turn_it_is(admin, editor):
    for_admin, for_editor = (browser.get("/office/").content.decode() for browser in (admin, editor))

    assert for_admin.count(">已完成<") == 5
    assert "到印章登记簿" in for_admin
    assert "到印章登记簿" not in for_editor
    assert "到事项目录" in for_editor
