"""Who pressed last on an import is kept: in his name the worker writes, and it asks whether he still may."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0015_fold_what_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="listingrun",
            name="acted_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="listingrun",
            name="acted_by_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="listingrun",
            name="post_title",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
    ]
