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
        ("identity", "0018_review_and_govern_the_list"),
    ]

    operations = [migrations.RunPython(give, take)]
