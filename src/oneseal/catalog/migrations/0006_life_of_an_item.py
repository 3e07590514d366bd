"""Reviews, adjustments by document, the standing of items and their stations; what is published or decided is frozen."""

import django.db.models.deletion
from django.db import migrations, models

APPENDED = ("catalog_review_step", "catalog_adjusted_item", "catalog_standing", "catalog_stationing",
            "catalog_adjustment")  # fmt: skip
APPEND_ONLY = """
CREATE FUNCTION catalog_forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is appended, never changed or deleted', TG_TABLE_NAME;
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION catalog_forbid_change();\n"
    for table in APPENDED
)
CHANGEABLE = "".join(f"DROP TRIGGER {table}_append_only ON {table};\n" for table in APPENDED) + (
    "DROP FUNCTION catalog_forbid_change();"
)

# Nothing follows an abolition: an abolished item never comes back under another row (Business Environment art. 39, 40).
FINAL = """
CREATE FUNCTION catalog_nothing_after_abolition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM catalog_standing WHERE item_id = NEW.item_id AND standing = 'abolished') THEN
    RAISE EXCEPTION 'an abolished item never stands otherwise again';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalog_standing_final BEFORE INSERT ON catalog_standing
  FOR EACH ROW EXECUTE FUNCTION catalog_nothing_after_abolition();
"""
NOT_FINAL = """
DROP TRIGGER catalog_standing_final ON catalog_standing;
DROP FUNCTION catalog_nothing_after_abolition();
"""

# A version is published by changing its draft, never put in ready-made; the item keeps its agency and codes from then
# on; no table of the list is emptied while it holds what was published, unless whoever empties it says so.
GUARDS = """
CREATE FUNCTION catalog_drafts_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version begins as a draft; publish it';
END $$;
CREATE TRIGGER catalog_version_begins_as_draft BEFORE INSERT ON catalog_item_version
  FOR EACH ROW WHEN (NEW.state <> 'draft') EXECUTE FUNCTION catalog_drafts_first();

CREATE FUNCTION catalog_keep_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published item keeps its agency, key and codes';
END $$;
CREATE TRIGGER catalog_item_kept BEFORE UPDATE ON catalog_item FOR EACH ROW
  WHEN (OLD.implementation_code IS NOT NULL AND
        (NEW.id, NEW.agency_id, NEW.key, NEW.implementation_code, NEW.licence_type_serial)
        IS DISTINCT FROM (OLD.id, OLD.agency_id, OLD.key, OLD.implementation_code, OLD.licence_type_serial))
  EXECUTE FUNCTION catalog_keep_item();

