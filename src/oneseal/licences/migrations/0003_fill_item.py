from django.db import migrations

FILL = """
UPDATE licences_licence AS licence SET item_id = version.item_id
FROM cases_case AS cases JOIN catalog_item_version AS version ON version.id = cases.item_version_id
WHERE cases.id = licence.case_id AND licence.item_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("licences", "0002_add_versions"),
        ("cases", "0001_create_cases"),
        ("catalog", "0001_create_catalog"),
    ]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
