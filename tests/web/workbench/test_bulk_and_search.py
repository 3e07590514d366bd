import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from oneseal.cases.models import Opinion
from oneseal.foundation.audit.models import Entry
from oneseal.papers.models import Paper
from oneseal.papers.selectors import papers_of
from oneseal.workbench.cases import printing
from tests.factories import world

PRESS = re.compile(r'name="press" value="([^"]+)"')
pytestmark = pytest.mark.django_db


def press_of(answer):
    return PRESS.search(answer.content.decode())[1]


def test_many_are_accepted_after_a_look_at_each_and_a_second_press_changes_nothing(desk):
    cases = [world.submitted_case() for _ in range(3)]
    clerk, told = desk("intake_clerk"), {"act": "accept", "case": [str(case.id) for case in cases]}

    seen = clerk.post("/workbench/bulk/", **told)
    papers_before = Paper.objects.count()
    confirm = {**told, "step": "confirm", "press": press_of(seen)}
    first = clerk.post("/workbench/bulk/", **confirm)
    papers_after = Paper.objects.count()
    second = clerk.post("/workbench/bulk/", **confirm)

    assert "受理通知书" in seen.content.decode()
    assert papers_after == papers_before + 3
    assert "已办理3件" in first.content.decode()
    assert "已办理3件" in second.content.decode()
    assert Paper.objects.count() == papers_after
    assert {case.facts.state.value for case in cases} == {"under_review"}


def test_one_that_cannot_be_done_says_why_and_leaves_the_others_done(desk):
    good, bad = world.submitted_case(), world.correction_pending_case()
    clerk, told = desk("intake_clerk"), {"act": "accept", "case": [str(good.id), str(bad.id)]}

    seen = clerk.post("/workbench/bulk/", **told).content.decode()
    done = clerk.post("/workbench/bulk/", **told, step="confirm").content.decode()

    assert "这一步现在不能办理" in seen
    assert "已办理1件" in done
    assert "没有办理1件" in done
    assert good.facts.state.value == "under_review"
    assert bad.facts.state.value == "correction_pending"


def test_who_grants_many_reads_the_advice_on_each_first(desk):
    for_it, against = world.reviewed_case(), world.accepted_case()
    world.recommend(against, verdict="refuse", text="场所不符合卫生要求。")

    told = {"act": "grant", "case": [str(for_it.id), str(against.id)]}
    page = desk("approver").post("/workbench/bulk/", **told).content.decode()

    assert "建议准予许可：符合条件。" in page
    assert "建议不予许可：场所不符合卫生要求。" in page


def test_an_opinion_on_many_needs_its_words(desk):
    case = world.accepted_case()
    reviewer, told = desk("reviewer"), {"act": "recommend", "case": [str(case.id)]}

    without = reviewer.post("/workbench/bulk/", **told, step="confirm", text="")
    reviewer.post("/workbench/bulk/", **told, step="confirm", text="材料齐全，符合条件。")

    assert without.status_code == 422
    assert Opinion.objects.get(case_id=case.id).text == "材料齐全，符合条件。"


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        pytest.param("reviewer", "accept", id="an-examiner-accepts-nothing"),
        pytest.param("intake_clerk", "grant", id="a-clerk-grants-nothing"),
        pytest.param("approver", "no-such-act", id="an-act-nobody-knows"),
    ],
)
def test_an_act_beyond_the_post_does_nothing(desk, kind, act):
    case = world.submitted_case()

    answer = desk(kind).post("/workbench/bulk/", act=act, case=[str(case.id)], step="confirm")

    assert answer.status_code == 302
    assert case.facts.state.value == "submitted"


@pytest.mark.parametrize("way", ["window", "electronic", "express"])
def test_nothing_is_delivered_in_bulk_because_each_delivery_has_its_own_proof(desk, way):
    """APL 44: delivered is what somebody signed for, or its applicant looked at himself."""
    case, issuer = world.issuing_case(), desk("issue_clerk")

    issuer.post("/workbench/bulk/", act="deliver", case=[str(case.id)], step="confirm", way=way)

    inbox = issuer.get("/workbench/").content.decode()
    assert 'formaction="/workbench/papers/print/"' in inbox
    assert 'value="deliver"' not in inbox
    assert case.facts.state.value == "issuing"


def test_papers_of_many_cases_come_as_one_file_and_stay_as_they_were(desk):
    cases = [world.submitted_case(), world.accepted_case()]
    world.deliver_events()
    before = dict(Paper.objects.values_list("id", "sha256"))

    clerk, told = desk("intake_clerk"), {"case": [str(case.id) for case in cases]}
    papers = [row for case in cases for row in papers_of(case.id, for_public=False)]
    offered = clerk.post("/workbench/papers/print/", **told).content.decode()
    answer = clerk.post("/workbench/papers/print/", **told, step="print", paper=[str(row.id) for row in papers])

    read = PdfReader(BytesIO(answer.content))
    assert all(row.number in offered for row in papers)
    assert len(read.outline) == 1 + len(papers) == 4
    assert len(read.pages) >= 4
    assert dict(Paper.objects.values_list("id", "sha256")) == before
    assert set(Entry.objects.get(verb="cases.print_papers").after["papers"]) == {row.number for row in papers}


