"""The page that says whether the records are whole."""

import pytest
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.backoffice.installation.checks import checks
from oneseal.backoffice.proof.wording import JOBS, TIMERS
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.jobs.tasks import prove
from oneseal.foundation.proof.models import Run
from oneseal.foundation.timekeeping import now
from oneseal.workflow.services.timers import _receivers
from tests.apps.foundation.proving import made_this_morning, proved, sql, tampered
from tests.architecture.reference import all_modules
from tests.factories import world

PAGE, NOW = "/office/proof/", "/office/proof/now/"


@pytest.fixture
def house(city, clock):
    made_this_morning(clock)
    return city


def page_of(browser):
    return browser.get(PAGE).content.decode()


def test_before_the_first_proof_the_page_says_so_and_offers_one(admin, house):
    page = page_of(admin)

    assert "还没有核验过" in page
    assert "现在核验" in page
    assert "没有需要处理的任务" in page


def test_who_asks_gets_progress_first_and_the_result_when_the_worker_is_done(admin, house, clock):
    response = admin.post(NOW)

    run = Run.objects.get()
    job = ProcrastinateJob.objects.get(task_name="proof.run")
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert (run.asked_by, job.args) == ("系统管理员", {"run_id": str(run.id)})
    assert Entry.objects.filter(verb="proof.asked").get().after == {"run": str(run.id)}
    page = page_of(admin)
    assert "等待后台任务开始" in page
    assert 'hx-trigger="every 2s"' in page

    prove(run_id=str(run.id))

    assert "没有发现问题" not in page
    assert "做完的核验" in page_of(admin)


def test_a_second_press_while_a_proof_runs_begins_none(admin, house):
    admin.post(NOW)

    response = admin.post(NOW, follow=True)

    assert Run.objects.count() == 1
    assert "正在核验，请等这一次做完再看结果。" in response.content.decode()


def test_a_finding_is_told_with_its_case_and_its_sentence(admin, house):
    case = world.submitted_case()
    world.deliver_events()
    tampered("UPDATE cases_case SET due_on = due_on + 1 WHERE id = %s", [case.id])
    proved()

    page = page_of(admin)

    assert case.facts.number in page
    assert f"应是 {case.facts.statutory_due_on}" in page
    assert "办件期限" in page


def test_a_failing_timer_and_a_job_given_up_are_listed(admin, house):
    case = world.submitted_case()
    sql("UPDATE workflow_timer SET failures = 4 WHERE subject_id = %s AND kind = 'cases.receipt_due'", [case.id])
    sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, status, attempts, args)"
        " VALUES ('events', 'outbox.deliver', 0, 'failed', 20, '{}')"
    )

    page = page_of(admin)

    assert "受理期限最后一日的提醒" in page
    assert case.facts.number in page
    assert "outbox.deliver" in page


def test_a_job_that_did_not_run_is_marked(admin, house, clock):
    clock.move(days=3)

    page = page_of(admin)

    assert page.count("没有按时") == len(jobs.periodic_registry.periodic_tasks)
    assert "做前一日的总摘要" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_does_not_run_the_installation_finds_no_such_page(sign_in, house, method):
    browser = sign_in("intake_clerk")

    assert getattr(browser, method)(PAGE if method == "get" else NOW).status_code == 404
    assert not Run.objects.exists()


def test_every_periodic_job_and_every_timer_has_words():
    all_modules()

    assert JOBS.keys() == {one.task.name for one in jobs.periodic_registry.periodic_tasks.values()}
    assert TIMERS.keys() == _receivers.keys()


# --- the doctor --------------------------------------------------------------------------------


def doctor_says():
    return next(check for check in checks(now=now()) if check.name == "Last proof")


def test_the_doctor_tells_when_the_last_proof_was_and_whether_it_was_clean(house, clock):
    assert (doctor_says().ok, doctor_says().found) == (True, "proof_never")
    case = world.submitted_case()
    world.deliver_events()
    proved()
    said = doctor_says()
    assert (said.ok, said.detail) == (True, f"{now():%Y-%m-%d %H:%M}: whole")

    clock.move(minutes=1)
    tampered("UPDATE cases_case SET due_on = due_on + 1 WHERE id = %s", [case.id])
    proved()

    said = doctor_says()
    assert (said.ok, said.detail) == (False, f"{now():%Y-%m-%d %H:%M}: findings: 1")


def test_the_doctor_misses_a_proof_that_no_night_made(house, clock):
    proved()

    clock.move(days=2)

    assert (doctor_says().ok, doctor_says().found) == (False, "proof_old")
