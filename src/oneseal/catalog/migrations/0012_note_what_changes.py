"""Each statement that changes what is found leaves a row, so that what was counted is counted again only then."""

from django.db import migrations, models
from django.db.models import Func, TextField
from django.db.models.functions import Cast

TRANSACTION = Cast(Cast(Func(function="pg_current_xact_id"), TextField()), models.BigIntegerField())
TABLES = ("catalog_entry", "catalog_standing")
NOTED = """
CREATE FUNCTION catalog_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO catalog_entry_change DEFAULT VALUES;
  RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION catalog_note_change();\n"
    for table in TABLES
)
UNNOTED = "".join(f"DROP TRIGGER {table}_noted ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION catalog_note_change();"
)


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0011_fill_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("transaction", models.BigIntegerField(db_default=TRANSACTION)),
            ],
            options={"db_table": "catalog_entry_change"},
        ),
        migrations.AddIndex(
            model_name="entrychange",
            index=models.Index(fields=["transaction"], name="catalog_entry_changed"),
        ),
        migrations.RunSQL(NOTED, UNNOTED),
    ]
