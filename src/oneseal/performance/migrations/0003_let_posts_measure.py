"""Give the posts that exist what posts of their kind may do with figures and the index."""

from django.db import migrations

READS, MANAGES = "performance.read", "performance.manage"
GIVEN = {
    "approver": [READS],
    "agency_head": [READS, MANAGES],
    "supervisor": [READS, MANAGES],
    "government_head": [READS, MANAGES],
}


def give(apps, _schema):
    Post = apps.get_model("identity", "Post")
    for kind, permissions in GIVEN.items():
        for post in Post.objects.filter(kind=kind):
            post.permissions = sorted({*post.permissions, *permissions})
            post.save(update_fields=["permissions"])


def take(apps, _schema):
    Post = apps.get_model("identity", "Post")
    for post in Post.objects.filter(kind__in=GIVEN):
        post.permissions = sorted({*post.permissions} - {READS, MANAGES})
        post.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0018_review_and_govern_the_list"),
        ("performance", "0002_add_index"),
    ]

    operations = [migrations.RunPython(give, take)]
