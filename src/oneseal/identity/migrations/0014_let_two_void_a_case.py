from django.db import migrations

GIVEN = {"chief_window": "cases.void", "supervisor": "cases.confirm_void"}


def give(apps, _schema):
    Post = apps.get_model("identity", "Post")
    for kind, permission in GIVEN.items():
        for post in Post.objects.filter(kind=kind):
            post.permissions = sorted({*post.permissions, permission})
            post.save(update_fields=["permissions"])


def take(apps, _schema):
    Post = apps.get_model("identity", "Post")
    for kind, permission in GIVEN.items():
        for post in Post.objects.filter(kind=kind):
            post.permissions = sorted({*post.permissions} - {permission})
            post.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0013_record_what_followed_divisions"),
    ]

    operations = [migrations.RunPython(give, take)]
