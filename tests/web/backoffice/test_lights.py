"""The page on which the city chooses when its lights change."""

import pytest

from oneseal.cases.models import LightChoice
from oneseal.cases.selectors import light_preset

pytestmark = pytest.mark.django_db

OWN = {"code": "P4", "yellow_percent": "", "yellow_days": "3", "red_from": "0", "reason": "局长办公会"}


def test_own_numbers_are_previewed_then_chosen_and_kept(admin, city):
    page = admin.post("/office/lights/", {**OWN, "preview": "1"}).content.decode()
    assert "黄灯：剩余3天到1天" in page
    assert "红灯：剩余0天起" in page
    assert not LightChoice.objects.exists()

    page = admin.post("/office/lights/", OWN, follow=True).content.decode()
    assert "亮灯规则已启用。" in page
    assert "局长办公会" in page
    assert (light_preset().yellow_days, light_preset().red_from) == (3, 0)


def test_own_numbers_of_another_rule_are_not_looked_at(admin, city):
    admin.post("/office/lights/", {**OWN, "code": "P2"})

    assert light_preset().code == "P2"
    assert LightChoice.objects.get().yellow_days is None


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"yellow_days": ""}, id="no-yellow"),
        pytest.param({"yellow_percent": "10"}, id="two-yellows"),
        pytest.param({"red_from": "3"}, id="red-as-early-as-yellow"),
    ],
)
def test_numbers_that_make_no_sense_are_refused_with_a_sentence(admin, city, changed):
    answer = admin.post("/office/lights/", {**OWN, **changed})

    assert answer.status_code in {409, 422}
    assert "自定的数字不合适：黄灯在比例（1%到90%）" in answer.content.decode()
    assert not LightChoice.objects.exists()
