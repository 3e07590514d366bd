"""One press, sent twice: done once, in the words it first came with, by the one who pressed."""

import json
from dataclasses import replace
from hashlib import sha256
from importlib import import_module

import pytest
from django.apps import apps
from django.http import QueryDict

from oneseal.cases import services
from oneseal.cases.models import SubmissionKey
from oneseal.cases.press_errors import PressedOtherwise
from oneseal.cases.selectors import opinions_of
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.http.presses import told_digest
from oneseal.foundation.timekeeping import now
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.traces import paper_kinds, refused, verbs
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_same_press_twice_gives_the_same_number_and_one_receipt():
    case = world.filled_case()
    key = world.uuid4()

    first = world.submit(case, key)
    second = world.submit(case, key)

    assert first == second
    assert first.number
    assert paper_kinds(case.id) == ["receipt"]
    assert verbs(case.id) == ["cases.submit"]


def test_the_same_press_with_other_words_is_refused_and_the_first_words_stand():
    case = world.accepted_case()
    press = replace(world.press(world.staff("reviewer")), told=told_digest(QueryDict("text=甲")))

    def recommend(text, press):
        services.case_recommend(case_id=case.id, told=OpinionTold("grant", text), press=press)

    recommend("符合条件。", press)
    recommend("符合条件。", press)
    with refused(PressedOtherwise):
        recommend("现场另有问题。", replace(press, told=told_digest(QueryDict("text=乙"))))

    assert [row.text for row in opinions_of(case.facts)] == ["符合条件。"]


def test_the_same_press_of_another_person_is_no_repetition():
    case = world.submitted_case()
    first, second = world.staff("intake_clerk"), world.appoint("intake_clerk")
    press = world.press(first)
    services.case_accept(case_id=case.id, press=press)

    with refused(NoSuchMove):
        services.case_accept(case_id=case.id, press=services.Press(second, now(), press.key))


def test_a_key_used_for_another_act_is_no_repetition():
    case = world.reviewed_case()
    press = world.press(world.staff("approver"))
    services.case_send_back(case_id=case.id, reason="请补充现场核查结论。", press=press)

    with refused(NoSuchMove, action="grant"):
        services.case_grant(case_id=case.id, text="", press=press)


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(sha256("现场属实。".encode()).hexdigest(), id="digested-without-a-key-by-an-older-release"),
        pytest.param("", id="forgotten-by-the-upgrade"),
    ],
)
def test_a_press_of_before_keyed_digests_still_counts_once(first):
    case, press = (
        world.accepted_case(),
        replace(world.press(world.staff("reviewer")), told=told_digest(QueryDict("a=1"))),
    )
    told = OpinionTold("grant", "现场属实。")
    services.case_recommend(case_id=case.id, told=told, press=press)
    SubmissionKey.objects.filter(key=press.key).update(told=first)
    before = case.facts.version

    services.case_recommend(case_id=case.id, told=told, press=press)

    assert case.facts.version == before


def test_what_a_press_told_cannot_be_guessed_without_the_key_file(settings, tmp_path):
    posted = QueryDict("id_number=110105199001010015&press=1")
    ours = told_digest(posted)
    plain = sha256(json.dumps(["", [["id_number", ["110105199001010015"]]]], ensure_ascii=False).encode()).hexdigest()

    settings.ONESEAL_KEY_FILE = tmp_path / "other.key"

    assert ours.startswith("k1.")
    assert len(ours) <= SubmissionKey._meta.get_field("told").max_length
    assert plain not in ours
    assert told_digest(posted) != ours
    assert told_digest(posted) == told_digest(QueryDict("press=2&id_number=110105199001010015"))


def test_the_upgrade_empties_digests_without_a_key_and_keeps_the_others():
    case, told = world.accepted_case(), told_digest(QueryDict("a=1"))
    rows = list(SubmissionKey.objects.filter(case_id=case.id).order_by("used_at")[:2])
    for row, kept in zip(rows, (sha256(b"x").hexdigest(), told), strict=True):
        SubmissionKey.objects.filter(pk=row.pk).update(told=kept)

    import_module("oneseal.cases.migrations.0029_forget_unkeyed_digests").forget(apps, None)

    assert [SubmissionKey.objects.get(pk=row.pk).told for row in rows] == ["", told]


def test_the_upgrade_tells_open_procedures_their_limit():
    case = world.accepted_case()
    aside.open_procedure(case)
    migration, before = import_module("oneseal.cases.migrations.0028_limit_open_procedures"), case.facts.pauses
    assert before[-1]["law_days"] == 20

    migration.forget(apps, None)
    assert "law_days" not in case.facts.pauses[-1]
    migration.limit(apps, None)

    assert case.facts.pauses == before
