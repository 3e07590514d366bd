"""Give agencies that approve the posts that review drafts of items; who holds them, each agency says itself."""

from uuid import uuid4

from django.db import migrations

POSTS = {
    "department_reviewer": ("事项审核员", ["catalog.review_department"]),
    "legal_reviewer": ("法制审核员", ["catalog.review_legal"]),
}
APPROVING = ("approval_bureau", "stationed_department", "upper_agency")


def give(apps, _schema):
    Agency, Post = apps.get_model("identity", "Agency"), apps.get_model("identity", "Post")
    for agency in Agency.objects.filter(kind__in=APPROVING, closed_on=None):
        for kind, (title, permissions) in POSTS.items():
            if not Post.objects.filter(agency=agency, kind=kind).exists():
                Post.objects.create(id=uuid4(), agency=agency, kind=kind, title=title, permissions=permissions)


def take(apps, _schema):
    """Take away the posts that nobody ever held."""
    apps.get_model("identity", "Post").objects.filter(kind__in=POSTS, holdings=None).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0017_tell_staff_of_their_work"),
    ]

    operations = [migrations.RunPython(give, take)]
