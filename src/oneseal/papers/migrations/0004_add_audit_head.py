from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0003_mark_papers_for_others'),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='audit_head',
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddField(
            model_name='paper',
            name='audit_sequence',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
