"""Closing a file: everything listed with its hash, once, and packed whole."""

import io
import json
import zipfile
from hashlib import sha256

import pytest

from oneseal.archives.models import Archive
from oneseal.archives.selectors import archive_of_case
from oneseal.archives.services import archive_zip, file_archive
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import materials_of
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.selectors import papers_of
from tests.apps.traces import acts, refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_manifest_names_every_part_with_its_hash():
    case = world.archived_case()

    archive = archive_of_case(case.id)

    manifest = archive.manifest
    assert {row["sha256"] for row in manifest["materials"]} == {row.sha256 for row in materials_of(case.facts)}
    assert [row["number"] for row in manifest["papers"]] == [
        paper.number for paper in papers_of(case.id, for_public=False)
    ]
    assert manifest["trace_rows"] == len(acts(case.id))
    assert manifest["trace_head"] == bytes(acts(case.id)[-1].digest).hex()
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True)
    assert archive.manifest_sha256 == sha256(text.encode()).hexdigest()


def test_the_package_holds_manifest_trace_papers_and_materials():
    case = world.archived_case()

    packed = zipfile.ZipFile(io.BytesIO(archive_zip(case.facts, now=now())))

    names = packed.namelist()
    assert names[:2] == ["manifest.json", "trace.json"]
    assert sum(name.startswith("papers/") for name in names) == len(papers_of(case.id, for_public=False))
    kept = {sha256(packed.read(name)).hexdigest() for name in names if name.startswith("materials/")}
    assert kept == {row.sha256 for row in materials_of(case.facts)}
    assert packed.testzip() is None


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("../../etc/passwd.pdf", id="path-upwards"),
        pytest.param("/etc/x.pdf", id="absolute-path"),
        pytest.param("a/b\\c.pdf", id="separators"),
    ],
)
def test_a_file_name_of_the_public_leads_nowhere_out_of_the_package(name):
    case = world.filled_case()
    first = materials_of(case.facts)[0]
    world.services.material_withdraw(material_id=first.id, actor=case.applicant, now=now())
    world.attach(case, first.key, b"named", file_name=name)
    world.submit(case)
    world.refuse_at_the_door(case)
    world.deliver_events()
    world.hand_over(case)
    file_archive(case_id=case.id, press=world.press(world.staff("archivist")))

    names = zipfile.ZipFile(io.BytesIO(archive_zip(case.facts, now=now()))).namelist()

    assert not [one for one in names if ".." in one.split("/") or one.startswith("/") or one.count("/") > 1]


def test_a_file_is_archived_once():
    case = world.archived_case()

    with refused(NoSuchMove, action="archive"):
        file_archive(case_id=case.id, press=world.press(world.staff("archivist")))
    assert Archive.objects.filter(case_id=case.id).count() == 1


def test_the_same_press_twice_archives_once():
    case = world.delivered_case()
    press = world.press(world.staff("archivist"))

    file_archive(case_id=case.id, press=press)
    file_archive(case_id=case.id, press=press)

    assert [paper.kind for paper in papers_of(case.id, for_public=False)].count("archive_catalogue") == 1


def test_an_open_case_is_not_archived():
    case = world.issuing_case()

    with refused(NoSuchMove):
        file_archive(case_id=case.id, press=world.press(world.staff("archivist")))


def test_only_the_archivist_archives():
    case = world.delivered_case()
    stranger = world.person()

    with refused(NotAllowed):
        file_archive(case_id=case.id, press=world.press(world.staff("issue_clerk")))
    with refused(CaseNotFound):
        file_archive(case_id=case.id, press=world.press(stranger))
