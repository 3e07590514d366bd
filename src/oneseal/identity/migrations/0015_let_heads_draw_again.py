from django.db import migrations

GIVEN = {"agency_head": {"cases.draw_again", "cases.lift_cover"}}


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
        ("identity", "0014_let_two_void_a_case"),
    ]

    operations = [migrations.RunPython(give, take)]
