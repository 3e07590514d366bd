"""The table of divisions: loaded again and again, searched, chosen from above, kept by the city where it knows more."""

from datetime import date

import pytest
from django.core.management import call_command

from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import DivisionFollowed, DivisionOver, DivisionWrong, NotAllowed
from oneseal.identity.models import Division, DivisionSuccession
from oneseal.identity.selectors import division_by_code, divisions_below, divisions_found, followers_of, path_of
from oneseal.identity.services import (
    Edition,
    Succession,
    division_keep,
    divisions_load,
    divisions_past_load,
    divisions_succession_load,
)
from oneseal.identity.services.dividing import DivisionTold, division_require
from tests.apps.traces import refused, verbs
from tests.factories import world
from tests.unit.identity.test_division_codes import NAMES

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def table(city):
    divisions_load(names=NAMES, source="edition 1")


def keep(*, by=None, **told):
    division_keep(told=DivisionTold(**told), actor=by or world.staff(world.ADMINISTRATOR), now=now())


def test_loading_again_writes_nothing(table):
    assert Division.objects.count() == len(NAMES)
    assert divisions_load(names=NAMES, source="edition 1") == 0


def test_a_new_edition_renames_and_adds_and_loses_nothing(table):
    names = {**NAMES, "410902": "新名区", "410923": "南乐县"}
    del names["410902001"]

    assert divisions_load(names=names, source="edition 2") == 2
    assert division_by_code("410902").name == "新名区"
    assert division_by_code("410902").source == "edition 2"
    assert division_by_code("410902001").source == "edition 1"


def test_a_choice_goes_down_step_by_step(table):
    assert [row.code for row in divisions_below()] == ["110000", "410000"]
    assert [row.code for row in divisions_below("410900")] == ["410902", "410971002"]
    assert [row.name for row in path_of(division_by_code("410902001"))] == ["河南省", "濮阳市", "华龙区", "中原路街道"]


@pytest.mark.parametrize(
    ("words", "under", "codes"),
    [
        pytest.param("华龙", "", ["410902"], id="by-name"),
        pytest.param("4109", "", ["410900", "410902", "410902001", "410971002"], id="by-code"),
        pytest.param("东", "410000", [], id="elsewhere"),
        pytest.param("东", "110000", ["110101", "110101001"], id="inside"),
        pytest.param("  ", "", [], id="nothing"),
        pytest.param("%", "", [], id="a-sign-of-the-database"),
    ],
)
def test_divisions_are_found_by_the_beginning_of_name_or_code(table, words, under, codes):
    assert [row.code for row in divisions_found(words, under=under)] == codes


def test_validity_and_successor_are_unknown_until_the_city_says_them(table, city):
    before = division_by_code("410902")
    assert (before.valid_from, before.valid_until, before.successor) == (None, None, None)

    keep(code="410902", name="x", valid_until=date(2026, 2, 28), successor="410900")

    after = division_by_code("410902")
    assert (after.name, after.valid_until, after.successor.code) == ("华龙区", date(2026, 2, 28), "410900")
    assert "410902" not in [row.code for row in divisions_below("410900", on=date(2026, 3, 1))]
    assert "410902" in [row.code for row in divisions_below("410900", on=date(2026, 2, 28))]
    assert divisions_load(names={**NAMES, "410902": "改名"}, source="edition 2") == 1
    assert division_by_code("410902").valid_until == date(2026, 2, 28)
    assert verbs(city.agency_id)[-1] == "identity.division_kept"


def test_the_city_adds_divisions_of_its_own_which_no_edition_overwrites(table):
    keep(code="990000", name="安江省")
    keep(code="999900", name="安澜市")

    assert divisions_load(names={**NAMES, "999900": "别的"}, source="edition 2") == 0
    own = division_by_code("999900")
    assert (own.name, own.level, own.parent_id, own.source) == ("安澜市", "city", "990000", "")


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"code": "41"}, id="no-code"),
        pytest.param({"code": "410923", "successor": "123456"}, id="no-such-successor"),
        pytest.param({"code": "410902", "successor": "410902"}, id="its-own-successor"),
        pytest.param(
            {"code": "410923", "valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, id="wrong-order"
        ),
    ],
)
def test_a_division_that_cannot_be_is_refused(table, told):
    with refused(DivisionWrong):
        keep(name="x", **told)


def test_only_the_administrator_keeps_divisions(table):
    with refused(NotAllowed):
        keep(by=world.staff("reviewer"), code="410923", name="南乐县")


REVISIONS = {
    "200112": {"410000": "河南省", "410900": "濮阳市", "410902": "市区", "410904": "郊区"},
    "201904": {"410000": "河南省", "410900": "濮阳市", "410902": "市区"},
}


