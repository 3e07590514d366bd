"""Filling an application: nothing typed is lost, nothing strange gets in, and bad files are told apart."""

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import (
    ApplicantUnfit,
    CaseNotFound,
    DraftChanged,
    ItemNotOpen,
    MaterialUnknown,
    NothingToCorrectHere,
    TooManyFiles,
)
from oneseal.cases.models import Case
from oneseal.cases.services import Defect
from oneseal.foundation.files.models import StoredFile
from oneseal.foundation.files.services import FileEmpty, FileTooLarge, FileTypeRefused, open_file
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import person_of
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.traces import refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
CONTACT = Defect("field:contact_name", "联系人", "与证件不一致", "按证件填写")


def save(case, revision, **told):
    return services.draft_save(case_id=case.id, told=told, revision=revision, actor=case.applicant, now=now())


def test_a_draft_begins_with_what_the_house_knows_of_the_applicant():
    case = world.started_case()

    answers = cases.answers_of(case.facts)

    assert "演示餐饮有限公司" in answers.values.values()
    assert world.USCC in answers.values.values()
    assert answers.revision == 0


def test_saving_keeps_what_was_not_told():
    case = world.started_case()

    revision = save(case, 0, contact_name="王五")
    revision = save(case, revision, premises_address="演示路2号")

    values = cases.answers_of(case.facts).values
    assert (values["contact_name"], values["premises_address"]) == ("王五", "演示路2号")
    assert revision == 2


def test_a_field_the_form_does_not_have_is_not_kept():
    case = world.started_case()

    save(case, 0, strange="x", _corrected={"1": ["contact_name"]})

    values = cases.answers_of(case.facts).values
    assert "strange" not in values
    assert "_corrected" not in values


def test_a_form_saved_elsewhere_in_between_is_refused_and_says_which_revision_counts():
    case = world.started_case()
    save(case, 0, contact_name="王五")

    with refused(DraftChanged, revision=1):
        save(case, 0, contact_name="赵六")

    assert cases.answers_of(case.facts).values["contact_name"] == "王五"


def test_wrong_values_are_kept_and_named_rather_than_lost():
    case = world.filled_case()
    world.save(case, business_form="no_such_form")

    missing = services.missing_of(case.facts, today=today())

    assert cases.answers_of(case.facts).values["business_form"] == "no_such_form"
    assert "business_form" in [fault.key for fault in missing.fields]


def test_no_draft_for_a_party_one_does_not_act_for():
    city = world.city()
    _somebody, party_id = world.applicant()
    stranger = world.person()

    with refused(CaseNotFound):
        services.case_start(item_id=city.item_id, party_id=party_id, actor=stranger, now=now())


def test_no_draft_for_a_natural_person_where_only_organisations_apply(city):
    someone = world.person()

    with refused(ApplicantUnfit):
        services.case_start(item_id=city.item_id, party_id=person_of(someone).id, actor=someone, now=now())


def test_no_draft_where_nothing_is_in_force(clock):
    city = world.city()
    actor, party_id = world.applicant()
    clock.stand_at("2026-03-01 10:00")

    with refused(ItemNotOpen):
        services.case_start(item_id=city.item_id, party_id=party_id, actor=actor, now=now())


def test_a_discarded_draft_leaves_no_row_and_a_submitted_case_cannot_be_discarded():
    case = world.filled_case()
    services.draft_discard(case_id=case.id, actor=case.applicant)
    submitted = world.submitted_case()

    assert not Case.objects.filter(pk=case.id).exists()
    with refused(NoSuchMove):
        services.draft_discard(case_id=submitted.id, actor=submitted.applicant)


def test_a_case_sent_back_for_correction_cannot_be_discarded():
    case = world.correction_pending_case()

    with refused(NoSuchMove, action="discard"):
        services.draft_discard(case_id=case.id, actor=case.applicant)


def test_a_submitted_case_cannot_be_changed():
    case = world.submitted_case()

    with refused(NoSuchMove, action="edit"):
        world.save(case, contact_name="王五")


# --- files -------------------------------------------------------------------------------------


def upload(case, *chunks, key="rules_list", name="a.pdf"):
    return services.material_attach(
        case_id=case.id, key=key, file_name=name, chunks=chunks, actor=case.applicant, now=now()
    )


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 300
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 300


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(world.PDF, "application/pdf", id="pdf"),
        pytest.param(PNG, "image/png", id="png"),
        pytest.param(JPEG, "image/jpeg", id="jpeg"),
    ],
)
def test_a_file_is_what_its_content_says_whatever_its_name(content, media_type):
    case = world.started_case()

    material_id = upload(case, content, name="扫描件.exe")

    material = cases.material_for_actor(material_id, actor=case.applicant)
    assert (material.media_type, material.size) == (media_type, len(content))
    with open_file(material.sha256) as kept:
        assert kept.read() == content


