"""The page on which the city chooses how long the desk may take."""

import pytest

from oneseal.evaluation.rules.matters import MatterKind
from oneseal.evaluation.selectors import limits_of

pytestmark = pytest.mark.django_db
PAGE = "/office/matter-limits/"
TOLD = {
    "kind": "consultation", "decide": "2", "answer": "3", "extend": "0", "again": "1", "settle": "5",
    "reason": "市政府通知（演示）",
}  # fmt: skip


def test_the_city_chooses_and_the_choice_is_kept(admin, city):
    assert "《政府信息公开条例》第三十三条" in admin.get(PAGE).content.decode()

    page = admin.post(PAGE, TOLD, follow=True).content.decode()

    assert "期限已启用" in page
    assert "市政府通知（演示）" in page
    assert limits_of(MatterKind.CONSULTATION).answer == 3


def test_what_the_law_limits_is_only_shortened(admin, city):
    answer = admin.post(PAGE, {**TOLD, "kind": "disclosure", "answer": "21"})

    assert answer.status_code == 422
    assert "不能比法律更长" in answer.content.decode()
    assert limits_of(MatterKind.DISCLOSURE).answer == 20


@pytest.mark.parametrize("changed", [{"reason": ""}, {"answer": "0"}, {"decide": "251"}, {"kind": ""}])
def test_a_choice_is_whole(admin, city, changed):
    assert admin.post(PAGE, {**TOLD, **changed}).status_code == 422
