from django.db import migrations

# The same figures that a publication writes (catalog/rules/figures.py), read out of the frozen contents at once.
COUNT = """
WITH told AS (
  SELECT v.id, v.item_id, i.agency_id, v.number, v.effective_on, v.content->'elements' AS e
  FROM catalog_item_version v JOIN catalog_item i ON i.id = v.item_id
  WHERE v.state = 'published' AND NOT EXISTS (SELECT 1 FROM catalog_version_figures f WHERE f.version_id = v.id)
), read AS (
  SELECT id, item_id, agency_id, number, effective_on,
    coalesce(e#>>'{item_type,value}', '') AS item_type,
    coalesce(e#>>'{exercise_level,value}', '') AS exercise_level,
    coalesce(e#>>'{power_source,value}', '') AS power_source,
    CASE WHEN jsonb_typeof(e#>'{flow,value}') = 'array' THEN jsonb_array_length(e#>'{flow,value}') ELSE 0 END AS steps,
    CASE WHEN jsonb_typeof(e#>'{materials,value}') = 'array' THEN e#>'{materials,value}' ELSE '[]' END AS materials,
    CASE WHEN jsonb_typeof(e#>'{fees,value}') = 'array' THEN jsonb_array_length(e#>'{fees,value}') ELSE 0 END AS fees,
    CASE WHEN jsonb_typeof(e#>'{promise_limit,value}') = 'number' THEN (e#>>'{promise_limit,value}')::int END AS promise,
    coalesce(e#>>'{promise_limit_unit,value}', '') AS promise_unit,
    CASE WHEN jsonb_typeof(e#>'{stat_limit,value}') = 'number' THEN (e#>>'{stat_limit,value}')::int END AS statutory,
    coalesce(e#>>'{stat_limit_unit,value}', '') AS statutory_unit,
    CASE WHEN jsonb_typeof(e#>'{two_step,value}') = 'boolean' THEN (e#>>'{two_step,value}')::boolean END AS two_step,
    coalesce(e#>>'{case_type,value}', '') = '1' AS at_once,
    CASE WHEN jsonb_typeof(e#>'{station,value}') = 'boolean' THEN (e#>>'{station,value}')::boolean END AS stationed,
    CASE WHEN jsonb_typeof(e#>'{online,value}') = 'boolean' THEN (e#>>'{online,value}')::boolean END AS online,
    coalesce(e#>>'{online_depth,value}', '') AS online_depth,
    CASE WHEN jsonb_typeof(e#>'{visit_count,value}') = 'number' THEN (e#>>'{visit_count,value}')::int END AS visits,
    CASE WHEN jsonb_typeof(e#>'{fee_flag,value}') = 'boolean' THEN (e#>>'{fee_flag,value}')::boolean END AS charged
  FROM told
), unit (code, days) AS (
  VALUES ('WD', 1::numeric), ('ND', 5::numeric / 7), ('M', 365::numeric * 5 / 84), ('Y', 365::numeric * 5 / 7),
         ('H', 5::numeric / 168), ('OH', 1::numeric / 8)
)
INSERT INTO catalog_version_figures (
  version_id, item_id, agency_id, number, effective_on, item_type, exercise_level, power_source, steps, materials,
  certificates, promise_limit, promise_unit, promise_days, statutory_limit, statutory_unit, statutory_days, two_step,
  at_once, stationed, online, online_depth, visits, charged, fees)
SELECT r.id, r.item_id, r.agency_id, r.number, r.effective_on, r.item_type, r.exercise_level, r.power_source, r.steps,
  jsonb_array_length(r.materials),
  (SELECT count(*) FROM jsonb_array_elements(r.materials) m WHERE m#>>'{elements,doc_kind,value}' = 'certificate'),
  r.promise, r.promise_unit, round(r.promise * p.days, 4), r.statutory, r.statutory_unit,
  round(r.statutory * s.days, 4), r.two_step, r.at_once, r.stationed, r.online, r.online_depth, r.visits, r.charged,
  r.fees
FROM read r LEFT JOIN unit p ON p.code = r.promise_unit LEFT JOIN unit s ON s.code = r.statutory_unit
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_keep_version_figures")]
    operations = [migrations.RunSQL(COUNT, "DELETE FROM catalog_version_figures")]
