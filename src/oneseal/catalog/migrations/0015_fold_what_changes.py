"""Notes of changes are folded into one row now and then, so that reading their state costs the same for ever."""

from django.db import migrations, models

# Whoever writes each 256th note folds every note that nobody else holds; at other levels of isolation a note that is
# gone meanwhile would be an error and not one to be passed over.
FOLDING = """
CREATE OR REPLACE FUNCTION catalog_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  noted bigint;
BEGIN
  INSERT INTO catalog_entry_change DEFAULT VALUES RETURNING id INTO noted;
  IF noted % 256 = 0 AND current_setting('transaction_isolation') = 'read committed' THEN
    WITH held AS (SELECT id FROM catalog_entry_change FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM catalog_entry_change WHERE id IN (SELECT id FROM held) RETURNING statements, transaction)
    INSERT INTO catalog_entry_change (statements, transaction)
    SELECT sum(statements), max(transaction) FROM gone HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;
"""
NOTING = """
CREATE OR REPLACE FUNCTION catalog_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO catalog_entry_change DEFAULT VALUES;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0014_bring_the_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="entrychange",
            name="statements",
            field=models.BigIntegerField(db_default=1),
        ),
        migrations.RunSQL(FOLDING, NOTING),
    ]
