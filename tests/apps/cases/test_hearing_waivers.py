"""Who was told of the right to a hearing may want none (APL 47); minutes are kept as they were signed (APL 48)."""

from datetime import timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import Hearing, MinutesScan
from oneseal.cases.procedure_errors import (
    HearingNotInPhase,
    HearingOwed,
    HearingPeriodRuns,
    HearingRequestLate,
    NoMinutesToSign,
    WaiverUnfit,
)
from oneseal.cases.rules.hearing import all_waived
from oneseal.cases.rules.states import Action
from oneseal.foundation.files.services import FileEmpty, FileTypeRefused
from oneseal.foundation.timekeeping import today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.cases.test_hearings import text_of
from tests.apps.foundation.proving import findings
from tests.apps.traces import chain_is_whole, paper_kinds, refused, verbs
from tests.factories import procedures as make
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def waive(case, key=None):
    services.hearing_waive(case_id=case.id, press=world.press(case.applicant, key))


def record(case, who="邻居李四", on=None):
    told = services.WaiverTold(who, on or today())
    services.hearing_waiver_record(case_id=case.id, told=told, press=make.by("reviewer"))


def decide(case):
    make.recommend_and_grant(case)


@pytest.mark.parametrize(
    ("others", "waived_by", "is_over"),
    [
        pytest.param((), (), False, id="nobody-said-so"),
        pytest.param((), ("甲",), True, id="the-applicant-alone-was-told"),
        pytest.param(("乙",), ("甲",), False, id="the-neighbour-keeps-his-right"),
        pytest.param(("乙",), ("乙",), False, id="the-applicant-keeps-his-right"),
        pytest.param(("乙", "丙"), ("丙", "甲", "乙"), True, id="everybody-said-so"),
    ],
)
def test_nothing_is_waited_for_once_everybody_who_was_told_wants_no_hearing(others, waived_by, is_over):
    assert all_waived(applicant="甲", others=others, waived_by=waived_by) is is_over


def test_the_applicants_waiver_ends_the_wait_at_once_where_he_alone_was_told():
    case = world.accepted_case()
    make.tell_right(case, others=())
    world.recommend(case)
    with refused(HearingPeriodRuns):
        services.case_grant(case_id=case.id, text="", press=make.by("approver"))

    waive(case)
    services.case_grant(case_id=case.id, text="", press=make.by("approver"))

    assert case.facts.state == "granted"
    assert make.hearing_of(case).phase == "ended"  # the row of the right ends with its case


def test_a_waiver_is_a_paper_that_says_until_when_he_may_change_his_mind():
    case = make.told_case()

    waive(case)

    hearing = make.hearing_of(case)
    assert paper_kinds(case.id)[-1] == "hearing_waiver"
    said = text_of(case, "hearing_waiver")
    assert (said["waived_by"], said["until_on"]) == (
        case.facts.party_name,
        f"{hearing.request_until_on:%Y年%-m月%-d日}",
    )
    assert hearing.waivers == [{"name": case.facts.party_name, "on": today().isoformat()}]
    assert verbs(case.id)[-1] == "cases.waive_hearing"
    assert chain_is_whole(case)


def test_whoever_changes_his_mind_before_the_decision_asks_all_the_same():
    case = make.told_case()
    waive(case)
    record(case)

    make.request(case)

    assert make.hearing_of(case).waivers == [{"name": "邻居李四", "on": today().isoformat()}]
    world.recommend(case)
    with refused(HearingOwed):
        services.case_grant(case_id=case.id, text="", press=make.by("approver"))


def test_after_the_five_days_nobody_changes_his_mind(clock):
    case = make.told_case()
    waive(case)
    clock.stand_at(f"{make.hearing_of(case).request_until_late_on + timedelta(days=1)} 09:00")

    with refused(HearingRequestLate):
        make.request(case)


@pytest.mark.parametrize(
    ("who", "on"),
    [
        pytest.param("路人", 0, id="who-was-not-told"),
        pytest.param("邻居李四", 1, id="on-a-day-to-come"),
        pytest.param("邻居李四", -1, id="before-he-was-told"),
    ],
)
def test_only_who_was_told_waives_and_only_since_then(who, on):
    case = make.told_case()

    with refused(WaiverUnfit):
        record(case, who, today() + timedelta(days=on))


def test_nobody_waives_twice_nor_what_he_has_asked_for():
    case = make.told_case()
    waive(case)
    assert Action.WAIVE_HEARING not in cases.actions_open(case.facts, actor=case.applicant, today=today())
    with refused(WaiverUnfit):
        waive(case)

    asked = make.asked_case()
    with refused(HearingNotInPhase):
        record(asked)


def test_only_the_applicant_waives_for_himself_and_an_examiner_records_the_rest():
    case, stranger = make.told_case(), world.person()

    with refused(CaseNotFound):
        services.hearing_waive(case_id=case.id, press=world.press(stranger))
    with refused(NotAllowed):
        services.hearing_waiver_record(
            case_id=case.id, told=services.WaiverTold("邻居李四", today()), press=make.by("intake_clerk")
        )


def test_a_hearing_of_before_the_upgrade_knows_no_waiver():
    case = make.told_case()
    Hearing.objects.filter(case_id=case.id).update(waivers=None)

    waive(case)

    assert len(make.hearing_of(case).waivers) == 1


# --- one takes his request back, the others keep their days ---------------------------------------


