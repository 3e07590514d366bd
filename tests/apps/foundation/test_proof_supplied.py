"""What an applicant brings later is frozen anew and bound to the trace like what he handed in first."""

import pytest

from oneseal.cases.models import Application
from oneseal.cases.selectors import answers_of, materials_of
from oneseal.forms.services import PackageMaterial, package_hash
from tests.apps.foundation.proving import tampered
from tests.apps.foundation.test_proof_frozen import act, codes
from tests.factories import special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def test_what_is_brought_later_is_frozen_and_told_with_its_hash():
    case = special.tolerant_case()
    before = answers_of(case.facts).package_sha256

    special.supply(case)

    kept, files = answers_of(case.facts), materials_of(case.facts)
    whole = package_hash(kept.values, [PackageMaterial(row.key, row.sha256) for row in files])
    told = act(case, "cases.supply")
    assert told["package_sha256"] == kept.package_sha256 == whole != before
    assert told["sha256"] == [row.sha256 for row in files if row.key == "rules_list"]


def test_a_supplied_file_that_was_exchanged_is_named():
    case = special.supplied_case()
    assert codes(case) == set()

    tampered("UPDATE cases_material SET sha256 = repeat('0', 64) WHERE case_id = %s AND key = 'rules_list'", [case.id])

    assert codes(case) == {"packages.altered"}


def test_a_file_that_was_attached_and_not_brought_yet_belongs_to_no_hash():
    case = special.tolerant_case()
    world.attach(case, "rules_list")

    assert codes(case) == set()


def test_the_files_of_a_case_that_was_supplied_before_supplies_were_frozen_are_no_fault():
    case = special.tolerant_case()
    told = act(case, "cases.submit")["package_sha256"]
    special.supply(case)
    Application.objects.filter(case_id=case.id).update(package_sha256=told)
    tampered(
        "UPDATE audit_entry SET after = after - 'package_sha256' WHERE subject_id = %s AND verb = 'cases.supply'",
        [case.id],
    )

    assert not {code for code in codes(case) if code.startswith("packages.")}
