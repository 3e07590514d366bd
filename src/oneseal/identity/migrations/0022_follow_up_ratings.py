from django.db import migrations

GIVEN = {
    "chief_window": {"ratings.handle"},
    "agency_head": {"ratings.handle"},
    "supervisor": {"ratings.supervise"},
}


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
        ("identity", "0021_staff_may_be_parties"),
    ]

    operations = [migrations.RunPython(give, take)]
