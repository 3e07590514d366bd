"""A key of a press keeps a digest of its words, so that other words under the same key are refused and not dropped."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0026_only_what_is_in_force'),
    ]

    operations = [
        migrations.AddField(
            model_name='submissionkey',
            name='told',
            field=models.CharField(blank=True, default='', max_length=64),
            preserve_default=False,
        ),
    ]
