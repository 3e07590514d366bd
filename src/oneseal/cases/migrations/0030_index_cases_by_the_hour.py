"""Find the cases that end at an hour without looking at every running one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0029_forget_unkeyed_digests'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['id'], name='cases_by_the_hour'),
        ),
    ]
