"""Search by any part of a name, item or number, and lists by item, through indexes."""

from django.db import migrations, models

from oneseal.foundation.grams import FUNCTION

INDEXES = """
CREATE INDEX cases_by_words ON cases_case USING gin (text_grams(party_name || E'\\n' || item_name));
CREATE INDEX cases_by_number_end ON cases_case (reverse(number) text_pattern_ops);
"""
AWAY = "DROP INDEX cases_by_words; DROP INDEX cases_by_number_end; DROP FUNCTION text_grams(text);"

RUNNING = ["accepted", "correction_pending", "decision_pending", "submitted", "under_review"]


class Migration(migrations.Migration):
    """The function `text_grams`, and the indexes of search."""

    dependencies = [("cases", "0005_add_returned_cases")]

    operations = [
        migrations.RunSQL(FUNCTION + ";" + INDEXES, AWAY),
        migrations.AddIndex("case", models.Index(fields=["agency", "item_name", "-id"], name="cases_by_item")),
        migrations.AddIndex(
            "case",
            models.Index(fields=["agency", "decided_at"], name="cases_by_decision", condition=models.Q(decided_at__isnull=False)),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["agency", "due_on", "id"], name="cases_running", condition=models.Q(state__in=RUNNING)
            ),
        ),
        migrations.RunSQL("ANALYZE cases_case", migrations.RunSQL.noop),
    ]
