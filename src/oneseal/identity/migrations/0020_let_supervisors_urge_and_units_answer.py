"""Let supervisors urge, correct and refer, and the heads of agencies answer for theirs."""

from django.db import migrations

GIVEN = {"supervisor": {"supervision.oversee"}, "agency_head": {"supervision.answer"}}


def give(apps, _schema):
    Post = apps.get_model("identity", "Post")
    for kind, permissions in GIVEN.items():
        for post in Post.objects.filter(kind=kind):
            post.permissions = sorted({*post.permissions, *permissions})
            post.save(update_fields=["permissions"])


def take(apps, _schema):
    Post = apps.get_model("identity", "Post")
    for kind, permissions in GIVEN.items():
        for post in Post.objects.filter(kind=kind):
            post.permissions = sorted({*post.permissions} - permissions)
            post.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0019_let_supervisors_watch"),
    ]

    operations = [migrations.RunPython(give, take)]
