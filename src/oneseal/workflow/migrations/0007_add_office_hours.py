"""Keep when offices are open, for terms in office hours."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the table of office hours."""

    dependencies = [("workflow", "0006_change_calendar")]

    operations = [
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("since_on", models.DateField()),
                ("spans", models.JSONField()),
                ("title", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={"db_table": "workflow_office_hours", "ordering": ["since_on", "loaded_at"]},
        ),
    ]
