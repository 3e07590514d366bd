"""Forget what presses told where it was digested without a key: whoever reads the table could guess the words."""

from django.db import migrations


def forget(apps, _schema):
    """Empty the old digests; the keys of the presses stay, and a press still counts once."""
    apps.get_model("cases", "SubmissionKey").objects.exclude(told="").exclude(told__startswith="k1.").update(told="")


def stay(_apps, _schema):
    """Leave what is forgotten forgotten."""


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0028_limit_open_procedures"),
    ]

    operations = [migrations.RunPython(forget, stay)]