CREATE FUNCTION catalog_forbid_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('oneseal.may_empty', true) IS DISTINCT FROM 'on'
     AND EXISTS (SELECT 1 FROM catalog_item_version WHERE state = 'published') THEN
    RAISE EXCEPTION 'the list holds what was published and is not emptied';
  END IF;
  RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION catalog_forbid_truncate();\n"
    for table in ("catalog_item_version", "catalog_standing", "catalog_adjustment")
)
UNGUARDED = """
DROP TRIGGER catalog_version_begins_as_draft ON catalog_item_version;
DROP FUNCTION catalog_drafts_first();
DROP TRIGGER catalog_item_kept ON catalog_item;
DROP FUNCTION catalog_keep_item();
DROP TRIGGER catalog_item_version_not_emptied ON catalog_item_version;
DROP TRIGGER catalog_standing_not_emptied ON catalog_standing;
DROP TRIGGER catalog_adjustment_not_emptied ON catalog_adjustment;
DROP FUNCTION catalog_forbid_truncate();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0005_fill_ledgers'),
        ('identity', '0018_review_and_govern_the_list'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewChoice',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(unique=True)),
                ('stages', models.JSONField()),
                ('reason', models.CharField(max_length=200)),
                ('chosen_at', models.DateTimeField()),
                ('chosen_by', models.CharField(max_length=100)),
            ],
            options={
                'db_table': 'catalog_review_choice',
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Adjustment',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('document_number', models.CharField(max_length=100)),
                ('document_on', models.DateField()),
                ('basis', models.CharField(max_length=300)),
                ('reason', models.TextField()),
                ('instead', models.TextField(blank=True)),
                ('effective_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('open_cases', models.CharField(max_length=20)),
                ('batch', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.UUIDField()),
                ('decided_by_name', models.CharField(max_length=200)),
                ('from_body', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('to_body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
            ],
            options={
                'db_table': 'catalog_adjustment',
                'ordering': ['-decided_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='AdjustedItem',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('successors', models.JSONField(default=list)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('version', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.itemversion')),
                ('adjustment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='catalog.adjustment')),
            ],
            options={
                'db_table': 'catalog_adjusted_item',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('element', models.CharField(max_length=60)),
                ('stage', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField()),
                ('made_by_name', models.CharField(max_length=200)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('answered_by_name', models.CharField(blank=True, max_length=200)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by_name', models.CharField(blank=True, max_length=200)),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='catalog.itemversion')),
            ],
            options={
                'db_table': 'catalog_remark',
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('stage', models.CharField(max_length=20)),
                ('wanted', models.JSONField()),
                ('moved_at', models.DateTimeField()),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='catalog.itemversion')),
            ],
            options={
                'db_table': 'catalog_review',
                'ordering': ['moved_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ReviewStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('action', models.CharField(max_length=20)),
                ('from_stage', models.CharField(max_length=20)),
                ('to_stage', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField()),
                ('made_by_name', models.CharField(max_length=200)),
                ('post_title', models.CharField(blank=True, max_length=100)),
                ('review', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='catalog.review')),
            ],
            options={
                'db_table': 'catalog_review_step',
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('standing', models.CharField(max_length=20)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('adjustment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.adjustment')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='catalog.item')),
                ('lifts', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lifted_by', to='catalog.standing')),
            ],
            options={
                'db_table': 'catalog_standing',
                'ordering': ['from_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Stationing',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('document_number', models.CharField(max_length=100)),
                ('document_on', models.DateField()),
                ('approver', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('from_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField()),
                ('recorded_by_name', models.CharField(max_length=200)),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
            ],
            options={
                'db_table': 'catalog_stationing',
                'ordering': ['-from_on', '-recorded_at', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='adjustment',
            index=models.Index(fields=['from_body', '-effective_on'], name='catalog_adjusted_by_body'),
        ),
        migrations.AddIndex(
            model_name='adjustment',
            index=models.Index(fields=['-effective_on', '-id'], name='catalog_adjusted_by_day'),
        ),
        migrations.AddConstraint(
            model_name='adjustment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document_number', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='catalog_adjustment_by_document'),
        ),
        migrations.AddConstraint(
            model_name='adjustment',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('effective_on')), _connector='OR'), name='catalog_adjustment_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='adjusteditem',
            constraint=models.UniqueConstraint(fields=('adjustment', 'item'), name='catalog_adjusted_once'),
        ),
        migrations.AddIndex(
            model_name='remark',
            index=models.Index(fields=['version', 'made_at'], name='catalog_remarks_of_version'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='catalog_remark_answered_in_words'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['stage', 'moved_at'], name='catalog_review_at_stage'),
        ),
        migrations.AddIndex(
            model_name='reviewstep',
            index=models.Index(fields=['review', 'made_at'], name='catalog_steps_of_review'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['item', 'from_on'], name='catalog_standing_of_item'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('standing__in', ['in_use', 'suspended', 'abolished'])), name='catalog_standing_known'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('standing', 'abolished'), _negated=True), ('until_on__isnull', True), _connector='OR'), name='catalog_abolished_for_good'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifts__isnull', False), ('standing', 'in_use')), models.Q(models.Q(('standing', 'in_use'), _negated=True), ('lifts__isnull', True)), _connector='OR'), name='catalog_standing_lifts_one'),
        ),
        migrations.AddIndex(
            model_name='stationing',
            index=models.Index(fields=['item', '-from_on'], name='catalog_stationing_of_item'),
        ),
        migrations.AddConstraint(
            model_name='stationing',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['stationed', 'left', 'excepted'])), name='catalog_stationing_known'),
        ),
        migrations.AddConstraint(
            model_name='stationing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document_number', ''), _negated=True), models.Q(('approver', ''), _negated=True)), name='catalog_stationing_approved'),
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
        migrations.RunSQL(FINAL, NOT_FINAL),
        migrations.RunSQL(GUARDS, UNGUARDED),
    ]
