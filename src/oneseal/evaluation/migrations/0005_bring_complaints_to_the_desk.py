"""Every complaint becomes a matter and back; names, contacts, codes and days are carried over as they are.

On the way back the steps, files and extensions of complaints go, for the older tables do not know them.
"""

from datetime import timedelta

from django.conf import settings
from django.db import migrations

from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import Calendar, CalendarYearMissing, LocalDay, Paper, notice_from_mapping, used_days
from oneseal.kernel.ids import new_id

SAME = (
    "id", "number", "code_index", "case_id", "case_number", "account_id", "name", "contact", "text", "due_on",
    "due_is_provisional", "answer", "answered_at", "answered_by", "answerer",
)  # fmt: skip
STEP = 500
TAKEN_BACK = "来件人已撤回。"
CHILDREN = ("MatterStep", "MatterExtension", "MatterConsultation", "MatterFile", "MatterQuestion")


def calendar_of(apps):
    """Return the calendar that the due days were counted by."""
    notices = apps.get_model("workflow", "CalendarYear").objects.order_by("year").values_list("content", flat=True)
    closures = apps.get_model("workflow", "LocalClosure").objects.filter(withdrawn_at=None).order_by("loaded_at", "id")
    local = [
        LocalDay(row.first_on + timedelta(passed), row.is_working, row.name, Paper(row.title, row.number))
        for row in closures
        for passed in range((row.last_on - row.first_on).days + 1)
    ]
    return Calendar([notice_from_mapping(content) for content in notices], local=local)


def days_of(row, calendar):
    """Return how many working days a complaint had: those up to its due day, else the city's setting."""
    try:
        days = used_days(start_on=beijing_date(row.filed_at), on=row.due_on, calendar=calendar)
    except CalendarYearMissing:
        days = 0
    return days or settings.ONESEAL_COMPLAINT_WORKING_DAYS


def bring(apps, _schema):
    Complaint, Matter, Step = (apps.get_model("evaluation", name) for name in ("Complaint", "Matter", "MatterStep"))
    calendar, rows = calendar_of(apps), Complaint.objects.order_by("filed_at", "id")
    batch = []
    for row in rows.iterator(chunk_size=STEP):
        days, answered = days_of(row, calendar), row.answered_at is not None
        batch.append(
            Matter(
                **{name: getattr(row, name) for name in SAME}, kind="complaint", channel="portal",
                state="closed" if answered else "handling", about_id=row.agency_id, agency_id=row.agency_id,
                desk_id=row.agency_id, received_at=row.filed_at, decide_days=5, answer_days=days, extend_days=15,
                again_days=15, settle_days=10, clock_from=beijing_date(row.filed_at), clock_days=days,
                accepted_at=row.filed_at, closed_at=row.answered_at,
            )
        )  # fmt: skip
    Matter.objects.bulk_create(batch, batch_size=STEP)
    steps = []
    for row in batch:
        steps.append(Step(id=new_id(row.received_at), matter=row, action="receive", state="handling", at=row.received_at))
        if row.answered_at is not None:
            steps.append(
                Step(id=new_id(row.answered_at), matter=row, action="answer", state="closed", at=row.answered_at,
                     account_id=row.answered_by, who=row.answerer, agency_id=row.agency_id)
            )  # fmt: skip
    Step.objects.bulk_create(steps, batch_size=STEP)
    rows.delete()


def take_back(apps, _schema):
    Complaint, Matter = apps.get_model("evaluation", "Complaint"), apps.get_model("evaluation", "Matter")
    rows = Matter.objects.filter(kind="complaint").order_by("received_at", "id")
    batch = []
    for row in rows.iterator(chunk_size=STEP):
        told = {name: getattr(row, name) for name in SAME}
        if row.state in {"not_accepted", "withdrawn"}:
            told |= {"answer": row.refusal or TAKEN_BACK, "answered_at": row.closed_at}
        batch.append(Complaint(**told, agency_id=row.about_id, filed_at=row.received_at))
    Complaint.objects.bulk_create(batch, batch_size=STEP)
    for name in CHILDREN:
        apps.get_model("evaluation", name).objects.filter(matter__kind="complaint").delete()
    rows.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("evaluation", "0004_add_matters"),
        ("workflow", "0007_add_office_hours"),
    ]

    operations = [migrations.RunPython(bring, take_back)]