def test_a_batch_begins_with_its_list_and_what_was_left_out_is_neither_printed_nor_listed(desk):
    case = world.accepted_case()
    world.deliver_events()
    kept, left = papers_of(case.id, for_public=False)[:2]

    told = {"case": [str(case.id)], "step": "print"}
    answer = desk("intake_clerk").post("/workbench/papers/print/", **told, paper=[str(kept.id)])

    first = squeezed(PdfReader(BytesIO(answer.content)).pages[0].extract_text())
    for words in ("打印清单", "共1份文书", kept.number, kept.title, case.facts.item_name, case.facts.party_name):
        assert squeezed(words) in first, first
    assert squeezed(left.number) not in first
    assert set(Entry.objects.get(verb="cases.print_papers").after["papers"]) == {kept.number}


def test_nothing_ticked_prints_nothing_and_papers_of_other_cases_are_not_taken(desk):
    case, other = world.accepted_case(), world.accepted_case()
    world.deliver_events()
    stray = papers_of(other.id, for_public=False)[0]

    told = {"case": [str(case.id)], "step": "print"}
    answers = [
        desk("intake_clerk").post("/workbench/papers/print/", **told, paper=ids) for ids in ([], [str(stray.id)])
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "请至少勾选一份文书" in answers[0].content.decode()
    assert not Entry.objects.filter(verb="cases.print_papers").exists()


def ids_offered(answer):
    """Return the papers that a page offers to print."""
    return re.findall(r'name="paper" value="([^"]+)"', answer.content.decode())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", "还有1件办件的2份没有列出"),
        ("en", "Papers not listed: 2, from cases: 1"),
    ],
)
def test_papers_that_one_file_does_not_hold_are_told_and_listed_by_one_press(desk, monkeypatch, language, said):
    monkeypatch.setattr(printing, "PAPERS_AT_MOST", 3)
    cases = [world.accepted_case(), world.accepted_case()]
    world.deliver_events()
    papers = {str(row.id) for case in cases for row in papers_of(case.id, for_public=False)}
    clerk = desk("intake_clerk")
    clerk.client.cookies["oneseal_language"] = language

    first = clerk.post("/workbench/papers/print/", case=[str(case.id) for case in cases])
    rest = re.search(r'<form id="rest".*?</form>', first.content.decode(), re.DOTALL)
    assert rest, first.content.decode()
    second = clerk.post("/workbench/papers/print/", case=re.findall(r'name="case" value="([^"]+)"', rest[0]))

    assert said in first.content.decode()
    assert len(papers) == 4
    assert [len(ids_offered(page)) for page in (first, second)] == [2, 2]
    assert {*ids_offered(first), *ids_offered(second)} == papers
    assert 'id="rest"' not in second.content.decode()


def test_a_case_with_more_papers_than_a_file_takes_is_listed_whole(desk, monkeypatch):
    monkeypatch.setattr(printing, "PAPERS_AT_MOST", 1)
    case, other = world.accepted_case(), world.accepted_case()
    world.deliver_events()

    first = desk("intake_clerk").post("/workbench/papers/print/", case=[str(case.id), str(other.id)])

    assert len(ids_offered(first)) == 2
    assert 'id="rest"' in first.content.decode()


def squeezed(text):
    """Return text without spaces: where a cell breaks its words is not what a list says."""
    return re.sub(r"[\s\u200b]+", "", text)


# --- search ------------------------------------------------------------------------------------------


def find(desk, words):
    return desk.get("/workbench/search/", q=words).content.decode()


def test_the_search_finds_a_case_by_number_end_name_item_and_paper(desk):
    case, other = world.accepted_case(), world.accepted_case()
    approver, paper = desk("approver"), papers_of(case.id, for_public=False)[0]

    for words in (case.facts.number, case.facts.number[-12:], paper.number):
        page = find(approver, words)
        assert str(case.id) in page or str(paper.id) in page, words
        assert str(other.id) not in page, words
    for words in (case.facts.party_name[:4], case.facts.item_name):
        assert str(case.id) in find(approver, words)


def test_a_citizen_number_or_credit_code_is_found_whole_only_and_the_look_up_is_recorded(desk):
    case = world.submitted_case()
    clerk = desk("intake_clerk")

    whole, part = find(clerk, world.USCC), find(clerk, world.USCC[:12])

    assert str(case.id) in whole
    assert str(case.id) not in part
    record = Entry.objects.get(verb="cases.search_number")
    assert record.after == {"found": 1}


def test_the_search_finds_a_licence(desk):
    case = world.issuing_case()
    from oneseal.licences.selectors import licence_of_case

    licence = licence_of_case(case.id)

    assert f"/workbench/licences/{licence.id}/" in find(desk("approver"), licence.identifier)


@pytest.mark.parametrize("words", ["", "张", "不存在的东西", "%", "\x00"])
def test_a_search_that_finds_nothing_says_what_to_do(desk, words):
    world.submitted_case()

    assert desk("approver").get("/workbench/search/", q=words).status_code == 200


def test_a_post_that_reads_no_cases_cannot_search(desk):
    assert desk("item_administrator").get("/workbench/search/", q="张三").status_code == 404
