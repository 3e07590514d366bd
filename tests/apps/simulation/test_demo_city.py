"""The demo city: every inbox has something, once."""

from uuid import uuid4

import pytest
from django.contrib.auth import authenticate

from oneseal.cases.selectors import cases_inbox, cases_of_account
from oneseal.cases.selectors.facts import case_heads
from oneseal.catalog.selectors import (
    Wanted,
    adjustments_public,
    catalogue_found,
    items_received,
    reference_items,
    reviews_for,
)
from oneseal.foundation.audit.selectors import chain_faults
from oneseal.foundation.outbox.services import waiting_count
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import (
    actor_for_account,
    agencies_all,
    agency_by_id,
    is_centre_address,
    posts_of_agency,
    windows_taking,
)
from oneseal.papers.selectors import seal_in_force
from oneseal.simulation import world as told
from oneseal.simulation.life import demo_life_make
from oneseal.simulation.management.commands.demo_accounts import accounts
from oneseal.simulation.services import demo_city_build


@pytest.fixture(scope="module")
def built(city_of_this_file):
    return city_of_this_file(demo_city_build)


@pytest.fixture
def demo(settings, built, db, clock):
    settings.STORAGES = built


def signed_in(username):
    user = authenticate(username=username, password=told.city()["password"])
    return actor_for_account(user.pk, "127.0.0.1")


@pytest.mark.usefixtures("demo")
def test_every_inbox_of_the_demo_city_has_something_in_it():
    inboxes = {
        name: [row.facts.state for row in cases_inbox(signed_in(name), now=now()).rows]
        for name in ("intake", "reviewer", "approver", "issuer")
    }
    mine = {row.facts.state for row in cases_of_account(signed_in("applicant"), now=now()).rows}
    assert all(inboxes.values()), inboxes
    assert {"draft", "submitted", "correction_pending", "archived"} <= mine
    assert list(chain_faults("case", case_heads())) == []
    assert waiting_count() == 0
    assert {row["username"] for row in accounts()} == {
        "applicant", *(row["username"] for row in told.city()["staff"]),
    }  # fmt: skip
    assert demo_city_build(now=now()) == 0
    assert {agency.kind for agency in agencies_all()} == {
        "approval_bureau", "catalogue_office", "government", "service_centre", "stationed_department", "upper_agency",
    }  # fmt: skip


@pytest.mark.usefixtures("demo")
def test_the_list_of_the_demo_city_has_a_life():
    demo_life_make(now=now())

    assert [row.kind for row in adjustments_public()].count("suspend") == 1
    assert {row.kind for row in adjustments_public()} == {"suspend", "delegate_down", "entrust", "new"}
    assert [(row.stage, row.open_remarks) for row in reviews_for(signed_in("catalogue"))] == [("department", 1)]
    assert all("演示" in row.document.number for row in adjustments_public())


@pytest.mark.usefixtures("demo")
def test_every_agency_of_the_demo_city_can_work():
    for agency in told.agencies()["others"]:
        for row in agency["staff"]:
            actor = signed_in(row["username"])
            assert actor.permissions, row
        posts = {post.kind for post in posts_of_agency(actor.own_agency)}
        assert {row["post"] for row in agency["staff"]} == posts
        assert (seal_in_force(actor) is not None) is ("seal" in agency)
    assert [window.number for window in windows_taking(uuid4(), agency_id=signed_in("tobacco_admin").own_agency)] == [
        "A01", "A02", "A03", "B01", "C01", "D01",
    ]  # fmt: skip
    assert is_centre_address("127.0.0.1")
    assert not is_centre_address("203.0.113.7")
    assert agency_by_id(signed_in("admin").own_agency).upper.name == "安江省公安厅"


@pytest.mark.usefixtures("demo")
def test_every_item_that_ships_is_published_by_the_agency_that_handles_it():
    published = {row.name: row.agency_name for row in items_received(on=today())}
    powers = catalogue_found(Wanted(reach="power"), on=today()).rows
    published |= {row.name: row.department for row in powers}
    competent = {told.city()["item"]["key"]: told.city()["agency"]["uscc"]} | {
        key: item["agency"] for key, item in told.items().items()
    }
    names = {agency.uscc: agency.name for agency in agencies_all()}
    shipped = {key: source["item"]["elements"]["name"]["value"] for key, source in reference_items().items()}
    assert {shipped[key]: names[uscc] for key, uscc in competent.items()} == published
