from django.db import migrations

FORBID = """
CREATE FUNCTION readlog_forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'readings are appended, never changed or deleted';
END $$;
CREATE TRIGGER readlog_append_only BEFORE UPDATE OR DELETE ON readlog_reading
  FOR EACH ROW EXECUTE FUNCTION readlog_forbid_change();
"""
ALLOW = """
DROP TRIGGER readlog_append_only ON readlog_reading;
DROP FUNCTION readlog_forbid_change();
"""


class Migration(migrations.Migration):
    dependencies = [("readlog", "0001_create_readlog")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
