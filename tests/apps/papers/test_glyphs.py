"""What no installed font draws is refused while nothing is decided yet, not found out afterwards."""

import pytest

from oneseal.cases import services
from oneseal.cases.models import Case
from oneseal.foundation.timekeeping import now
from oneseal.papers.models import Paper
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import paper_file
from oneseal.papers.services.rendering import typesetter
from oneseal.papers.typesetting.fonts import GlyphMissing
from tests.apps.traces import refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

RARE = "𩽹"  # U+29F79: not in Noto Serif SC


def test_a_name_that_cannot_be_printed_refuses_the_move_before_anything_is_written():
    case = world.filled_case()
    Case.objects.filter(pk=case.id).update(party_name=f"张{RARE}")

    with refused(GlyphMissing, characters=RARE):
        world.submit(case)

    assert case.facts.state == "draft"
    assert not Paper.objects.filter(subject_id=case.id).exists()


def test_an_answer_that_the_licence_could_not_state_refuses_the_grant():
    case = world.filled_case()
    world.save(case, safety_manager_name=f"李{RARE}")
    world.submit(case)
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    world.recommend(case)

    with refused(GlyphMissing, characters=RARE):
        services.case_grant(case_id=case.id, text="", press=world.press(world.staff("approver")))

    assert case.facts.state == "decision_pending"


def test_a_file_name_that_cannot_be_printed_stops_neither_the_receipt_nor_the_archive():
    case = world.filled_case()
    world.attach(case, "rules_list", b"more", file_name="制度😀.pdf")
    world.submit(case)
    receipt = papers_of(case.id, for_public=True)[0]

    assert paper_file(receipt.id, now=now()).startswith(b"%PDF")


def test_lines_as_browsers_end_them_can_be_printed():
    case = world.reviewed_case()

    services.case_refuse(
        case_id=case.id, text="第一条理由。\r\n第二条理由。", press=world.press(world.staff("approver"))
    )

    assert paper_file(papers_of(case.id, for_public=True)[-1].id, now=now()).startswith(b"%PDF")


def test_a_font_that_was_added_is_used_without_a_restart(settings, tmp_path):
    settings.ONESEAL_DATA = tmp_path
    before = typesetter()
    (tmp_path / "fonts").mkdir()
    font = next(settings.ONESEAL_NODE_MODULES.glob("@expo-google-fonts/noto-serif-sc/400Regular/*.ttf"))
    (tmp_path / "fonts" / font.name).write_bytes(font.read_bytes())

    assert typesetter() is not before
    assert typesetter() is typesetter()
