"""Laws, certificates, licence types, duties and the three levels, as the item administrator keeps them."""

import csv
import io
import re

import pytest

from oneseal.catalog.models import Article, CertificateRequirement, Directory, Duty, Law, LicenceType
from oneseal.catalog.services import laws_load, licence_types_load
from oneseal.foundation.timekeeping import now, today
from tests.factories import world

pytestmark = pytest.mark.django_db
RULES = "食品经营许可和备案管理办法"
CERTIFICATE = {
    "number": "A-1", "name": "食品经营许可申请书", "state": "cancelled", "document": "取消公告",
    "basis": "没有设定依据", "demanding_unit": "市行政审批局", "issuing_unit": "", "replacement": "",
    "replacement_note": "",
}  # fmt: skip


def text_of(response):
    return response.content.decode()


def rules():
    return Law.objects.get(name=RULES)


def test_the_library_is_searched_and_a_law_shows_its_articles_and_who_rests_on_them(editor):
    laws_load(now=now())

    listed = text_of(editor.get("/office/laws/?q=食品经营许可"))
    shown = text_of(editor.get(f"/office/laws/{rules().id}/"))

    assert RULES in listed
    assert "中华人民共和国公司法" not in listed
    assert "第十三条" in shown
    assert "食品经营许可（新办）" in shown
    assert "标记修改或者废止" in shown
    assert "没有找到" in text_of(editor.get("/office/laws/?q=无此文件"))
    assert "没有找到" in text_of(editor.get("/office/laws/?state=ended"))


def test_a_law_is_marked_as_changed_and_its_items_are_exported(editor):
    law = rules()
    refused = editor.post(f"/office/laws/{law.id}/end/", {"ending": "changed", "ends_on": "", "basis": ""})
    assert refused.status_code == 422

    said = {"ending": "changed", "ends_on": today().isoformat(), "basis": "令第99号"}
    page = text_of(editor.post(f"/office/laws/{law.id}/end/", said, follow=True))
    answer = editor.get(f"/office/laws/{law.id}/affected.csv")

    assert "已修改" in page
    assert "令第99号" in page
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["食品经营许可（新办）"]
    assert RULES in text_of(editor.get("/office/laws/?state=ended"))

    editor.post(f"/office/laws/{law.id}/end/withdraw/")
    assert rules().ends_on is None


def test_single_articles_are_marked(editor):
    article = Article.objects.filter(law=rules()).order_by("place").first()
    said = {"ending": "changed", "ends_on": today().isoformat(), "basis": "令第99号", "articles": [str(article.id)]}

    page = text_of(editor.post(f"/office/laws/{rules().id}/end/", said, follow=True))

    assert "起不再施行" in page
    assert Article.objects.exclude(ends_on=None).get() == article


def test_an_abolished_law_stands_among_the_faults_of_the_draft_that_cites_it(editor):
    editor.post(f"/office/items/{world.city().version_id}/revise/")
    said = {"ending": "abolished", "ends_on": today().isoformat(), "basis": "令第99号"}
    editor.post(f"/office/laws/{rules().id}/end/", said)

    page = text_of(editor.get("/office/items/"))
    draft = re.search(r'href="/office/items/([0-9a-f-]{36})/"', page)[1]

    assert "不再施行，不能作为依据" in text_of(editor.get(f"/office/items/{draft}/"))
    assert "还不能发布" in text_of(editor.get(f"/office/items/{draft}/publish/"))


def test_a_certificate_is_listed_changed_and_told_where_it_stands(editor):
    lacking = editor.post("/office/certificates/new/", CERTIFICATE | {"document": ""})
    assert lacking.status_code == 422
    assert "这一项没有填写" in text_of(lacking)

    editor.post("/office/certificates/new/", CERTIFICATE)

    row = CertificateRequirement.objects.get()
    assert "已经取消，还有1处材料要求它" in text_of(editor.get(f"/office/certificates/{row.id}/"))
    assert "食品经营许可申请书" in text_of(editor.get("/office/certificates/?state=cancelled"))
    assert "清单里没有这样的证明" in text_of(editor.get("/office/certificates/?state=kept"))
    changed = CERTIFICATE | {"state": "kept", "document": "", "replacement": "promise"}
    page = text_of(editor.post(f"/office/certificates/{row.id}/edit/", changed, follow=True))
    assert "告知承诺" in page