def take_back(case):
    told = services.EndTold("申请人书面撤回听证申请。", is_taken_back=True)
    services.hearing_end(case_id=case.id, told=told, press=make.by("reviewer"))


@pytest.mark.parametrize("asked", [make.asked_case, make.arranged_case])
def test_who_takes_his_request_back_takes_nobody_elses_days(clock, asked):
    case = asked()
    first = make.hearing_of(case)
    clock.stand_at(f"{today() + timedelta(days=2)} 09:00")

    take_back(case)

    hearing = make.hearing_of(case)
    assert (hearing.phase, hearing.others, hearing.told_on) == ("told", ["邻居李四"], first.told_on)
    assert hearing.waivers == [{"name": case.facts.party_name, "on": today().isoformat()}]
    assert make.procedure_of(case, "hearing").target_on == first.request_until_late_on
    assert not case.facts.open_procedures
    assert text_of(case, "hearing_end_notice")["others_until"]
    world.recommend(case)
    with refused(HearingPeriodRuns, until=first.request_until_late_on):
        services.case_grant(case_id=case.id, text="", press=make.by("approver"))
    clock.stand_at(f"{today() + timedelta(days=2)} 09:00")
    make.record_request(case)
    assert make.hearing_of(case).requested_by == "邻居李四"
    make.arrange(case)
    clock.stand_at(f"{make.workday(7)} 17:00")
    make.hold(case)
    assert not case.facts.open_procedures
    assert chain_is_whole(case)
    assert not {row.code for row in findings() if row.code.startswith(("clocks.procedure", "leftovers."))}


def test_it_ends_at_once_where_nobody_else_waits(clock):
    waived, late = make.told_case(), make.asked_case()
    record(waived)
    make.request(waived)

    take_back(waived)
    clock.stand_at(f"{make.hearing_of(late).request_until_late_on + timedelta(days=1)} 09:00")
    take_back(late)

    for case in (waived, late):
        assert (make.hearing_of(case).phase, Hearing.objects.filter(case_id=case.id).count()) == ("ended", 1)
        assert "others_until" not in text_of(case, "hearing_end_notice")
        decide(case)
        assert case.facts.state == "granted"


def test_the_new_chair_stands_before_those_who_were_invited_and_who_was_told_stays_known():
    case = make.asked_case()
    make.arrange(case, participants=("邻居王五",))
    told = services.RecusalTold(
        new_chair_id=make.account("approver"), reason="属实。", asked_by="邻居王五", asked_because="主持人是亲属。"
    )  # fmt: skip

    services.recusal_decide(case_id=case.id, told=told, press=make.by("agency_head"))

    hearing = make.hearing_of(case)
    assert hearing.others == ["邻居李四"]
    assert make.procedure_of(case, "hearing").people == [hearing.chair_name, "邻居王五"]


# --- signed minutes ------------------------------------------------------------------------------


def attach(case, content=world.PDF, name="听证笔录.pdf", by=None):
    press = world.press(by or world.staff("reviewer"))
    services.minutes_attach(case_id=case.id, file_name=name, chunks=[content], press=press)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [pytest.param(world.PDF, "application/pdf", id="pdf"), pytest.param(PNG, "image/png", id="picture")],
)
def test_a_scan_is_kept_with_its_hash_and_read_by_staff_and_applicant(clock, content, media_type):
    case = make.heard_case(clock)

    attach(case, content, "../../签字.exe")

    (scan,) = cases.minutes_scans_of(case.facts)
    assert (scan.media_type, len(scan.sha256), scan.size) == (media_type, 64, len(content))
    assert cases.minutes_scan_for_actor(scan.id, actor=case.applicant)[0] == scan
    assert cases.minutes_scan_for_actor(scan.id, actor=world.staff("reviewer"))[0] == scan
    assert verbs(case.id)[-1] == "cases.attach_minutes"
    assert chain_is_whole(case)


def test_a_stranger_reads_no_minutes(clock):
    case = make.heard_case(clock)
    attach(case)
    scan_id = MinutesScan.objects.get().id

    for stranger in (world.person(), None):
        with refused(CaseNotFound):
            cases.minutes_scan_for_actor(scan_id, actor=stranger)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(b"MZ\x90 an executable called .pdf", FileTypeRefused, id="another-type-whatever-its-name"),
        pytest.param(b"", FileEmpty, id="nothing"),
    ],
)
def test_what_is_no_scan_is_refused(clock, content, error):
    case = make.heard_case(clock)

    with refused(error):
        attach(case, content)


def test_the_same_scan_is_kept_once(clock):
    case = make.heard_case(clock)
    attach(case)
    attach(case)

    assert MinutesScan.objects.count() == 1


def test_minutes_are_signed_after_they_were_made():
    case = make.arranged_case()

    assert Action.ATTACH_MINUTES not in cases.actions_open(case.facts, actor=world.staff("reviewer"), today=today())
    with pytest.raises(NoMinutesToSign):
        attach(case)


@pytest.mark.parametrize("kind", ["approver", "archivist"])
def test_only_who_examines_attaches_minutes(clock, kind):
    case, stranger = make.heard_case(clock), world.person()

    with refused(NotAllowed):
        attach(case, by=world.staff(kind))
    with refused(CaseNotFound):
        attach(case, by=stranger)


def test_an_ended_case_takes_no_minutes(clock):
    case = make.heard_case(clock)
    make.recommend_and_grant(case, "依据听证笔录。")

    with pytest.raises(NoSuchMove):
        attach(case)
