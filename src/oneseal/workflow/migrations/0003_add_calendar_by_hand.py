from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_forbid_ledger_change")]
    operations = [
        migrations.AddField(
            model_name="calendaryear",
            name="is_by_hand",
            field=models.BooleanField(db_default=False, default=False),
        )
    ]
