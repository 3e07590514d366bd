from django.db import migrations

FORBID = """
CREATE FUNCTION workflow_forbid_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the clock ledger is appended, never changed or deleted';
END $$;
CREATE TRIGGER workflow_ledger_append_only BEFORE UPDATE OR DELETE ON workflow_ledger_entry
  FOR EACH ROW EXECUTE FUNCTION workflow_forbid_ledger_change();
"""
ALLOW = """
DROP TRIGGER workflow_ledger_append_only ON workflow_ledger_entry;
DROP FUNCTION workflow_forbid_ledger_change();
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_create_workflow")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
