"""What the post may say, where a parcel is then, and which look at a paper is a delivery (domain H.5)."""

from datetime import UTC, datetime, timedelta

import pytest

from oneseal.dispatch.rules import (
    Destination,
    ParcelState,
    Way,
    event_from,
    events_from,
    is_served_by_view,
    state_after,
    waybill_from,
)

BOOKED = datetime(2026, 3, 4, 2, 0, 30, tzinfo=UTC)
NOW = BOOKED + timedelta(days=1)


def row(kind="accepted", *, after=timedelta(hours=1), signer="", place="安澜市"):
    return {"kind": kind, "at": (BOOKED + after).isoformat(), "place": place, "signer": signer}


def read(*rows, waybill="AL00000000001"):
    return events_from({"waybill": waybill, "events": list(rows)}, waybill="AL00000000001", since=BOOKED, now=NOW)


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        pytest.param([], ParcelState.BOOKED, id="nothing-happened"),
        pytest.param(["accepted"], ParcelState.ACCEPTED, id="at-the-post"),
        pytest.param(["accepted", "in_transit"], ParcelState.IN_TRANSIT, id="under-way"),
        pytest.param(["accepted", "signed"], ParcelState.SIGNED, id="signed-for"),
        pytest.param(["accepted", "returned"], ParcelState.RETURNED, id="came-back"),
        pytest.param(["signed", "in_transit"], ParcelState.SIGNED, id="what-ended-stays-ended"),
        pytest.param(["returned", "signed"], ParcelState.RETURNED, id="the-first-end-counts"),
    ],
)
def test_where_a_parcel_is_follows_from_its_events(kinds, state):
    rows = [row(kind, after=timedelta(hours=place), signer="张三") for place, kind in enumerate(kinds)]

    assert state_after(read(*rows)) is state


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"kind": "signed"}, id="signed-by-nobody"),
        pytest.param({"kind": "lost"}, id="unknown-event"),
        pytest.param({"kind": "ordered"}, id="not-for-the-post-to-say"),
        pytest.param({"after": timedelta(hours=-1)}, id="before-it-was-booked"),
        pytest.param({"after": timedelta(days=2)}, id="not-yet"),
    ],
)
def test_an_event_that_cannot_be_is_not_believed(told):
    with pytest.raises(ValueError, match=r"event|ParcelState"):
        read(row(**told))


def test_an_event_without_a_time_zone_is_none():
    with pytest.raises(ValueError, match="not an event"):
        event_from({"kind": "accepted", "at": "2026-03-04T10:00:00"})


def test_an_answer_about_another_parcel_is_not_believed():
    with pytest.raises(ValueError, match="not an answer about this parcel"):
        read(row(), waybill="AL00000000002")


def test_the_minute_of_the_booking_is_late_enough():
    """The post counts in minutes, so its first event may carry the seconds before the booking."""
    assert len(read(row(after=timedelta(seconds=-30)))) == 1


def test_what_is_kept_of_an_event_does_not_name_the_signer():
    event = event_from(row("signed", signer="张三"))

    assert "张三" not in str(event.as_row())
    assert event_from(event.as_row()).at == event.at


@pytest.mark.parametrize("number", [None, 0, "", "short", "al00000000001", "AL 0000000001", "A" * 21])
def test_what_is_no_waybill_is_refused(number):
    with pytest.raises(ValueError, match="not a waybill"):
        waybill_from({"waybill": number})


@pytest.mark.parametrize(
    ("destination", "missing"),
    [
        pytest.param(Destination("张三", "13000000000", "演示路1号"), "", id="complete"),
        pytest.param(Destination(" ", "13000000000", "演示路1号"), "recipient", id="nobody"),
        pytest.param(Destination("张三", "010-1234567", "演示路1号"), "mobile", id="not-a-mobile"),
        pytest.param(Destination("张三", "13000000000"), "address", id="nowhere"),
    ],
)
def test_a_parcel_needs_somebody_a_number_and_a_place(destination, missing):
    assert destination.missing() == missing


@pytest.mark.parametrize(
    ("kind", "chosen", "expected"),
    [
        pytest.param("licence", None, True, id="the-electronic-licence-is-the-licence"),
        pytest.param("refusal_decision", None, False, id="a-decision-needs-a-choice"),
        pytest.param("refusal_decision", Way.ELECTRONIC, True, id="who-chose-the-screen"),
        pytest.param("licence", Way.WINDOW, False, id="who-wants-paper-at-the-window"),
        pytest.param("licence", Way.EXPRESS, False, id="who-wants-paper-by-post"),
    ],
)
def test_a_look_is_a_delivery_only_to_whom_it_was_promised(kind, chosen, expected):
    assert is_served_by_view(paper_kind=kind, chosen=chosen) is expected
