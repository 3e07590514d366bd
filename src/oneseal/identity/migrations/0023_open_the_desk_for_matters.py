from django.db import migrations

GIVEN = {
    "intake_clerk": {"matters.register"},
    "chief_window": {"matters.register"},
    "integrated_window": {"matters.register"},
    "agency_head": {"matters.extend"},
    "supervisor": {"matters.register", "matters.oversee"},
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
        ("identity", "0022_follow_up_ratings"),
    ]

    operations = [migrations.RunPython(give, take)]
