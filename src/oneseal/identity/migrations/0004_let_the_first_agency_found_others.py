from django.db import migrations

FOUNDING = "identity.found"


def give(apps, _schema):
    Agency, Post = apps.get_model("identity", "Agency"), apps.get_model("identity", "Post")
    first = Agency.objects.order_by("created_at", "id").first()
    for post in Post.objects.filter(agency=first, kind="system_administrator") if first else ():
        post.permissions = sorted({*post.permissions, FOUNDING})
        post.save(update_fields=["permissions"])


def take(apps, _schema):
    Post = apps.get_model("identity", "Post")
    for post in Post.objects.filter(permissions__contains=[FOUNDING]):
        post.permissions = sorted({*post.permissions} - {FOUNDING})
        post.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0003_places_substitutes_and_mandates"),
    ]

    operations = [migrations.RunPython(give, take)]
