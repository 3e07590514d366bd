import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0006_life_of_an_item'),
        ('identity', '0001_create_identity'),
    ]

    operations = [
        migrations.CreateModel(
            name='VersionFigures',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='figures', serialize=False, to='catalog.itemversion')),
                ('number', models.PositiveIntegerField()),
                ('effective_on', models.DateField()),
                ('item_type', models.CharField(blank=True, max_length=2)),
                ('exercise_level', models.CharField(blank=True, max_length=1)),
                ('power_source', models.CharField(blank=True, max_length=1)),
                ('steps', models.PositiveIntegerField()),
                ('materials', models.PositiveIntegerField()),
                ('certificates', models.PositiveIntegerField()),
                ('promise_limit', models.PositiveIntegerField(null=True)),
                ('promise_unit', models.CharField(blank=True, max_length=2)),
                ('promise_days', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                ('statutory_limit', models.PositiveIntegerField(null=True)),
                ('statutory_unit', models.CharField(blank=True, max_length=2)),
                ('statutory_days', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                ('two_step', models.BooleanField(null=True)),
                ('at_once', models.BooleanField()),
                ('stationed', models.BooleanField(null=True)),
                ('online', models.BooleanField(null=True)),
                ('online_depth', models.CharField(blank=True, max_length=20)),
                ('visits', models.PositiveIntegerField(null=True)),
                ('charged', models.BooleanField(null=True)),
                ('fees', models.PositiveIntegerField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
            ],
            options={
                'db_table': 'catalog_version_figures',
                'indexes': [models.Index(fields=['item', '-effective_on', '-number'], name='catalog_figures_in_force'), models.Index(fields=['agency', 'item'], name='catalog_figures_by_agency')],
            },
        ),
    ]
