"""The application form to take away: blank, and filled as an example that says so everywhere."""

from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from oneseal.catalog.selectors import item_public
from oneseal.foundation.timekeeping import today
from oneseal.portal.catalogue.form_paper import blank_form, filled_example, own_words
from oneseal.portal.catalogue.guide import guide_of
from oneseal.ui.preferences import ELDER_COOKIE
from tests.apps.catalog.test_powers import published
from tests.factories import world
from tests.unit.catalog.shipped import APPLIED_FOR, form_of
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db
NOBODYS = ("91000000********00", "100****0000")
KINDS = ("form.pdf", "example.pdf")


def _pages(pdf):
    """Return the words of each page without spaces: between scripts the typesetter leaves a gap."""
    return ["".join(page.extract_text().replace("\u200b", "").split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_the_example_answers_each_question_with_how_and_why(client, city):
    text = said(client.get(f"/items/{city.item_id}/example/"))

    for words in ("示范", "这是示范，不是申请", "示例市示例有限公司", "张示例", "餐饮服务经营者", *NOBODYS,
                  "怎么填：实际从事食品经营活动的地址，精确到门牌号", "为什么问：", "本例不用填写"):  # fmt: skip
        assert words in text


def test_the_example_says_on_every_page_that_it_is_one(client, city):
    answer = client.get(f"/items/{city.item_id}/example.pdf")

    pages = _pages(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert len(pages) > 1
    assert all("示范·填写样例，内容和号码都是虚构的，不能用来申请。" in page for page in pages)
    for words in ("示例市示例有限公司", "本例不用填写", "申请人（签名或者盖章）：", "第1版", *NOBODYS):
        assert words in "".join(pages)


def test_the_blank_form_asks_the_same_questions_and_answers_none(client, city):
    blank = "".join(_pages(client.get(f"/items/{city.item_id}/form.pdf").content))

    for field in item_public(city.item_id, on=today()).form.fields:
        assert "".join(field.label.split()) in blank
    assert "申请人（签名或者盖章）：" in blank
    for words in ("示例", "示范", "本例", *NOBODYS):
        assert words not in blank


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_of_a_version_is_the_same_bytes_each_time(client, city, settings, kind):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    first, second = (client.get(f"/items/{city.item_id}/{kind}").content for _ in range(2))

    assert first == second


def test_the_example_is_english_for_who_reads_english(client, city):
    english = {"accept-language": "en"}

    text = said(client.get(f"/items/{city.item_id}/example/", headers=english))
    pdf = "".join(_pages(client.get(f"/items/{city.item_id}/example.pdf", headers=english).content))

    assert "This is an example, not an application" in text
    assert "Shili Example Company Limited" in text
    assert "ShiliExampleCompanyLimited" in pdf
    assert "示例" not in text + pdf


@pytest.mark.parametrize("kind", ["form/", "examples/", "forms.pdf"])
def test_what_an_item_does_not_give_is_not_found(client, city, kind):
    assert client.get(f"/items/{city.item_id}/{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["sheet/", "sheet.pdf", "example/", *KINDS])
def test_an_item_that_was_never_in_force_has_no_form(client, city, kind):
    assert client.get(f"/items/{uuid4()}/{kind}").status_code == 404


def test_an_item_that_nobody_applies_for_has_no_form(client, city):
    version = published("unlicensed-agency-penalty")

    page = client.get(f"/items/{version.item_id}/example/")

    assert (page.status_code, page["Location"]) == (302, f"/items/{version.item_id}/")
    assert all(client.get(f"/items/{version.item_id}/{kind}").status_code == 404 for kind in KINDS)
    assert "填写样例" not in said(client.get(f"/items/{version.item_id}/"))


def test_the_guide_and_the_application_lead_to_the_example(client, city):
    guide = client.get(f"/items/{city.item_id}/").content.decode()
    case = world.started_case()
    form = sign_in(client, case.applicant).get(f"/applications/{case.id}/form/").content.decode()

    assert f"/items/{city.item_id}/form.pdf" in guide
    assert f"/items/{city.item_id}/example/" in guide
    assert f"/items/{city.item_id}/example/" in form
    assert "看填写样例" in form


def test_the_application_asked_one_by_one_leads_to_the_example(client, city):
    case = world.started_case()
    sign_in(client, case.applicant)
    client.cookies[ELDER_COOKIE] = "1"

    assert (
        f"/items/{city.item_id}/example/" in client.get(f"/applications/{case.id}/form/", follow=True).content.decode()
    )


@pytest.mark.parametrize("key", sorted({form_of(content).key for content in APPLIED_FOR.values()}))
def test_every_form_that_ships_is_printed_blank_and_filled_without_a_missing_sign(client, city, key):
    content = next(form_of(item) for item in APPLIED_FOR.values() if form_of(item).key == key)
    guide = guide_of(item_public(city.item_id, on=today()))
    shown = replace(guide, terms=replace(guide.terms, form_content=content))

    with override("zh-hans"):
        blank, filled = ("".join(_pages(made(shown))) for made in (blank_form, filled_example))

    for text in (blank, filled):
        assert all("".join(part.title.split()) in text for part in content.definition.sections)
        assert "〓" not in text
    assert "示例" in filled
    assert "示例" not in blank


def test_what_the_item_says_itself_is_shown_beside_the_example(city):
    guide = guide_of(item_public(city.item_id, on=today()))
    elements = dict(guide.terms.content.elements)
    elements["application_form"] = replace(elements["application_form"], value="见窗口张贴的示范文本。")
    told = replace(guide, terms=replace(guide.terms, content=replace(guide.terms.content, elements=elements)))

    assert own_words(guide) == []
    assert own_words(told) == ["见窗口张贴的示范文本。"]
