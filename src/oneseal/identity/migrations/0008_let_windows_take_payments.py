from django.db import migrations

GIVEN = {
    "intake_clerk": {"payments.read", "payments.collect"},
    "chief_window": {"payments.read", "payments.collect"},
    "agency_head": {"payments.read", "payments.refund"},
    "supervisor": {"payments.read"},
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
        ("identity", "0007_own_data_and_second_factor"),
    ]

    operations = [migrations.RunPython(give, take)]
