"""Fill the three levels, the library, the types and the responsibilities from what is published; frozen rows stay."""

from django.db import migrations

from oneseal.catalog.rules.duties import duties_proposed
from oneseal.catalog.rules.laws import article_place, cited_places, editions_of, text_hash
from oneseal.catalog.rules.levels import directory_name, next_serial
from oneseal.catalog.rules.licence_types import issued_name, uses_of
from oneseal.catalog.rules.parsing import parse_item
from oneseal.kernel.ids import new_id

BATCH = 50
FILLED = ("Citation", "Article", "Law", "LicenceTypeUse", "LicenceTypeIssuer", "LicenceType", "Duty")


def fill(apps, schema_editor):
    place_items(apps)
    versions = apps.get_model("catalog", "ItemVersion").objects.filter(state="published").select_related("item__agency")
    for version in versions.order_by("item_id", "number").iterator(chunk_size=BATCH):
        content = parse_item(version.content)
        cite(apps, version)
        register(apps, version, content)
        follow(apps, version, content)


def place_items(apps):
    """Each item that has a code gets an implementation; those with the same code would share one."""
    item_model, directory_model, implementation_model = (
        apps.get_model("catalog", name) for name in ("Item", "Directory", "Implementation")
    )
    coded = item_model.objects.filter(implementation=None).exclude(implementation_code=None)
    for item in coded.order_by("created_at", "id"):
        code, when = item.implementation_code, item.created_at
        name = item.versions.filter(state="published").order_by("-number").values_list("name", flat=True).first() or ""
        directory, _new = directory_model.objects.get_or_create(
            code=code[-12:],
            defaults={"id": new_id(when), "name": directory_name(name), "item_type": code[21:23], "listed_at": when},
        )
        implementation, _new = implementation_model.objects.get_or_create(
            code=code,
            defaults={"id": new_id(when), "agency_id": item.agency_id, "directory": directory, "listed_at": when},
        )
        taken = item_model.objects.filter(implementation=implementation).values_list("handling_serial", flat=True)
        item.implementation, item.handling_serial = implementation, next_serial(taken)
        item.save(update_fields=["implementation", "handling_serial"])


def cite(apps, version):
    law_model, article_model, citation_model = (
        apps.get_model("catalog", name) for name in ("Law", "Article", "Citation")
    )
    when, found = version.published_at, {}
    for edition in editions_of([version.content]):
        law, _new = law_model.objects.get_or_create(
            name=edition.name[:300], number=edition.number[:300],
            defaults={"id": new_id(when), "level": edition.level[:40], "listed_at": when,
                      "in_force_on": edition.in_force_on or None},
        )  # fmt: skip
        for told in edition.articles:
            text = told.get("text", "")
            article, _new = article_model.objects.get_or_create(
                law=law, article=told["article"][:100], text_sha256=text_hash(text),
                defaults={"id": new_id(when), "place": article_place(told["article"]), "text": text,
                          "read_at": told.get("read_at", "")[:500], "url": told.get("url", "")[:500]},
            )  # fmt: skip
            found[edition.name, edition.number, told["article"], text] = article.id
    sources = version.content["sources"]
    rows = []
    for place in cited_places(version.content):
        told = sources.get(place.source) or {}
        key = (told.get("document"), told.get("number") or "", told.get("article"), told.get("text") or "")
        if key in found:
            rows.append(citation_model(article_id=found[key], version=version, element=place.element, path=place.path))
    citation_model.objects.bulk_create(rows, ignore_conflicts=True)


def register(apps, version, content):
    type_model, issuer_model, use_model = (
        apps.get_model("catalog", name) for name in ("LicenceType", "LicenceTypeIssuer", "LicenceTypeUse")
    )

    def type_named(name):
        told = {"id": new_id(version.published_at), "listed_at": version.published_at}
        return type_model.objects.get_or_create(name=name[:300], defaults=told)[0]

    name, serial = issued_name(content), version.item.licence_type_serial
    if name and serial:
        told = {"licence_type": type_named(name), "type_code": f"{version.item.agency.uscc}{serial:03d}"}
        issuer_model.objects.update_or_create(item_id=version.item_id, defaults=told)
    for use in uses_of(content):
        use_model.objects.get_or_create(
            licence_type=type_named(use.licence_type), version=version, material=use.material,
            defaults={"name": use.name},
        )  # fmt: skip


def follow(apps, version, content):
    """The newest published version comes last and says what the steps oblige to."""
    duty_model = apps.get_model("catalog", "Duty")
    proposed = list(duties_proposed(content))
    duty_model.objects.filter(item_id=version.item_id).exclude(step__in=[one.step for one in proposed]).delete()
    for one in proposed:
        told = {"step_name": one.step_name, "place": one.place, "duty": one.duty, "post": one.post, "basis": one.basis,
                "changed_at": version.published_at}  # fmt: skip
        new = {**told, "id": new_id(version.published_at)}
        duty_model.objects.update_or_create(
            item_id=version.item_id, step=one.step, defaults=told, create_defaults=new
        )


def empty(apps, schema_editor):
    for name in FILLED:
        apps.get_model("catalog", name).objects.all().delete()
    apps.get_model("catalog", "Item").objects.update(implementation=None, handling_serial=None)
    for name in ("Implementation", "Directory"):
        apps.get_model("catalog", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_add_ledgers")]
    operations = [migrations.RunPython(fill, empty)]
