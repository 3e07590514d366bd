"""What a department entrusts to a centre, as both administrators see it (A92)."""

import pytest

from oneseal.identity.selectors import entrustments_of
from tests.factories import centre, world

pytestmark = pytest.mark.django_db


def told(**changed):
    return {"centre": str(centre.found()), "basis": "委托收件协议（演示）", "from_on": "2026-01-01", **changed}


def test_an_entrustment_is_made_seen_on_both_sides_and_ended(admin, city, sign_in):
    page = admin.post("/office/entrustments/new/", told(item_ids=[str(city.item_id)]), follow=True).content.decode()
    assert "委托收件已登记。" in page
    assert "1 项事项" in page
    (line,) = centre_lines()

    centre.administrator()
    of_centre = sign_in("centre_admin")
    seen = of_centre.get(f"/office/entrustments/{line.id}/").content.decode()
    assert "收件、移交、出件" in seen
    assert "终止委托" not in seen
    assert "登记委托收件" not in of_centre.get("/office/entrustments/").content.decode()

    ended = admin.post(f"/office/entrustments/{line.id}/end/", {"reason": "职责调整"}, follow=True).content.decode()
    assert "已终止" in ended
    assert "原因：职责调整" in admin.get(f"/office/entrustments/{line.id}/").content.decode()


def centre_lines():
    return entrustments_of(centre.administrator(), most=10)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"basis": ""}, "请填写依据文件。", id="without-a-paper"),
        pytest.param({"until_on": "2025-12-31"}, "截止日期不能早于开始日期", id="wrong-order"),
        pytest.param({"centre": ""}, "请选择政务服务中心。", id="no-centre"),
    ],
)
def test_what_cannot_be_entrusted_is_refused_with_what_was_typed(admin, changed, sentence):
    answer = admin.post("/office/entrustments/new/", told(**changed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "2026-01-01" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "end/"])
def test_what_is_not_there_is_not_found(admin, path):
    assert admin.get(f"/office/entrustments/{world.uuid4()}/{path}").status_code == 404
