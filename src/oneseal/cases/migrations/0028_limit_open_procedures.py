"""Tell open procedures for how many working days their item's law lets them stop its clock (Licensing Law art. 45)."""

from django.db import migrations

BATCH = 500


def limits_of(version):
    """Return the days that the law gives the procedures of an item's version, by kind; none where it names none."""
    told = ((version.content.get("elements") or {}).get("special_procedures") or {}).get("value") or []
    return {row["kind"]: row["max_days"] for row in told if row.get("max_days") and row.get("stops_clock")}


def limit(apps, _schema):
    cases, versions = apps.get_model("cases", "Case"), apps.get_model("catalog", "ItemVersion")
    known = {}
    rows = cases.objects.filter(pauses__contains=[{"end": None, "stops_statutory": True}]).only("pauses", "item_version")
    for case in rows.order_by("id").iterator(chunk_size=BATCH):
        key = case.item_version_id
        if key not in known:
            known[key] = limits_of(versions.objects.get(pk=key))
        pauses = [_limited(pause, known[key]) for pause in case.pauses]
        if pauses != case.pauses:
            cases.objects.filter(pk=case.pk).update(pauses=pauses)


def _limited(pause, limits):
    is_open = pause["end"] is None and pause["stops_statutory"] and "procedure" in pause
    return {**pause, "law_days": limits[pause["cause"]]} if is_open and pause["cause"] in limits else pause


def forget(apps, _schema):
    cases = apps.get_model("cases", "Case")
    rows = cases.objects.filter(pauses__contains=[{"end": None}]).only("pauses")
    for case in rows.order_by("id").iterator(chunk_size=BATCH):
        kept = [{key: told for key, told in pause.items() if key != "law_days"} for pause in case.pauses]
        if kept != case.pauses:
            cases.objects.filter(pk=case.pk).update(pauses=kept)


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0027_keep_what_a_press_told"),
        ("catalog", "0001_create_catalog"),
    ]

    operations = [migrations.RunPython(limit, forget)]
