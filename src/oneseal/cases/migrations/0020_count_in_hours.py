"""Keep from which instant and to which a term in hours runs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the unit of the promise and the instants of terms in hours."""

    dependencies = [("cases", "0019_migrate_processes")]

    operations = [
        migrations.AddField(
            "case", "promised_unit",
            models.CharField(db_default="working_day", default="working_day", max_length=20),
        ),
        migrations.AddField("case", "clock_from_at", models.DateTimeField(null=True)),
        migrations.AddField("case", "statutory_from_at", models.DateTimeField(null=True)),
        migrations.AddField("case", "due_at", models.DateTimeField(null=True)),
        migrations.AddField("case", "statutory_due_at", models.DateTimeField(null=True)),
    ]  # fmt: skip
