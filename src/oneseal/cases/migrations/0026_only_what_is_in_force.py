"""A case begins on the version in force of an item in use, in the database too; and how cases followed adjustments."""

import django.db.models.deletion
from django.db import migrations, models

# Business Environment Regulation art. 40: nothing is approved outside the list. The day is that on which the case was
# begun, in Beijing. Three look-ups by index: the version, a later one of its item, what bars the item.
DEMAND = """
CREATE FUNCTION cases_demand_version_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  begun date := (NEW.started_at AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  PERFORM 1 FROM catalog_item_version v
   WHERE v.id = NEW.item_version_id AND v.state = 'published' AND v.effective_on <= begun
     AND NOT EXISTS (
       SELECT 1 FROM catalog_item_version later
        WHERE later.item_id = v.item_id AND later.state = 'published' AND later.effective_on <= begun
          AND (later.effective_on, later.number) > (v.effective_on, v.number))
     AND NOT EXISTS (
       SELECT 1 FROM catalog_standing bar
        WHERE bar.item_id = v.item_id AND bar.lifts_id IS NULL AND bar.from_on <= begun
          AND (bar.until_on IS NULL OR bar.until_on >= begun)
          AND NOT EXISTS (
            SELECT 1 FROM catalog_standing lift WHERE lift.lifts_id = bar.id AND lift.from_on <= begun));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a case begins on the version in force of an item in use' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_on_the_list BEFORE INSERT ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_demand_version_in_force();
"""
NO_DEMAND = """
DROP TRIGGER cases_on_the_list ON cases_case;
DROP FUNCTION cases_demand_version_in_force();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0025_tell_who_chose'),
        ('catalog', '0006_life_of_an_item'),
    ]

    operations = [
        migrations.CreateModel(
            name='FollowedCase',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('outcome', models.CharField(max_length=20)),
                ('why', models.CharField(blank=True, max_length=40)),
                ('done_at', models.DateTimeField()),
                ('adjustment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.adjustment')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
            ],
            options={
                'db_table': 'cases_followed_case',
                'ordering': ['done_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('adjustment', 'case'), name='cases_followed_once')],
            },
        ),
        migrations.RunSQL(DEMAND, NO_DEMAND),
    ]
