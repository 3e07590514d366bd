"""The wording of papers, as the administrator who answers for the seal sees it."""

import pytest

from oneseal.papers.models import Wording

pytestmark = pytest.mark.django_db

ADDRESS = "/office/papers/receipt/"
WHOLE = {
    "title": "收件凭证", "number_word": "收", "opening": "{称呼}申请办理“{事项名称}”的材料，本机关已于{收到时间}收到。",
    "notes": "", "closing": "请妥善保管。",
}  # fmt: skip


def test_a_wording_is_drafted_seen_put_in_force_and_taken_back(admin, city):
    page = admin.post(ADDRESS, WHOLE, follow=True).content.decode()
    assert "样本：草稿" in page
    assert "<ins>请妥善保管。</ins>" in page
    draft = Wording.objects.get()
    seen = page.split('name="seen" value="')[1].split('"')[0]

    page = admin.post(f"{ADDRESS}enforce/", {"seen": seen, "reason": "局长办公会"}, follow=True).content.decode()
    assert "已启用，今后的文书使用新的用语" in page
    assert "局长办公会" in page
    assert "本机关第1版" in admin.get("/office/papers/").content.decode()

    page = admin.post(f"{ADDRESS}default/", follow=True).content.decode()
    assert "已恢复默认用语" in page
    draft.refresh_from_db()
    assert draft.in_force_until is not None


def test_the_sample_is_a_file_and_pictures_and_no_paper(admin, city):
    answer = admin.get(f"{ADDRESS}sample.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert admin.get(f"{ADDRESS}sample-1.png").content.startswith(b"\x89PNG")
    assert admin.get(f"{ADDRESS}sample-9.png").status_code == 404
    assert not Wording.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"notes": "{手机号}"}, "这里不能写“{手机号}”", id="unknown-placeholder"),
        pytest.param({"notes": "{事项名称}{事项名称}"}, "“{事项名称}”只能写一次", id="told-twice"),
        pytest.param({"opening": "材料已收到。"}, "这里必须写明“{事项名称}”", id="not-named"),
        pytest.param({"notes": "{事项名称"}, "花括号没有成对", id="open-brace"),
        pytest.param({"title": ""}, "这一处不能空着", id="no-title"),
        pytest.param({"closing": "好" * 201}, "最多200个字，现在有201个字", id="too-long"),
        pytest.param({"number_word": "AB"}, "一到四个汉字", id="not-a-word"),
        pytest.param({"number_word": "受"}, "“受”已经用于“受理通知书”的文号", id="word-taken"),
        pytest.param({"notes": "\U0001f600"}, "字库中没有这些字", id="no-glyph"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_with_what_was_typed(admin, city, changed, sentence):
    answer = admin.post(ADDRESS, {**WHOLE, **changed})
    page = answer.content.decode()

    assert answer.status_code in {409, 422}
    assert sentence in page
    assert "请妥善保管。" in page or "closing" in changed
    assert not Wording.objects.exists()


def test_a_draft_changed_meanwhile_is_not_put_in_force(admin, city):
    admin.post(ADDRESS, WHOLE)

    page = admin.post(f"{ADDRESS}enforce/", {"seen": "0" * 64}, follow=True).content.decode()

    assert "草稿在预览以后又被修改" in page
    assert Wording.objects.get().in_force_from is None


def test_markup_in_a_text_is_printed_as_it_is(admin, city):
    admin.post(ADDRESS, {**WHOLE, "closing": '#read("lib.typ") *x* $y$ <b>'})

    assert admin.get(f"{ADDRESS}sample.pdf").status_code == 200
    assert "&lt;b&gt;" in admin.get(ADDRESS).content.decode()


def test_an_unknown_kind_is_not_found(admin, city):
    assert admin.get("/office/papers/nothing/").status_code == 404
