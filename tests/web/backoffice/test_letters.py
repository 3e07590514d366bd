"""Authorisation letters, as the administrator of a department keeps them (A62)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from oneseal.foundation.timekeeping import today
from oneseal.identity.models import AuthorisationLetter
from oneseal.identity.selectors import AUTHORITY_WORDS
from oneseal.kernel.access import Authority
from oneseal.ui.templatetags.ui import listed
from tests.factories import world

pytestmark = pytest.mark.django_db


def told(**changed):
    return {
        "number": "濮审授〔2026〕1号", "signed_by": "局长（演示）", "authorities": ["accept", "decide"],
        "from_on": "2026-01-01", "until_on": str(today() + timedelta(20)), **changed,
    }  # fmt: skip


def scan():
    return SimpleUploadedFile("授权书.pdf", b"%PDF-1.7\nletter", content_type="application/pdf")


def test_a_letter_is_previewed_entered_shown_and_revoked(admin, city):
    preview = admin.post("/office/letters/new/", told(preview="1", item_ids=[str(city.item_id)])).content.decode()
    assert "预览：登记以后" in preview
    assert "审查、发证、组织勘验和评审" in preview
    assert not AuthorisationLetter.objects.exists()

    page = admin.post("/office/letters/new/", {**told(), "scan": scan()}, follow=True).content.decode()
    assert "授权书已登记。" in page
    (row,) = AuthorisationLetter.objects.all()
    answer = admin.get(f"/office/letters/{row.id}/scan/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7\nletter"

    listed = admin.get("/office/letters/").content.decode()
    assert "还有20天。请提前登记新的授权书。" in listed
    assert "没有找到" in admin.get("/office/letters/", {"words": "别的"}).content.decode()

    admin.post(f"/office/letters/{row.id}/revoke/", {"reason": "职责调整"})
    assert "原因：职责调整" in admin.get(f"/office/letters/{row.id}/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"authorities": []}, "请选择授权内容。", id="nothing"),
        pytest.param({"until_on": "2025-12-31"}, "截止日期不能早于开始日期", id="wrong-order"),
        pytest.param({"item_ids": ["x"]}, "x", id="no-such-item"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_with_what_was_typed(admin, changed, sentence):
    answer = admin.post("/office/letters/new/", told(**changed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "濮审授〔2026〕1号" in answer.content.decode()


def test_a_number_is_entered_once(admin):
    admin.post("/office/letters/new/", told())

    again = admin.post("/office/letters/new/", told())
    assert again.status_code == 422
    assert "的授权书已经登记" in again.content.decode()


def test_letters_are_demanded_and_the_clerk_is_told_which_is_missing(admin, client):
    assert "不检查授权书" in admin.get("/office/letters/").content.decode()
    assert "每一步都要有在有效期内的授权书" in admin.post("/office/letters/demand/", follow=True).content.decode()
    assert "不再检查授权书" in admin.get("/office/letters/demand/").content.decode()

    case = world.submitted_case()
    client.force_login(world.Account.objects.get(username="intake_clerk"))
    page = client.get(f"/workbench/cases/{case.id}/").content.decode()
    assert "没有授权书授权窗口对" in page
    assert f"/workbench/cases/{case.id}/accept/" not in page
    answer = client.get(f"/workbench/cases/{case.id}/accept/")
    assert answer.status_code == 403
    assert "没有授权书授权窗口对" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "revoke/", "scan/"])
def test_what_is_not_there_is_not_found(admin, path):
    assert admin.get(f"/office/letters/{world.uuid4()}/{path}").status_code == 404


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "受理、审查"), ("en", "Acceptance, Review")])
def test_acts_are_listed_as_each_language_lists_them(language, said):
    with override(language):
        assert listed([AUTHORITY_WORDS[Authority.ACCEPT], AUTHORITY_WORDS[Authority.EXAMINE]]) == said
