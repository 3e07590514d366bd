"""What a city words in its papers, and that an issued paper keeps the wording it was issued with."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from oneseal.foundation.encryption import decrypt
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.papers.errors import WordingChanged, WordingNotFound, WordingSame
from oneseal.papers.models import Paper, Wording
from oneseal.papers.rules.wordings import HEADINGS, WORDED_KINDS, NumberWordTaken, PlaceholderMissing, slots_of
from oneseal.papers.selectors import wordings_before
from oneseal.papers.services import (
    batch_printed,
    digest_of_texts,
    made_when_opened,
    paper_file,
    paper_pages,
    wording_discard,
    wording_draft,
    wording_enforce,
    wording_reset,
    wording_sample,
)
from oneseal.papers.services.covering import Printed
from oneseal.papers.services.issuing import CONTENT
from oneseal.papers.services.rendering import typesetter
from oneseal.papers.typesetting.fonts import GlyphMissing
from oneseal.papers.typesetting.typesetter import Typesetter
from tests.apps.traces import refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

OPENING = "{称呼}好！“{事项名称}”的材料已于{收到时间}收到。"


def admin():
    return world.staff(world.ADMINISTRATOR)


def worded(kind="receipt", **told):
    """Put a wording in force."""
    wording_draft(kind=kind, told=told, actor=admin(), now=now())
    draft = Wording.objects.get(kind=kind, in_force_from=None)
    return wording_enforce(kind=kind, seen=digest_of_texts(draft.slots), reason="", actor=admin(), now=now())


def receipt_of(case):
    return Paper.objects.get(subject_id=case.id, kind="receipt")


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "").replace(" ", "")


def test_a_paper_is_issued_with_the_wording_in_force():
    wording = worded(title="申请收件凭证", number_word="件", opening=OPENING, notes="请保存好本凭证。")

    paper = receipt_of(world.submitted_case())
    said = text_of(paper_file(paper.id, now=now()))

    assert (paper.title, paper.number, paper.wording_id) == ("申请收件凭证", "濮审件〔2026〕1号", wording.id)
    assert "申请收件凭证" in said
    assert "的材料已于2026年" in said
    assert "请保存好本凭证。" in said
    assert "《中华人民共和国行政许可法》第三十二条第一款第四项" in said


def test_a_paper_not_yet_made_keeps_the_wording_it_was_issued_with():
    with made_when_opened():
        before = receipt_of(world.submitted_case())
        worded(title="另一种凭证", closing="请妥善保管。")
        after = receipt_of(world.submitted_case())
        worded(title="第三种凭证")

    first, second = (text_of(paper_file(paper.id, now=now())) for paper in (before, after))

    assert (before.sha256, after.sha256) == (None, None)
    assert "收件凭证" in first
    assert "凭证只证明收到材料" in first
    assert "另一种凭证" in second
    assert "请妥善保管。" in second
    assert "第三种凭证" not in second


def test_a_default_that_a_release_changes_does_not_change_an_issued_paper(monkeypatch):
    paper = receipt_of(world.submitted_case())
    pages = paper_pages(paper.id, now=now())
    monkeypatch.setattr("oneseal.papers.rules.wordings._defaults", lambda _kind: {"title": "新样式"})

    assert paper_pages(paper.id, now=now()) == pages


def test_a_layout_that_a_release_changes_does_not_change_the_picture_of_an_issued_paper(monkeypatch):
    paper, title = receipt_of(world.submitted_case()), "另一种版式"
    pages = paper_pages(paper.id, now=now())
    inputs = Typesetter._inputs
    monkeypatch.setattr(
        Typesetter, "_inputs", lambda self, kind, told: inputs(self, kind, {**told, "item_name": title})
    )

    assert typesetter().picture("receipt", json.loads(decrypt(paper.content, context=CONTENT))) != pages
    assert paper_pages(paper.id, now=now()) == pages
    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert len(pages) == len(PdfReader(BytesIO(paper_file(paper.id, now=now()))).pages)


def test_the_serial_goes_on_when_the_word_of_the_kind_changes():
    first = receipt_of(world.submitted_case()).number
    worded(number_word="件")

    assert (first, receipt_of(world.submitted_case()).number) == ("濮审收〔2026〕1号", "濮审件〔2026〕2号")


def test_a_word_that_another_kind_has_or_had_is_refused():
    worded("acceptance_notice", number_word="理")
    worded("acceptance_notice", number_word="受")

    for word in ("理", "准"):
        with refused(NumberWordTaken):
            wording_draft(kind="receipt", told={"number_word": word}, actor=admin(), now=now())


def test_what_was_previewed_is_what_is_put_in_force():
    wording_draft(kind="receipt", told={"title": "甲凭证"}, actor=admin(), now=now())
    seen = digest_of_texts(Wording.objects.get().slots)
    wording_draft(kind="receipt", told={"title": "乙凭证"}, actor=admin(), now=now())

    with refused(WordingChanged):
        wording_enforce(kind="receipt", seen=seen, reason="", actor=admin(), now=now())


def test_going_back_to_the_default_is_a_version_and_old_ones_are_kept():
    worded(title="甲凭证")
    wording_reset(kind="receipt", reason="不再需要", actor=admin(), now=now())

    rows = [(row.version, row.slots, row.in_force_until is None) for row in wordings_before(admin(), "receipt")]
    assert rows == [(2, {}, True), (1, {"title": "甲凭证"}, False)]
    assert receipt_of(world.submitted_case()).title == "收件凭证"
    with refused(WordingSame):
        wording_reset(kind="receipt", reason="", actor=admin(), now=now())


def test_a_draft_is_thrown_away_and_what_is_in_force_stays():
    worded(title="甲凭证")
    wording_draft(kind="receipt", told={"title": "乙凭证"}, actor=admin(), now=now())
    wording_discard(kind="receipt", actor=admin(), now=now())

    assert receipt_of(world.submitted_case()).title == "甲凭证"
    with refused(WordingNotFound):
        wording_discard(kind="receipt", actor=admin(), now=now())


def test_only_those_who_answer_for_the_seal_word_papers():
    with refused(NotAllowed):
        wording_draft(kind="receipt", told={}, actor=world.staff("approver"), now=now())


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        pytest.param({"opening": "材料收到。"}, PlaceholderMissing, id="what-the-law-wants-named"),
        pytest.param({"notes": "\U0001f600"}, GlyphMissing, id="no-glyph"),
    ],
)
def test_a_draft_that_cannot_be_a_paper_is_not_kept(told, problem):
    with refused(problem):
        wording_draft(kind="receipt", told=told, actor=admin(), now=now())

    assert not Wording.objects.exists()


A_WORD_OF_THE_TEXT_TOO = {"first_examination_opinion", "publicity_notice"}


@pytest.mark.parametrize("kind", WORDED_KINDS)
def test_every_kind_has_a_sample_that_says_it_is_one(kind, city):
    texts = {"title": "样式甲"} if "title" in slots_of(kind) else {}
    sample = wording_sample(kind, texts, agency_id=admin().own_agency, now=now())
    said = text_of(sample.pdf)

    assert said.startswith("样本")  # across the page
    assert "样式甲" in said or not texts
    assert HEADINGS[kind] not in said or not texts or kind in A_WORD_OF_THE_TEXT_TOO
    assert "〔2026〕" not in said
    assert "行政审批专用章" not in said


def test_reworded_papers_are_printed_in_a_batch_with_their_own_titles():
    worded(title="申请收件凭证")
    paper = receipt_of(world.submitted_case())
    printed = Printed(paper.number, paper.title, "事项", "申请人", paper_file(paper.id, now=now()))

    said = text_of(batch_printed([printed], agency_name="机关", printed_by="甲", now=now()))

    assert said.count("申请收件凭证") == 2  # on the list and on the paper


def test_wording_leaves_its_traces():
    worded(title="甲凭证")

    assert verbs(admin().own_agency)[-2:] == ["papers.wording_drafted", "papers.wording_enforced"]
