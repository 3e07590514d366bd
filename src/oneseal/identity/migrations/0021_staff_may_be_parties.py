"""Keep the citizen number of a member of staff, so that nobody works on his own case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0020_let_supervisors_urge_and_units_answer"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffNumber",
            fields=[
                ("account", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="staff_number", serialize=False, to="identity.account")),
                ("number", models.BinaryField()),
                ("number_index", models.BinaryField(max_length=32)),
                ("masked", models.CharField(max_length=18)),
                ("stated_at", models.DateTimeField()),
            ],
            options={
                "db_table": "identity_staff_number",
                "indexes": [models.Index(fields=["number_index"], name="identity_staff_by_number")],
            },
        ),
    ]
