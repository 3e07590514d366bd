from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0008_then_count_what_is_published'),
    ]

    operations = [
        migrations.CreateModel(
            name='Quality',
            fields=[
                (
                    'version',
                    models.OneToOneField(
                        on_delete=deletion.PROTECT, primary_key=True, related_name='quality',
                        serialize=False, to='catalog.itemversion',
                    ),
                ),
                ('score', models.DecimalField(decimal_places=1, max_digits=4)),
                ('asked', models.PositiveSmallIntegerField()),
                ('weight', models.PositiveSmallIntegerField()),
                ('shortfalls', models.JSONField(default=list)),
                ('scored_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'catalog_quality',
                'ordering': ['score', 'version_id'],
                'constraints': [
                    models.CheckConstraint(
                        condition=models.Q(('score__gte', 0), ('score__lte', 100)),
                        name='catalog_quality_between_0_and_100',
                    )
                ],
            },
        ),
    ]
