"""Search of licences by any part of a number or a holder's name, through indexes."""

from django.db import migrations, models

INDEX = "CREATE INDEX licences_by_words ON licences_licence USING gin (text_grams(number || E'\\n' || holder_name))"


class Migration(migrations.Migration):
    """The indexes of search and list; the function is made with that of cases."""

    dependencies = [("licences", "0003_fill_item"), ("cases", "0006_search_by_part")]

    operations = [
        migrations.RunSQL(INDEX, "DROP INDEX licences_by_words"),
        migrations.AddIndex(
            "licence", models.Index(fields=["agency", "-issued_on", "-id"], name="licences_of_agency")
        ),
    ]
