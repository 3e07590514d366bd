"""What stands beside the items: laws and who cites them, certificates, licence types, duties, the three levels."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from oneseal.catalog.errors import (
    DutyNotFound,
    ElementUnfit,
    HandlingItemsFull,
    ItemNotFound,
    LedgerRowUnfit,
    PublicationRefused,
)
from oneseal.catalog.models import (
    Article,
    Citation,
    Directory,
    Duty,
    Implementation,
    Item,
    ItemVersion,
    Law,
    LicenceType,
    LicenceTypeIssuer,
    LicenceTypeUse,
)
from oneseal.catalog.rules.laws import cited_places
from oneseal.catalog.selectors import version_for_editor, version_terms
from oneseal.catalog.selectors.laws import law_shown, laws_found
from oneseal.catalog.selectors.ledgers import (
    certificate_places,
    duties_for_editor,
    duties_public,
    licence_types_listed,
    responsible_items,
)
from oneseal.catalog.selectors.levels import directory_tree
from oneseal.catalog.services import (
    CertificateTold,
    DutyTold,
    EndingTold,
    LicenceTypeTold,
    certificate_list,
    directory_rename,
    duty_set,
    element_set,
    item_draft_from_reference,
    item_publish,
    item_revise,
    law_end,
    law_ending_withdraw,
    laws_load,
    licence_type_set,
    licence_types_load,
)
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.lists import CertificateState, Ending, Replacement
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.numbering import parse_handling_code
from tests.apps.traces import verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
FOOD_RULES = "食品经营许可和备案管理办法"


def editor():
    return world.staff("item_administrator")


def stranger():
    """Return an item administrator of another agency."""
    return replace(editor(), agency_id=uuid4())


def say(version_id, key, text):
    revision = version_for_editor(version_id, actor=editor()).revision
    element_set(version_id=version_id, told=ElementTold(key, text, revision), actor=editor(), now=now())


def publish(key, **says):
    version_id = item_draft_from_reference(key=key, actor=editor(), now=now())
    for name, text in {**world.CITY_SAYS, **says}.items():
        say(version_id, name, text)
    item_publish(version_id=version_id, effective_on=today(), actor=editor(), now=now())
    return version_id


def revise():
    return item_revise(item_id=world.city().item_id, actor=editor(), now=now())


def republish(on=None):
    version_id = revise()
    item_publish(version_id=version_id, effective_on=on or today(), actor=editor(), now=now())
    return version_id


def faults(version_id, on):
    return {fault.code for fault in version_for_editor(version_id, actor=editor(), on=on).faults}


def food_rules():
    return Law.objects.get(name=FOOD_RULES)


def end(ending=Ending.CHANGED, *, on=None, articles=(), actor=None, basis="令第99号"):
    told = EndingTold(ending, on or today(), basis, articles)
    law_end(law_id=food_rules().id, told=told, actor=actor or editor(), now=now())


# --- laws --------------------------------------------------------------------------------------


def test_a_publication_writes_on_which_article_each_of_its_elements_rests():
    version = ItemVersion.objects.get(pk=world.city().version_id)
    lawful = [
        place for place in cited_places(version.content)
        if version.content["sources"][place.source]["level"] != "city"
    ]  # fmt: skip

    assert Citation.objects.filter(version=version).count() == len(lawful)
    citation = Citation.objects.get(version=version, path="legal_basis.value[0]")
    assert (citation.article.law.name, citation.article.article) == ("中华人民共和国食品安全法", "第三十五条")
    assert citation.article.text == version.content["sources"]["fsl-35"]["text"]


def test_the_articles_that_ship_are_loaded_once():
    first, second = laws_load(now=now()), laws_load(now=now())

    assert first > 400
    assert second == 0
    assert Law.objects.filter(name="中华人民共和国行政许可法").count() == 1


def test_the_library_is_found_by_name_and_by_the_words_of_an_article():
    by_name = laws_found("食品经营许可", on=today())
    by_words = laws_found("现场核查", on=today())

    assert [row.name for row in by_name.rows] == [FOOD_RULES]
    assert FOOD_RULES in {row.name for row in by_words.rows}
    assert laws_found("无此文件", on=today()).total == 0


def test_a_law_that_changed_names_the_items_it_touches_and_stops_their_next_version():
    draft = revise()
    assert not faults(draft, today()) & {"catalog.law_not_in_force"}

    end(on=today() + timedelta(days=10))

    shown = law_shown(food_rules().id, on=today())
    assert (shown.law.state, [row.item_id for row in shown.affected]) == ("ending", [world.city().item_id])
    assert "设定依据" in shown.affected[0].elements
    assert "catalog.law_not_in_force" not in faults(draft, today())
    assert "catalog.law_not_in_force" in faults(draft, today() + timedelta(days=10))
    with pytest.raises(PublicationRefused):
        item_publish(version_id=draft, effective_on=today() + timedelta(days=10), actor=editor(), now=now())
    item_publish(version_id=draft, effective_on=today(), actor=editor(), now=now())


def test_an_ending_can_be_taken_back():
    draft = revise()
    end(Ending.ABOLISHED)
    assert "catalog.law_not_in_force" in faults(draft, today())

    law_ending_withdraw(law_id=food_rules().id, actor=editor(), now=now())

    assert "catalog.law_not_in_force" not in faults(draft, today())
    assert verbs(world.city().agency_id)[-2:] == ["catalog.law_ended", "catalog.law_ending_withdrawn"]


def test_a_change_of_one_article_touches_only_who_rests_on_it():
    article = Article.objects.filter(law=food_rules()).order_by("place").first()

    end(articles=[article.id])

    law = food_rules()
    assert (law.ends_on, Article.objects.get(pk=article.id).ends_on) == (None, today())
    places = Citation.objects.filter(article=article, version_id=world.city().version_id).count()
    assert [row.places for row in law_shown(law.id, on=today()).affected] == [places]


def test_who_keeps_the_library_needs_a_document_and_the_post():
    with pytest.raises(LedgerRowUnfit):
        end(basis=" ")
    with pytest.raises(LedgerRowUnfit):
        end(Ending.ABOLISHED, articles=[Article.objects.filter(law=food_rules()).first().id])
    for actor in (stranger(), world.staff("reviewer"), world.staff("system_administrator")):
        with pytest.raises(NotAllowed):
            end(actor=actor)


def test_an_older_version_is_no_longer_affected():
    republish()

    assert [row.number for row in law_shown(food_rules().id, on=today()).affected] == [2]


# --- certificates ------------------------------------------------------------------------------


def certificate(name="食品经营许可申请书", **changed):
    told = CertificateTold("A-1", name, CertificateState.CANCELLED, "没有设定依据", "市行政审批局", document="取消公告")
    return certificate_list(told=replace(told, **changed), actor=editor(), now=now())


def test_a_cancelled_certificate_stops_publication_and_is_told_where_it_stands():
    draft = revise()

    certificate()

    assert "catalog.certificate_cancelled" in faults(draft, today())
    with pytest.raises(PublicationRefused):
        item_publish(version_id=draft, effective_on=today(), actor=editor(), now=now())
    places = certificate_places("A-1", "食品经营许可申请书", on=today())
    assert [(place.item_id, place.material) for place in places] == [(world.city().item_id, "食品经营许可申请书")]
    assert certificate_places("A-2", "无此证明", on=today()) == ()


def test_a_kept_certificate_stops_nothing():
    draft = revise()

    certificate(state=CertificateState.KEPT, replacement=Replacement.PROMISE, document="")

    assert "catalog.certificate_cancelled" not in faults(draft, today())


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"name": " "}, id="without-a-name"),
        pytest.param({"basis": ""}, id="without-a-basis"),
        pytest.param({"demanding_unit": ""}, id="nobody-demands-it"),
        pytest.param({"document": ""}, id="cancelled-without-a-document"),
    ],
)
def test_a_certificate_that_says_too_little_is_not_listed(changed):
    with pytest.raises(LedgerRowUnfit):
        certificate(**changed)


def test_two_certificates_do_not_share_a_number_and_each_is_changed_by_its_keeper():
    known = certificate()
    with pytest.raises(LedgerRowUnfit):
        certificate(name="另一证明")
    told = CertificateTold("A-1", "甲证明", CertificateState.KEPT, "某法", "某局")

    with pytest.raises(NotAllowed):
        certificate_list(told=told, actor=stranger(), now=now(), certificate_id=known)
    assert certificate_list(told=told, actor=editor(), now=now(), certificate_id=known) == known
    assert verbs(world.city().agency_id)[-2:] == ["catalog.certificate_listed", "catalog.certificate_changed"]


# --- types of licences -------------------------------------------------------------------------


def test_a_publication_registers_what_the_item_issues_and_what_its_materials_name():
    licence_types_load(now=now())
    version_id = republish()

    issued = LicenceTypeIssuer.objects.select_related("licence_type").get(item_id=world.city().item_id)
    terms = version_terms(version_id)
    assert issued.licence_type.name == "食品经营许可证"
    assert issued.type_code == f"{world.AGENCY.uscc}{terms.licence_type_serial:03d}"
    assert LicenceTypeUse.objects.filter(version_id=version_id, licence_type__name="营业执照").exists()
    rows = {row.row.name: row for row in licence_types_listed(editor(), on=today())}
    assert [issuer.item_id for issuer in rows["食品经营许可证"].issuers] == [world.city().item_id]
    assert [use.item_id for use in rows["营业执照"].replaces] == [world.city().item_id]
    assert licence_types_listed(world.staff("reviewer"), on=today()) == []


def test_a_government_material_of_an_unregistered_type_is_not_published_until_it_is_registered():
    draft = revise()
    row = ItemVersion.objects.get(pk=draft)
    material = next(
        one["elements"] for one in row.content["elements"]["materials"]["value"]
        if one["elements"]["source"]["value"] == "government"
    )  # fmt: skip
    material["licence_type_name"] = {"value": "某某新证", "check_state": "own_wording", "source": "city"}
    row.save(update_fields=["content"])
    assert "catalog.licence_type_unlisted" in faults(draft, today())

    licence_type_set(told=LicenceTypeTold("某某新证", "11100000000013338W099", "某部"), actor=editor(), now=now())

    assert "catalog.licence_type_unlisted" not in faults(draft, today())


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(LicenceTypeTold(" "), id="without-a-name"),
        pytest.param(LicenceTypeTold("甲证", "123"), id="a-code-too-short"),
        pytest.param(LicenceTypeTold("食品经营许可证"), id="a-name-that-is-registered"),
    ],
)
def test_a_type_that_does_not_fit_is_not_registered(told):
    licence_types_load(now=now())

    with pytest.raises(LedgerRowUnfit):
        licence_type_set(told=told, actor=editor(), now=now())


# --- responsibilities --------------------------------------------------------------------------


def duty(step="examine", **changed):
    told = DutyTold(step, "审查材料", "审查岗", "超过法定期限", "《中华人民共和国行政许可法》第七十四条", 0)
    return replace(told, **changed)


def set_duty(told, actor=None):
    duty_set(item_id=world.city().item_id, told=told, actor=actor or editor(), now=now())


def test_the_responsibility_list_follows_the_flow_until_an_editor_writes_it():
    item_id = world.city().item_id
    steps = version_terms(world.city().version_id).content.steps
    rows = duties_for_editor(item_id, actor=editor())
    assert [(row.step, row.duty) for row in rows] == [(step.key, step.duty) for step in steps]
    assert all(row.accountability == "" for row in rows)

    set_duty(duty())
    republish()

    item, shown = duties_public(item_id, on=today())
    assert item.steps == len(steps)
    assert [row.accountability for row in shown if row.step == "examine"] == ["超过法定期限"]
    assert [row.is_own for row in shown].count(True) == 1
    assert "catalog.duty_set" in verbs(item_id)
    assert [row.item_id for row in responsible_items(on=today())] == [item_id]


def test_a_step_that_left_the_flow_leaves_the_list_unless_somebody_wrote_it():
    set_duty(duty("deliver"))
    draft = revise()
    row = ItemVersion.objects.get(pk=draft)
    flow = row.content["elements"]["flow"]
    flow["value"] = [step for step in flow["value"] if step["key"] not in {"deliver", "issue"}]
    row.save(update_fields=["content"])

    item_publish(version_id=draft, effective_on=today(), actor=editor(), now=now())

    steps = set(Duty.objects.filter(item_id=world.city().item_id).values_list("step", flat=True))
    assert "issue" not in steps
    assert "deliver" in steps


def test_a_row_of_the_list_is_written_by_its_own_agency_once_and_with_a_basis():
    with pytest.raises(DutyNotFound):
        set_duty(duty(), stranger())
    with pytest.raises(DutyNotFound):
        set_duty(duty("nothing"))
    with pytest.raises(LedgerRowUnfit):
        set_duty(duty(basis=""))
    with pytest.raises(ItemNotFound):
        duties_for_editor(world.city().item_id, actor=stranger())
    set_duty(duty())
    with pytest.raises(WriteConflict):
        set_duty(duty())


# --- the three levels --------------------------------------------------------------------------


def test_items_with_one_basic_code_share_an_implementation_and_differ_in_their_serial():
    first = version_terms(world.city().version_id)

    second = version_terms(publish("food-business-licence-change"))

    assert second.implementation_code == first.implementation_code
    assert [first.handling_code[-2:], second.handling_code[-2:]] == ["01", "02"]
    assert parse_handling_code(second.handling_code).implementation_code == first.implementation_code
    assert Directory.objects.get().name == "食品经营许可"
    assert Implementation.objects.get().items.count() == 2


def test_a_new_version_keeps_its_code():
    before = version_terms(world.city().version_id).handling_code

    assert version_terms(republish()).handling_code == before


def test_the_tree_shows_three_levels_to_editors_and_nothing_to_others():
    publish("food-business-licence-change")

    tree = directory_tree(editor(), on=today())

    (entry,) = tree.entries
    (body,) = entry.implementations
    assert entry.code == body.code[-12:]
    assert [item.code for item in body.items] == [f"{body.code}01", f"{body.code}02"]
    assert all(item.version_id for item in body.items)
    assert tree.counts == {"01": 1}
    assert directory_tree(editor(), item_type="20", on=today()).entries == ()
    assert len(directory_tree(editor(), words="变更", on=today()).entries) == 1
    assert directory_tree(editor(), words="无此事项", on=today()).total == 0
    (foreign,) = directory_tree(stranger(), on=today()).entries
    assert [item.version_id for item in foreign.implementations[0].items] == [None, None]
    assert directory_tree(world.staff("reviewer"), on=today()).entries == ()


def test_an_entry_of_the_directory_is_named_by_its_keeper():
    entry = Directory.objects.get()

    with pytest.raises(NotAllowed):
        directory_rename(directory_id=entry.id, name="甲", actor=stranger(), now=now())
    with pytest.raises(LedgerRowUnfit):
        directory_rename(directory_id=entry.id, name=" ", actor=editor(), now=now())
    directory_rename(directory_id=entry.id, name="食品（含保健食品）经营许可", actor=editor(), now=now())

    assert Directory.objects.get().name == "食品（含保健食品）经营许可"


def test_an_implementation_takes_ninety_nine_handling_items():
    Item.objects.filter(pk=world.city().item_id).update(handling_serial=99)

    with pytest.raises(HandlingItemsFull):
        publish("food-business-licence-change")


def test_the_database_refuses_a_serial_twice_and_half_a_code():
    item = Item.objects.get(pk=world.city().item_id)
    second = Item.objects.get(pk=ItemVersion.objects.get(pk=publish("food-business-licence-change")).item_id)

    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=second.id).update(handling_serial=item.handling_serial)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=second.id).update(implementation=None)


def test_the_upgrade_fills_the_ledgers_from_what_is_published():
    migration = import_module("oneseal.catalog.migrations.0005_fill_ledgers")
    code = version_terms(world.city().version_id).handling_code
    cited = set(Citation.objects.values_list("path", "article__law__name", "article__article"))
    before = ItemVersion.objects.get(pk=world.city().version_id).content
    migration.empty(apps, connection.schema_editor(atomic=False))
    assert not Law.objects.exists()
    assert not Duty.objects.exists()

    migration.fill(apps, connection.schema_editor(atomic=False))

    assert Item.objects.get(pk=world.city().item_id).handling_code == code
    assert set(Citation.objects.values_list("path", "article__law__name", "article__article")) == cited
    assert LicenceType.objects.filter(name="食品经营许可证", issuers__item_id=world.city().item_id).exists()
    assert Duty.objects.filter(item_id=world.city().item_id, step="examine").exists()
    assert ItemVersion.objects.get(pk=world.city().version_id).content == before


# --- the name of an item -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        pytest.param("事" * 1000, True, id="as-long-as-the-standard-allows"),
        pytest.param("事" * 1001, False, id="longer"),
        pytest.param("  ", False, id="empty"),
    ],
)
def test_the_name_of_a_draft_has_up_to_a_thousand_characters(name, is_taken):
    draft = revise()

    if is_taken:
        say(draft, "name", name)
    else:
        with pytest.raises(ElementUnfit):
            say(draft, "name", name)

    assert (ItemVersion.objects.get(pk=draft).name == name) is is_taken


def test_a_case_of_an_item_with_a_very_long_name_can_be_started():
    draft = revise()
    say(draft, "name", "事" * 1000)
    item_publish(version_id=draft, effective_on=today(), actor=editor(), now=now())

    case = world.submitted_case()

    assert case.facts.item_name.startswith("事事")
    assert len(case.facts.item_name) <= 200


def test_a_law_of_the_library_tells_since_when_it_is_in_force():
    assert Law.objects.get(name="中华人民共和国食品安全法").in_force_on == date(2015, 10, 1)
