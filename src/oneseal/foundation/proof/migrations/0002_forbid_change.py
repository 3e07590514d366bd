from django.db import migrations

FORBID = """
CREATE FUNCTION proof_forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a proof found is appended, never changed or deleted';
END $$;
CREATE TRIGGER proof_finding_append_only BEFORE UPDATE OR DELETE ON proof_finding
  FOR EACH ROW EXECUTE FUNCTION proof_forbid_change();
CREATE TRIGGER proof_run_never_deleted BEFORE DELETE ON proof_run
  FOR EACH ROW EXECUTE FUNCTION proof_forbid_change();
CREATE TRIGGER proof_run_ended_stays BEFORE UPDATE ON proof_run
  FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION proof_forbid_change();
"""
ALLOW = """
DROP TRIGGER proof_run_ended_stays ON proof_run;
DROP TRIGGER proof_run_never_deleted ON proof_run;
DROP TRIGGER proof_finding_append_only ON proof_finding;
DROP FUNCTION proof_forbid_change();
"""


class Migration(migrations.Migration):
    dependencies = [("proof", "0001_create_proofs")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
