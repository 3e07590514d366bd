"""A supervisor looks at the paths of cases and of logs that were brought in; nobody else does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.foundation.audit.models import Entry
from oneseal.kernel.mining import read_xes
from oneseal.performance.models import ImportedLog
from tests.factories import processes, world

pytestmark = pytest.mark.django_db
TABLE = "号,环节名称,时间,经办人\n" + "".join(
    f"{n},收件,2026-03-02 09:00,前台\n{n},审查,2026-03-0{3 + n % 2} 09:00,甲\n{n},决定,2026-03-09 09:00,乙\n"
    for n in range(8)
)
VIEWS = ("overview", "paths", "picture", "waits", "hands", "replay")


@pytest.fixture
def supervisor(desk):
    return desk("supervisor")


def hand_in(supervisor, content=TABLE, name="日志.csv"):
    file = SimpleUploadedFile(name, content.encode())
    return supervisor.post("/workbench/mining/logs/", file=file)


def read_in(supervisor):
    where = hand_in(supervisor).url
    supervisor.post(where, case="号", activity="环节名称", moment="时间", person="经办人", phase="")
    return ImportedLog.objects.get().id


@pytest.mark.parametrize("view", VIEWS)
def test_each_page_shows_own_cases(supervisor, view):
    case = processes.accepted_case()
    processes.finish(case, processes.open_nodes(case)[0])
    answer = supervisor.get("/workbench/mining/", view=view)

    assert answer.status_code == 200
    assert case.facts.party_name not in answer.content.decode().split("<main")[1]


@pytest.mark.parametrize("view", VIEWS)
def test_each_page_says_so_where_there_is_nothing(supervisor, view):
    assert "没有可以分析的办件" in supervisor.get("/workbench/mining/", view=view).content.decode()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        pytest.param("overview", "不同的路径", id="figures"),
        pytest.param("paths", "100.0%", id="one-path-for-all"),
        pytest.param("picture", "<polyline", id="a-picture"),
        pytest.param("waits", "审查 → 决定", id="a-passing"),
        pytest.param("hands", "前台", id="a-hand-over"),
        pytest.param("replay", "按现状重演", id="a-replay"),
    ],
)
def test_each_page_shows_a_log_that_was_brought_in(supervisor, view, words):
    log_id = read_in(supervisor)
    text = supervisor.get("/workbench/mining/", log=str(log_id), view=view).content.decode()

    assert words in text


def test_a_replay_tells_what_a_change_would_save(supervisor):
    log_id = read_in(supervisor)
    page = supervisor.get("/workbench/mining/", log=str(log_id), view="replay")
    step = next(number for number, name in page.context["change_form"].fields["without"].choices if name == "审查")
    answer = supervisor.get("/workbench/mining/", log=str(log_id), view="replay", without=step)

    assert [row["label"] for row in answer.context["rows"]] == ["实际用时", "按现状重演", "改变以后重演"]
    assert float(answer.context["saved"]) > 0


def test_columns_are_guessed_shown_and_corrected(supervisor):
    where = hand_in(supervisor).url
    page = supervisor.get(where)

    assert page.context["form"].initial["activity"] == "环节名称"
    assert page.context["form"].initial["case"] == ""
    assert "前台" in page.content.decode()
    refused = supervisor.post(where, activity="环节名称", moment="时间")
    assert refused.status_code == 422
    assert "还没有指明哪一列是办件编号" in refused.content.decode()


def test_bad_lines_are_shown_with_their_number_and_reason(supervisor):
    where = hand_in(supervisor, TABLE + ",收件,2026-03-02,甲\n").url
    supervisor.post(where, case="号", activity="环节名称", moment="时间", person="", phase="")
    text = supervisor.get(where).content.decode()

    assert "没有办件编号" in text
    assert ">26<" in text.replace(" ", "").replace("\n", "")


def test_what_is_no_log_is_refused_in_words(supervisor):
    answer = hand_in(supervisor, "<html></html>", "x.xes")

    assert answer.status_code == 422
    assert "不是可以读取的事件日志" in answer.content.decode()
    assert supervisor.post("/workbench/mining/logs/").status_code == 422


def test_a_log_is_taken_away_and_that_is_kept(supervisor):
    case = world.accepted_case()
    answer = supervisor.get("/workbench/mining/export/", form="xes")
    log = read_xes([b"".join(answer.streaming_content)]).log

    assert log.cases == (case.facts.number,)
    assert Entry.objects.filter(verb="performance.log_exported").count() == 1


@pytest.mark.parametrize("form", ["ocel", "csv"])
def test_a_log_is_taken_away_in_other_forms(supervisor, form):
    case = world.accepted_case()
    answer = supervisor.get("/workbench/mining/export/", form=form)

    assert case.facts.number in b"".join(answer.streaming_content).decode()


def test_a_log_can_be_deleted(supervisor):
    log_id = read_in(supervisor)

    assert supervisor.post(f"/workbench/mining/logs/{log_id}/delete/").status_code == 302
    assert not ImportedLog.objects.exists()


@pytest.mark.parametrize("place", ["", "logs/", "export/"])
def test_who_does_not_supervise_finds_no_such_page(desk, place):
    assert desk("reviewer").get(f"/workbench/mining/{place}").status_code == 404
