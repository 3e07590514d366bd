"""Whoever acts in the post of a colleague who is away is named with him, in the log and on the page."""

import re
from dataclasses import replace

import pytest

from oneseal.cases import services
from oneseal.cases.selectors import trace_for_actor
from oneseal.foundation.audit.models import Entry
from tests.apps.foundation.proving import tampered
from tests.apps.traces import chain_is_whole
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def absent():
    return world.staff("approver")


@pytest.fixture
def case(absent):
    """Return a case that a substitute granted in the place of the approver."""
    case, stand_in = world.reviewed_case(), world.appoint("approver")
    actor = replace(
        absent, account_id=stand_in.account_id, name="王替岗", post_title=f"{absent.post_title}（B岗）",
        stands_in_for=absent.account_id,
    )  # fmt: skip
    services.case_grant(case_id=case.id, text="符合法定条件。", press=world.press(actor))
    return case


def test_the_log_names_in_whose_place_a_substitute_acted_and_binds_it(case, absent):
    row = Entry.objects.get(subject_id=case.id, verb="cases.grant")
    assert row.after["stands_in_for"] == str(absent.account_id)
    assert chain_is_whole(case)
    others = Entry.objects.filter(subject_id=case.id).exclude(pk=row.pk)
    assert not any("stands_in_for" in one.after for one in others)

    tampered(
        "UPDATE audit_entry SET after = after - 'stands_in_for' WHERE subject_id = %s AND verb = 'cases.grant'",
        [case.id],
    )
    assert not chain_is_whole(case)


def test_the_trace_names_both(case, absent, desk):
    row = next(one for one in trace_for_actor(case.facts, actor=absent) if one.verb == "cases.grant")
    assert (row.actor_name, row.absent_name) == ("王替岗", absent.name)

    page = re.sub(r"\s+", " ", desk("approver").get(f"/workbench/cases/{case.id}/").content.decode())

    assert f"王替岗（代{absent.name}）" in page
    assert page.count("（代") == 1
