"""The other agencies of the demo city: a centre, departments stationed in it, and one above the city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.selectors import posts_of_agency, staff_of_agency
from oneseal.identity.services import (
    agency_found,
    agency_place,
    division_keep,
    entrustment_make,
    letter_keep,
    letters_demand,
    place_keep,
    post_keep,
    staff_appoint,
    substitute_appoint,
)
from oneseal.identity.services.authorising import LetterTold
from oneseal.identity.services.dividing import DivisionTold
from oneseal.identity.services.entrusting import EntrustmentTold
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.places import HallTold, RangeTold, SectionTold, WindowTold, ZoneTold
from oneseal.identity.services.posting import PostTold
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from oneseal.kernel.access import Actor
from oneseal.papers.services import SealFacts, seal_enable
from oneseal.simulation import world
from oneseal.simulation.actors import actor_of


def agencies_found(accounts: dict[str, UUID], *, now: datetime) -> None:
    """Found every further agency with staff, seal and places, and add their logins to `accounts`."""
    told = world.agencies()
    encoded = make_password(world.city()["password"])
    admin = actor_of(accounts["admin"])
    for row in told["divisions"]:
        division_keep(told=DivisionTold(**row), actor=admin, now=now)
    keys: dict[str, UUID] = {"first": admin.own_agency}
    for agency in told["others"]:
        keys[agency["key"]] = _found(agency, accounts, encoded=encoded, admin=admin, now=now)
    _first(told, keys, accounts, encoded=encoded, now=now)
    for agency in told["others"]:
        actor = actor_of(accounts[agency["staff"][0]["username"]])
        _places(agency, keys, actor=actor, now=now)
        if "entrusts" in agency:
            _entrust(agency["entrusts"], keys, actor=actor, now=now)


def _entrust(told: Mapping[str, Any], keys: Mapping[str, UUID], *, actor: Actor, now: datetime) -> None:
    """Entrust every item of a department to the integrated window of the centre; no last day is agreed."""
    entrustment = EntrustmentTold(keys[told["centre"]], told["basis"], beijing_date(now))
    entrustment_make(told=entrustment, actor=actor, now=now)


def _login(row: Mapping[str, Any], encoded: str) -> NewAccount:
    return NewAccount(row["username"], world.city()["password"], row["name"], encoded)


def _found(told: Mapping[str, Any], accounts: dict[str, UUID], *, encoded: str, admin: Actor, now: datetime) -> UUID:
    first, *others = told["staff"]
    made = agency_found(
        facts=AgencyFacts(**told["facts"]), place=AgencyPlace(told["kind"], None, told["origin"]),
        administrator=_login(first, encoded), actor=admin, now=now,
    )  # fmt: skip
    accounts[first["username"]] = made.administrator_id
    own = actor_of(accounts[first["username"]])
    posts = {post.kind: post.id for post in posts_of_agency(made.agency_id)}
    for row in others:
        account = _login(row, encoded)
        accounts[account.username] = staff_appoint(account=account, post_id=posts[row["post"]], actor=own, now=now)
    _letters(told.get("letters", ()), actor=own, now=now)
    if "seal" in told:
        seal_enable(facts=SealFacts(**told["seal"]), actor=own, now=now)
    return made.agency_id


def _letters(told: Sequence[Mapping[str, Any]], *, actor: Actor, now: datetime) -> None:
    """Enter the letters by which a department authorises its window, and demand one for each act from then on."""
    first = beijing_date(now)
    for row in told:
        until = first.replace(year=first.year + row["years"], month=12, day=31)
        letter = LetterTold(
            row["number"] % {"year": first.year}, row["signed_by"], tuple(row["authorities"]), first, until
        )  # fmt: skip
        letter_keep(told=letter, scan=None, actor=actor, now=now)
    if told:
        letters_demand(is_demanded=True, actor=actor, now=now)


def _first(
    told: Mapping[str, Any], keys: dict[str, UUID], accounts: dict[str, UUID], *, encoded: str, now: datetime
) -> None:
    """Give the bureau its sections, more staff, its upper agency and its substitutes (AB岗)."""
    first, admin = told["first"], actor_of(accounts["admin"])
    upper = next(keys[row["key"]] for row in told["others"] if "first" in row.get("above", ()))
    place = AgencyPlace(first["kind"], upper, first["origin"])
    agency_place(agency_id=admin.own_agency, place=place, actor=admin, now=now)
    sections = {row["name"]: place_keep(told=SectionTold(**row), actor=admin, now=now) for row in first["sections"]}
    kinds = {post.kind: post for post in posts_of_agency(admin.own_agency)}
    for row in first["staff"]:
        model = kinds[row["post"]]
        title = f"{model.title}（{row['section']}）"
        post = PostTold(title, tuple(model.permissions), sections[row["section"]])
        post_id = post_keep(told=post, actor=admin, now=now)
        accounts[row["username"]] = staff_appoint(account=_login(row, encoded), post_id=post_id, actor=admin, now=now)
    holdings = {row.account.username: row.id for row in staff_of_agency(admin)}
    for row in first["substitutes"]:
        substitute_appoint(
            holding_id=holdings[row["of"]], account_id=accounts[row["by"]], ends_on=None, actor=admin, now=now
        )


def _places(told: Mapping[str, Any], keys: dict[str, UUID], *, actor: Actor, now: datetime) -> None:
    for row in told.get("ranges", ()):
        place_keep(told=RangeTold(**row), actor=actor, now=now)
    for hall in told.get("halls", ()):
        facts = {name: text for name, text in hall.items() if name != "zones"}
        hall_id = place_keep(told=HallTold(**facts), actor=actor, now=now)
        for zone in hall["zones"]:
            zone_id = place_keep(told=ZoneTold(hall_id, zone["name"], zone["floor"]), actor=actor, now=now)
            for row in zone["windows"]:
                owner = keys[row["agency"]] if "agency" in row else None
                window = WindowTold(zone_id, row["number"], row["name"], owner)
                place_keep(told=window, actor=actor, now=now)
