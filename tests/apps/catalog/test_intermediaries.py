"""The list of intermediary services: entered, told anew, cleaned and kept; what it stops and what counts it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from oneseal.catalog.errors import LedgerRowNotFound, LedgerRowUnfit, PublicationRefused
from oneseal.catalog.models import IntermediaryService, IntermediaryVersion
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.intermediaries import (
    intermediaries_ahead,
    intermediaries_asked,
    intermediaries_cleaned,
    intermediaries_listed,
)
from oneseal.catalog.selectors.intermediary_shown import intermediary_shown
from oneseal.catalog.services import element_set, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.intermediaries import Moved, intermediary_list, intermediary_move, intermediary_tell
from oneseal.catalog.services.lists import IntermediaryState, Payer, Told
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.errors import NotAllowed
from tests.apps.traces import verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
ONE_DAY = timedelta(days=1)
NAME = "食品安全检测"
TELLS = Told(trade="检验检测", law="某法", article="第一条", payer=Payer.APPLICANT)


def editor():
    return world.staff("item_administrator")


def stranger():
    """Return an item administrator of another agency."""
    return replace(editor(), agency_id=uuid4())


def enter(told=TELLS, *, number="Z-1", name=NAME, on=None, actor=None):
    return intermediary_list(
        number=number, name=name, told=told, effective_on=on or today(), actor=actor or editor(), now=now()
    )


def move(service_id, *, state=IntermediaryState.CLEANED, on=None, seen=1, actor=None, document="某政发〔2016〕1号"):
    moved = Moved(state, document, today(), "第一批", "没有法律依据", on or today())
    return intermediary_move(service_id=service_id, moved=moved, seen=seen, actor=actor or editor(), now=now())


def tell(service_id, *, seen=1, on=None, actor=None, **changed):
    told = replace(TELLS, **changed)
    return intermediary_tell(
        service_id=service_id, told=told, effective_on=on or today(), seen=seen, actor=actor or editor(), now=now()
    )


def draft_naming(*names):
    draft = item_revise(item_id=world.city().item_id, actor=editor(), now=now())
    revision = version_for_editor(draft, actor=editor()).revision
    told = ElementTold("intermediary", "\n".join(names), revision)
    element_set(version_id=draft, told=told, actor=editor(), now=now())
    return draft


def faults(version_id, on):
    found = version_for_editor(version_id, actor=editor(), on=on).faults
    return [fault.code for fault in found if "intermediary" in fault.code]


def states(on=None):
    return {row.service.number: row.state for row in intermediaries_listed(on=on or today())}


def test_a_service_that_no_list_has_stops_the_publication_until_it_is_entered():
    draft = draft_naming(NAME)
    assert faults(draft, today()) == ["catalog.intermediary_unlisted"]
    with pytest.raises(PublicationRefused):
        item_publish(version_id=draft, effective_on=today(), actor=editor(), now=now())

    service_id = enter()
    item_publish(version_id=draft, effective_on=today(), actor=editor(), now=now())

    assert [place.item_id for place in intermediary_shown(service_id, on=today()).places] == [world.city().item_id]


def test_a_service_is_cleaned_from_its_day_on_and_stops_what_takes_effect_then():
    service_id, draft = enter(), draft_naming(NAME)

    move(service_id, on=today() + ONE_DAY)

    assert (states(), states(today() + ONE_DAY)) == ({"Z-1": "kept"}, {"Z-1": "cleaned"})
    assert faults(draft, today()) == []
    assert faults(draft, today() + ONE_DAY) == ["catalog.intermediary_cleaned"]


def test_a_material_of_a_cleaned_service_is_not_asked_for():
    service_id = enter(name="食品经营许可申请书")
    draft = draft_naming()
    assert faults(draft, today()) == []

    move(service_id)

    assert faults(draft, today()) == ["catalog.material_intermediary_cleaned"]
    places = intermediary_shown(service_id, on=today()).places
    assert [(place.item_id, place.material) for place in places] == [(world.city().item_id, "食品经营许可申请书")]


def test_what_was_said_stays_and_is_followed_by_what_is_said_next():
    service_id = enter()
    assert tell(service_id, payer=Payer.AGENCY) == 2
    assert move(service_id, seen=2) == 3
    assert move(service_id, state=IntermediaryState.KEPT, seen=3) == 4

    shown = intermediary_shown(service_id, on=today())

    assert (shown.row.number, shown.row.payer, shown.row.state, shown.is_ahead) == (4, "agency", "kept", False)
    assert [row.state for row in shown.versions] == ["kept", "cleaned", "kept", "kept"]
    assert [row.payer for row in shown.versions] == ["agency", "agency", "agency", "applicant"]
    assert verbs(world.city().agency_id)[-4:] == [
        "catalog.intermediary_listed", "catalog.intermediary_told", "catalog.intermediary_moved",
        "catalog.intermediary_moved",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda: IntermediaryVersion.objects.update(payer=""), id="no-version-changes"),
        pytest.param(lambda: IntermediaryVersion.objects.all().delete(), id="no-version-goes"),
        pytest.param(lambda: IntermediaryService.objects.update(name="另一服务"), id="no-name-changes"),
    ],
)
def test_the_database_lets_nothing_change_that_was_said(written):
    enter()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        written()


def test_a_change_does_not_move_the_state():
    service_id = enter()

    tell(service_id, state=IntermediaryState.CLEANED, document="某号", state_reason="没有依据")

    assert states() == {"Z-1": "kept"}


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        pytest.param(lambda known: enter(name="另一服务"), LedgerRowUnfit, id="a-number-that-is-taken"),
        pytest.param(lambda known: enter(number="Z-2", name="食品 安全检测"), LedgerRowUnfit, id="a-taken-name"),
        pytest.param(lambda known: enter(number=" ", name="另一服务"), LedgerRowUnfit, id="without-a-number"),
        pytest.param(lambda known: enter(replace(TELLS, law=""), number="Z-2", name="乙"), LedgerRowUnfit, id="no-law"),
        pytest.param(lambda known: move(known, document=" "), LedgerRowUnfit, id="cleaned-without-a-document"),
        pytest.param(lambda known: move(known, on=today() - ONE_DAY), LedgerRowUnfit, id="cleaned-before-it-was-kept"),
        pytest.param(lambda known: move(known, state=IntermediaryState.KEPT), LedgerRowUnfit, id="kept-already"),
        pytest.param(lambda known: move(known, seen=2), WriteConflict, id="somebody-was-there-first"),
        pytest.param(lambda known: tell(known, seen=0), WriteConflict, id="told-over-what-was-not-seen"),
        pytest.param(lambda known: move(uuid4()), LedgerRowNotFound, id="no-such-service"),
        pytest.param(lambda known: enter(number="Z-2", name="乙", actor=stranger()), NotAllowed, id="anothers-list"),
        pytest.param(lambda known: tell(known, actor=stranger()), NotAllowed, id="told-by-a-stranger"),
        pytest.param(lambda known: move(known, actor=stranger()), NotAllowed, id="cleaned-by-a-stranger"),
    ],
)
def test_what_does_not_fit_or_is_not_allowed_leaves_the_list_as_it_was(act, problem):
    known = enter()

    with pytest.raises(problem):
        act(known)

    assert IntermediaryVersion.objects.count() == 1


def test_what_was_cleaned_between_two_days_is_counted_once_and_told_row_by_row():
    for number, name in (("Z-1", "甲"), ("Z-2", "乙"), ("Z-3", "丙")):
        enter(number=number, name=name, on=today() - 10 * ONE_DAY)
    known = {row.service.number: row.service_id for row in intermediaries_listed(on=today())}
    move(known["Z-1"], on=today() - 5 * ONE_DAY)
    move(known["Z-2"], on=today() - 5 * ONE_DAY)
    move(known["Z-2"], state=IntermediaryState.KEPT, seen=2)

    def cleaned(first, last):
        rows = intermediaries_cleaned(after=today() - first * ONE_DAY, until=today() - last * ONE_DAY)
        return [row.service.number for row in rows]

    assert cleaned(10, 1) == ["Z-1", "Z-2"]
    assert cleaned(10, 0) == ["Z-1"]
    assert cleaned(5, 0) == []
    assert cleaned(10, 6) == []


def test_the_list_is_searched_and_what_comes_later_stands_apart():
    enter()
    enter(number="Z-2", name="房屋测绘", on=today() + ONE_DAY)

    assert [row.service.name for row in intermediaries_listed(on=today(), words="检验")] == [NAME]
    assert intermediaries_listed(on=today(), words="测绘") == []
    assert [row.service.name for row in intermediaries_ahead(on=today())] == ["房屋测绘"]
    assert [row.service.name for row in intermediaries_ahead(on=today() + ONE_DAY)] == []


def test_a_guide_learns_what_the_list_says_of_what_its_item_names():
    enter()

    known, unknown = intermediaries_asked([NAME, "无此服务"], on=today())

    assert (known.row.law, known.row.article, known.row.payer) == ("某法", "第一条", "applicant")
    assert (unknown.said, unknown.row) == ("无此服务", None)
