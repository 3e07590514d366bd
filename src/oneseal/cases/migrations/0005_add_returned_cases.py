from django.db import migrations, models

STATES = [
    "draft", "submitted", "correction_pending", "not_accepted", "accepted", "under_review", "decision_pending",
    "granted", "refused", "issuing", "delivered", "withdrawn", "returned", "forwarded_up", "archived",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_deliver_without_clerk")]

    operations = [
        migrations.AddField(model_name="case", name="reply_by_on", field=models.DateField(null=True)),
        migrations.RemoveConstraint(model_name="case", name="cases_state_known"),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", STATES)), name="cases_state_known"
            ),
        ),
    ]