def test_a_licence_type_is_registered_and_its_code_is_said(editor):
    licence_types_load(now=now())

    editor.post("/office/licence-types/new/", {"name": "甲证", "type_code": "", "issuing_body": ""})
    row = LicenceType.objects.get(name="甲证")
    bad = editor.post(f"/office/licence-types/{row.id}/edit/", {"type_code": "1", "issuing_body": ""})
    editor.post(f"/office/licence-types/{row.id}/edit/", {"type_code": "11100000000013338W099", "issuing_body": "某部"})

    assert bad.status_code == 422
    assert "11100000000013338W099" in text_of(editor.get(f"/office/licence-types/{row.id}/"))
    listed = text_of(editor.get("/office/licence-types/?q=食品经营"))
    assert "食品经营许可证" in listed
    assert f"{world.AGENCY.uscc}001" in listed


def test_the_tree_of_the_three_levels_is_narrowed_by_type_and_named(editor):
    entry = Directory.objects.get()

    page = text_of(editor.get("/office/directory/?type=01"))
    named = text_of(editor.post(f"/office/directory/{entry.id}/name/", {"name": "食品经营许可证核发"}, follow=True))

    assert f"{entry.code}01" in page
    assert "食品经营许可（新办）" in page
    assert "政府内部管理事项" in page
    assert "目录里没有这样的事项" in text_of(editor.get("/office/directory/?type=22"))
    assert "食品经营许可证核发" in named


def test_the_duty_of_a_step_is_written(editor):
    version_id = world.city().version_id
    page = text_of(editor.get(f"/office/items/{version_id}/duties/"))
    said = {"revision": 0, "duty": "审查材料", "post": "审查岗", "accountability": "超过期限", "basis": ""}

    lacking = editor.post(f"/office/items/{version_id}/duties/examine/", said)
    done = editor.post(f"/office/items/{version_id}/duties/examine/", said | {"basis": "某法第一条"}, follow=True)

    assert "随办理流程更新" in page
    assert lacking.status_code == 422
    assert "超过期限" in text_of(done)
    assert Duty.objects.get(step="examine").is_own


def test_the_codes_of_an_item_stand_on_its_page(editor):
    page = text_of(editor.get(f"/office/items/{world.city().version_id}/"))

    assert "业务办理项编码" in page
    assert f"{Directory.objects.get().implementations.get().code}01" in page


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/office/laws/", id="laws"),
        pytest.param("/office/certificates/", id="certificates"),
        pytest.param("/office/intermediaries/", id="intermediaries"),
        pytest.param("/office/licence-types/", id="licence-types"),
        pytest.param("/office/directory/", id="directory"),
    ],
)
def test_the_lists_are_closed_to_other_posts_and_cost_few_queries(
    editor, admin, address, django_assert_max_num_queries
):
    editor.get(address)

    assert admin.get(address).status_code == 404
    with django_assert_max_num_queries(22):
        editor.get(address)


def test_a_material_chooses_its_licence_type_and_its_certificate_from_the_lists(editor):
    editor.post("/office/certificates/new/", CERTIFICATE | {"state": "kept", "name": "甲证明", "document": ""})
    editor.post(f"/office/items/{world.city().version_id}/revise/")
    draft = re.search(r'href="/office/items/([0-9a-f-]{36})/"', text_of(editor.get("/office/items/")))[1]

    page = text_of(editor.get(f"/office/items/{draft}/entries/materials/1/"))

    assert f'<option value="{world.AGENCY.uscc}001">' in page
    assert '<option value="A-1">' in page
