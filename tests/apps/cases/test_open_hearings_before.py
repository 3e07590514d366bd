"""Hearings that the plain form had opened can be arranged or ended after the change."""

from importlib import import_module

import pytest
from django.apps import apps

from oneseal.cases import services
from oneseal.cases.models import Hearing, Procedure
from tests.factories import aside
from tests.factories import procedures as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
MIGRATION = import_module("oneseal.cases.migrations.0016_give_open_hearings_their_row")


def test_an_open_hearing_gets_its_row_goes_on_pausing_and_can_be_ended():
    case = aside.paused_case()
    Procedure.objects.update(kind="hearing")  # as the plain form opened it before
    MIGRATION.give_rows(apps, None)
    MIGRATION.give_rows(apps, None)

    assert Hearing.objects.get().phase == "requested"
    assert len(case.facts.open_procedures) == 1
    services.hearing_end(case_id=case.id, told=services.EndTold("申请撤回。", True), press=make.by("reviewer"))
    assert not case.facts.open_procedures


def test_going_back_takes_away_what_nobody_arranged():
    aside.paused_case()
    Procedure.objects.update(kind="hearing")
    MIGRATION.give_rows(apps, None)

    MIGRATION.take_rows_away(apps, None)

    assert not Hearing.objects.exists()
