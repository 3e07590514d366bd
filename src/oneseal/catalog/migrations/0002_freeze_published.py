from django.db import migrations

FREEZE = """
CREATE FUNCTION catalog_freeze_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' AND (TG_OP = 'DELETE' OR
     (NEW.id, NEW.item_id, NEW.number, NEW.state, NEW.name, NEW.content, NEW.form, NEW.content_sha256,
      NEW.effective_on, NEW.published_at)
     IS DISTINCT FROM
     (OLD.id, OLD.item_id, OLD.number, OLD.state, OLD.name, OLD.content, OLD.form, OLD.content_sha256,
      OLD.effective_on, OLD.published_at)) THEN
    RAISE EXCEPTION 'a published version never changes; make a new one';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalog_published_frozen BEFORE UPDATE OR DELETE ON catalog_item_version
  FOR EACH ROW EXECUTE FUNCTION catalog_freeze_published();
"""
THAW = """
DROP TRIGGER catalog_published_frozen ON catalog_item_version;
DROP FUNCTION catalog_freeze_published();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_create_catalog")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