@pytest.fixture
def past(table):
    edition = Edition("202112", {code: name for code, name in NAMES.items() if len(code) == 6})
    return divisions_past_load(revisions=REVISIONS, edition=edition, source="revisions 1")


def test_the_past_adds_what_is_over_and_loading_it_again_writes_nothing(past):
    gone = division_by_code("410904")

    assert (gone.name, gone.parent_id, gone.gone_since, gone.source) == ("郊区", "410900", "201904", "revisions 1")
    assert (gone.valid_until, gone.successor) == (None, None)
    edition = Edition("202112", {code: name for code, name in NAMES.items() if len(code) == 6})
    assert divisions_past_load(revisions=REVISIONS, edition=edition, source="revisions 1") == 0


def test_an_old_name_finds_the_division_and_what_is_over_comes_last(past):
    assert [row.code for row in divisions_found("市区")] == ["410902"]
    assert [row.code for row in divisions_found("4109")][-1] == "410904"
    assert [row.code for row in divisions_below("410900")][-1] == "410904"
    assert "410904" not in [row.code for row in divisions_below("410900", on=date(2026, 3, 1))]


def test_what_the_city_states_is_not_overwritten_by_a_revision(table):
    keep(code="410905", name="示范区", valid_from=date(2020, 1, 1))
    keep(code="410902", name="x", valid_from=date(2003, 5, 1))
    edition = Edition("202112", {"410902": "华龙区", "410905": "别的"})

    divisions_past_load(revisions=REVISIONS, edition=edition, source="revisions 1")

    own, told = division_by_code("410905"), division_by_code("410902")
    assert (own.name, own.valid_from, own.named_since) == ("示范区", date(2020, 1, 1), "")
    assert told.valid_from == date(2003, 5, 1)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        pytest.param("410902", None, id="stands"),
        pytest.param("888888", None, id="the-table-does-not-know-it"),
        pytest.param("410904", DivisionOver, id="over-and-nobody-says-what-followed"),
        pytest.param("110101", DivisionFollowed, id="over-and-followed"),
    ],
)
def test_a_division_that_is_over_cannot_be_chosen_anew(past, code, refusal):
    keep(code="110101", name="x", valid_until=date(2026, 1, 31), successor="410902")

    if refusal is None:
        division_require(code, on=date(2026, 3, 1))
        return
    with refused(refusal):
        division_require(code, on=date(2026, 3, 1))
    assert division_by_code(code) is not None


# --- what followed ------------------------------------------------------------------------------

SPLIT = Succession("410904", ("110101", "410902"), 2005, "国函〔2005〕1号")


def followers(code):
    return [(told.code, told.year, told.notice) for told in followers_of([division_by_code(code)]).get(code, [])]


def test_the_record_says_what_followed_and_loading_it_again_writes_nothing(past):
    assert divisions_succession_load(told=[SPLIT, Succession("999999", ("410902",), 2005, "")]) == 2
    assert divisions_succession_load(told=[SPLIT]) == 0

    assert followers("410904") == [("110101", 2005, SPLIT.notice), ("410902", 2005, SPLIT.notice)]
    with refused(DivisionFollowed) as refusal:
        division_require("410904", on=date(2026, 3, 1))
    named = [str(division_by_code(code)) for code in ("110101", "410902")]
    assert refusal.value.facts["successor"] == "、".join(named)


def test_what_followed_is_followed_on_in_time_to_what_still_stands(past):
    later, earlier = (Succession("410902", ("410900",), year, "") for year in (2010, 2001))
    divisions_succession_load(told=[SPLIT, later])

    assert followers("410904") == [("110101", 2005, SPLIT.notice), ("410900", 2010, "")]

    divisions_succession_load(told=[earlier])

    assert followers("410904") == [("110101", 2005, SPLIT.notice), ("410902", 2005, SPLIT.notice)]


def test_what_the_city_states_goes_before_the_record(past):
    divisions_succession_load(told=[SPLIT])
    keep(code="410904", name="x", successor="410900")

    assert followers("410904") == [("410900", None, "")]


def test_the_succession_that_ships_leads_from_what_is_over_to_what_stands(empty_house, clock):
    call_command("load_reference", verbosity=0)
    rows = DivisionSuccession.objects.select_related("division")

    assert rows.count() > 300
    assert {row.division_id for row in rows if not row.division.gone_since} == set()
    over = Division.objects.filter(gone_since__gte="201101", level="county").exclude(code__regex="(01|7[0-9])$")
    followed = followers_of(over)
    unknown = [row for row in over if row.code not in followed]
    assert len(unknown) < over.count() / 20
    told = followers_of(Division.objects.filter(code__in=["371200", "341422", "130103"]))
    assert {code: [row.name for row in rows] for code, rows in told.items()} == {
        "371200": ["济南市"], "341422": ["无为市"], "130103": ["长安区", "桥西区"],
    }  # fmt: skip
