"""Bulk edits with what each did to every item, and the counts of the gate that the list of items shows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0012_note_what_changes"),
        ('identity', '0018_review_and_govern_the_list'),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftGate',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='draft_gate', serialize=False, to='catalog.itemversion')),
                ('revision', models.PositiveIntegerField()),
                ('judged_by', models.CharField(max_length=64)),
                ('stops', models.PositiveIntegerField()),
                ('warns', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'catalog_draft_gate',
                'db_table_comment': "Counts of the gate's findings by draft, a copy for the list of items",
                'ordering': ['version_id'],
            },
        ),
        migrations.CreateModel(
            name='BulkEdit',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('told', models.JSONField(default=dict)),
                ('sifted', models.JSONField(default=dict)),
                ('state', models.CharField(max_length=20)),
                ('started_by', models.UUIDField()),
                ('started_by_name', models.CharField(max_length=200)),
                ('started_at', models.DateTimeField()),
                ('acted_by', models.UUIDField()),
                ('acted_by_name', models.CharField(max_length=200)),
                ('post_title', models.CharField(blank=True, max_length=100)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
            ],
            options={
                'db_table': 'catalog_bulk_edit',
                'db_table_comment': 'Changes of many drafts at once, and copies of items (domain D; editing of the list)',
                'ordering': ['-started_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='BulkEditItem',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=1000)),
                ('version_id', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('revision', models.PositiveIntegerField()),
                ('makes_draft', models.BooleanField()),
                ('state', models.CharField(max_length=20)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('cited', models.JSONField(default=dict)),
                ('faults', models.JSONField(default=list)),
                ('why', models.CharField(blank=True, max_length=60)),
                ('why_facts', models.JSONField(default=dict)),
                ('draft_id', models.UUIDField(null=True)),
                ('written_revision', models.PositiveIntegerField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('bulk_edit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='catalog.bulkedit')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
            ],
            options={
                'db_table': 'catalog_bulk_edit_item',
                'db_table_comment': 'What a bulk edit does to one item, before and after',
                'ordering': ['bulk_edit', 'place'],
            },
        ),
        migrations.AddIndex(
            model_name='bulkedit',
            index=models.Index(fields=['agency', '-started_at'], name='catalog_bulk_edit_of_agency'),
        ),
        migrations.AddIndex(
            model_name='bulkedititem',
            index=models.Index(fields=['bulk_edit', 'state', 'place'], name='catalog_bulk_edit_item_next'),
        ),
        migrations.AddConstraint(
            model_name='bulkedititem',
            constraint=models.UniqueConstraint(fields=('bulk_edit', 'item'), name='catalog_bulk_edit_item_once'),
        ),
        migrations.AddConstraint(
            model_name='bulkedititem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applied', 'undone', 'kept']), _negated=True), models.Q(('draft_id__isnull', False), ('written_revision__isnull', False)), _connector='OR'), name='catalog_bulk_edit_item_written'),
        ),
        migrations.AddConstraint(
            model_name='bulkedititem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['unfit', 'refused', 'kept']), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='catalog_bulk_edit_item_tells_why'),
        ),
    ]
