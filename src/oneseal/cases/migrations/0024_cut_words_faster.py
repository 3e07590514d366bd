"""The same pairs of neighbouring signs, cut by a function that is planned once in a session; its indexes stay valid."""

from django.db import migrations

from oneseal.foundation.grams import FUNCTION


class Migration(migrations.Migration):
    """The function `text_grams`, replaced."""

    dependencies = [("cases", "0023_close_what_ended_cases_left")]

    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
