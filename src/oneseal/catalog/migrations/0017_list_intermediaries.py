"""The list of intermediary services: what is said of each, version by version; nothing that was said changes."""

import django.db.models.deletion
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION catalog_freeze_intermediary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was said of an intermediary service never changes; say something else from a day on';
END $$;
CREATE TRIGGER catalog_intermediary_frozen BEFORE UPDATE OR DELETE ON catalog_intermediary
  FOR EACH ROW EXECUTE FUNCTION catalog_freeze_intermediary();
CREATE TRIGGER catalog_intermediary_version_frozen BEFORE UPDATE OR DELETE ON catalog_intermediary_version
  FOR EACH ROW EXECUTE FUNCTION catalog_freeze_intermediary();
"""
THAW = """
DROP TRIGGER catalog_intermediary_version_frozen ON catalog_intermediary_version;
DROP TRIGGER catalog_intermediary_frozen ON catalog_intermediary;
DROP FUNCTION catalog_freeze_intermediary();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0016_who_pressed_last'),
    ]

    operations = [
        migrations.CreateModel(
            name='IntermediaryService',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200, unique=True)),
                ('listed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'catalog_intermediary',
                'db_table_comment': "Intermediary services of the city's list (OBE art. 43; domain A99, H.1)",
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='IntermediaryVersion',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('effective_on', models.DateField()),
                ('trade', models.CharField(blank=True, max_length=200)),
                ('law', models.CharField(blank=True, max_length=300)),
                ('article', models.CharField(blank=True, max_length=300)),
                ('payer', models.CharField(blank=True, max_length=20)),
                ('provider', models.CharField(blank=True, max_length=500)),
                ('state', models.CharField(max_length=20)),
                ('document', models.CharField(blank=True, max_length=300)),
                ('document_on', models.DateField(null=True)),
                ('batch', models.CharField(blank=True, max_length=100)),
                ('state_reason', models.TextField(blank=True)),
                ('tie', models.CharField(blank=True, max_length=20)),
                ('tied_body', models.CharField(blank=True, max_length=300)),
                ('tied_agency', models.CharField(blank=True, max_length=300)),
                ('tie_document', models.CharField(blank=True, max_length=300)),
                ('told_at', models.DateTimeField()),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalog.intermediaryservice')),
            ],
            options={
                'db_table': 'catalog_intermediary_version',
                'db_table_comment': 'What is said of an intermediary service, from which day on; rows never change (domain A99)',
                'ordering': ['service', 'number'],
                'indexes': [models.Index(fields=['service', '-effective_on', '-number'], name='catalog_intermediary_in_force')],
                'constraints': [models.UniqueConstraint(fields=('service', 'number'), name='catalog_intermediary_version_one_number'), models.CheckConstraint(condition=models.Q(('state__in', ['kept', 'cleaned'])), name='catalog_intermediary_kept_or_cleaned'), models.CheckConstraint(condition=models.Q(('document', ''), ('state', 'cleaned'), _negated=True), name='catalog_intermediary_cleaned_by_document'), models.CheckConstraint(condition=models.Q(('payer__in', ['', 'applicant', 'agency'])), name='catalog_intermediary_payer_known'), models.CheckConstraint(condition=models.Q(('tie__in', ['', 'none', 'tied', 'decoupled'])), name='catalog_intermediary_tie_known')],
            },
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
