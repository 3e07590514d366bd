from django.db import migrations


def fill(apps, schema_editor):
    """Enter what was published and listed before there were entries; `./oneseal reindex` does the same."""
    from oneseal.catalog.services.indexing import entries_rebuild

    entries_rebuild()


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0010_add_entries'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
