"""Hearings opened by the plain form get the row that a hearing has now, as asked for and still to be arranged."""

from uuid import uuid4

from django.db import migrations


def give_rows(apps, schema_editor):
    """Make the row of each open hearing that has none; its pause goes on."""
    procedures = apps.get_model("cases", "Procedure").objects.filter(kind="hearing", closed_at=None, hearing=None)
    hearings, cases = apps.get_model("cases", "Hearing"), apps.get_model("cases", "Case")
    for row in procedures.order_by("id").iterator():
        if hearings.objects.filter(case_id=row.case_id, ended_at=None).exists():
            continue  # a case has one open hearing
        hearings.objects.create(
            id=uuid4(), case_id=row.case_id, procedure_id=row.id, ground="on_request", phase="requested",
            others=list(row.people), requested_by="—", request_reason=row.purpose,
        )
        cases.objects.filter(pk=row.case_id).update(has_procedures=True)


def take_rows_away(apps, schema_editor):
    """Take away the rows of hearings that nobody has arranged since."""
    apps.get_model("cases", "Hearing").objects.filter(requested_by="—", requested_on=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_add_guidance")]
    operations = [migrations.RunPython(give_rows, take_rows_away)]