@pytest.mark.parametrize(
    ("chunks", "kind"),
    [
        pytest.param([b""], FileEmpty, id="empty"),
        pytest.param([], FileEmpty, id="nothing-at-all"),
        pytest.param([b"MZ" + b"\0" * 300], FileTypeRefused, id="program-named-pdf"),
        pytest.param([b"<html><script>alert(1)</script>"], FileTypeRefused, id="page-named-pdf"),
        pytest.param([b"PK\x03\x04" + b"\0" * 300], FileTypeRefused, id="archive-named-pdf"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_nothing_is_kept(chunks, kind):
    case = world.started_case()

    with refused(kind):
        upload(case, *chunks)


def test_a_file_over_the_limit_is_refused_at_the_byte_that_is_too_many(settings):
    settings.ONESEAL_UPLOAD_LIMIT_BYTES = 2 * 1024 * 1024
    case = world.started_case()
    read = []

    def endless():
        while True:
            read.append(1)
            yield world.PDF.ljust(1024 * 1024, b" ")

    with refused(FileTooLarge, limit_mb=2):
        services.material_attach(
            case_id=case.id, key="rules_list", file_name="a.pdf", chunks=endless(), actor=case.applicant, now=now()
        )
    assert len(read) == 3


def test_a_connection_lost_in_the_middle_leaves_no_row_and_no_file():
    case = world.started_case()

    def cut_off():
        yield world.PDF
        raise ConnectionResetError("the browser went away")

    with pytest.raises(ConnectionResetError):
        services.material_attach(
            case_id=case.id, key="rules_list", file_name="a.pdf", chunks=cut_off(), actor=case.applicant, now=now()
        )

    assert cases.materials_of(case.facts) == []
    assert not StoredFile.objects.exists()


def test_an_upload_goes_on_after_one_that_was_cut_off():
    case = world.started_case()

    def cut_off():
        yield world.PDF
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        services.material_attach(
            case_id=case.id, key="rules_list", file_name="a.pdf", chunks=cut_off(), actor=case.applicant, now=now()
        )
    upload(case, world.PDF)

    assert [row.key for row in cases.materials_of(case.facts)] == ["rules_list"]


def test_a_material_the_item_does_not_ask_for_is_refused():
    case = world.started_case()

    with pytest.raises(MaterialUnknown):
        upload(case, world.PDF, key="tax_certificate")
    assert cases.materials_of(case.facts) == []


def test_the_same_bytes_are_kept_once():
    case = world.started_case()

    upload(case, world.PDF)
    upload(case, world.PDF, name="b.pdf")

    assert StoredFile.objects.count() == 1
    assert len(cases.materials_of(case.facts)) == 2


def test_a_file_taken_back_counts_no_more():
    case = world.filled_case()
    first = cases.materials_of(case.facts)[0]

    services.material_withdraw(material_id=first.id, actor=case.applicant, now=now())

    assert first.id not in [row.id for row in cases.materials_of(case.facts)]
    with pytest.raises(CaseNotFound):
        services.material_withdraw(material_id=first.id, actor=case.applicant, now=now())


# --- correction --------------------------------------------------------------------------------


def test_a_correction_lets_only_the_named_material_change():
    case = world.correction_pending_case()
    other = next(row.key for row in cases.materials_of(case.facts) if row.key != "rules_list")

    with pytest.raises(NothingToCorrectHere) as caught:
        upload(case, world.PDF, key=other)
    assert caught.value.facts["names"] == other
    with refused(NothingToCorrectHere):
        world.save(case, contact_name="王五")


def test_a_correction_lets_only_the_named_field_change():
    case = world.submitted_case()
    world.request_correction(case, CONTACT)

    with refused(NothingToCorrectHere, names="premises_address"):
        world.save(case, premises_address="别处")
    world.save(case, contact_name="王五")
    services.case_correct(case_id=case.id, press=world.press(case.applicant))

    assert cases.answers_of(case.facts).values["contact_name"] == "王五"
    assert case.facts.state == "submitted"


def test_saving_the_same_value_again_mends_nothing():
    case = world.submitted_case()
    world.request_correction(case, CONTACT)

    world.save(case, contact_name=world.ANSWERS["contact_name"])

    (notice,) = cases.corrections_of(case.facts)
    assert [defect["target"] for defect in cases.defects_open(case.facts, notice)] == ["field:contact_name"]


def test_a_file_of_the_first_round_cannot_be_taken_back_during_a_correction():
    case = world.correction_pending_case()
    first = next(row for row in cases.materials_of(case.facts) if row.key == "rules_list")

    with refused(NothingToCorrectHere):
        services.material_withdraw(material_id=first.id, actor=case.applicant, now=now())


def test_a_mended_file_takes_the_place_of_the_one_before_which_stays_as_history():
    case = world.corrected_case()

    (present,) = [row for row in cases.materials_of(case.facts) if row.key == "rules_list"]

    assert present.correction_round == 1
    assert Case.objects.get(pk=case.id).materials.filter(key="rules_list").count() == 2


def test_the_package_is_hashed_anew_after_a_correction():
    case = world.correction_pending_case()
    before = cases.answers_of(case.facts).package_sha256

    world.mend(case)

    after = cases.answers_of(case.facts).package_sha256
    assert len(before) == len(after) == 64
    assert before != after
    assert verbs(case.id)[-1] == "cases.correct"


def test_a_material_holds_so_many_files_and_no_more(monkeypatch):
    monkeypatch.setattr("oneseal.cases.services.drafting.MOST_FILES", 1)
    case = world.started_case()
    upload = {"case_id": case.id, "key": "rules_list", "actor": case.applicant, "now": now()}
    services.material_attach(**upload, file_name="一.pdf", chunks=[world.PDF])

    with pytest.raises(TooManyFiles):
        services.material_attach(**upload, file_name="二.pdf", chunks=[world.PDF, b"2"])
