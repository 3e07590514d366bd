"""What shows that a result arrived: each way has its own proof (Licensing Law art. 44)."""

from datetime import datetime, timedelta

import pytest

from oneseal.cases.delivery_errors import ParcelNotTold, ResultNotSeen, SignatureDayUnfit, SignatureNotTold
from oneseal.cases.rules.delivering import Proof, require_proof
from oneseal.foundation.timekeeping import BEIJING

DECIDED = datetime(2026, 11, 20, 10, 0, 30, tzinfo=BEIJING)
NOW = DECIDED + timedelta(days=5)
WAYBILL = "EX000000001CN"


def signed(at):
    return Proof(waybill=WAYBILL, signed_at=at)


@pytest.mark.parametrize(
    ("way", "proof"),
    [
        pytest.param("window", Proof(), id="who-stands-there-signs"),
        pytest.param("electronic", Proof(is_seen=True), id="looked-at"),
        pytest.param("express", signed(DECIDED + timedelta(days=2)), id="signed-for"),
        pytest.param("express", signed(DECIDED.replace(second=0)), id="in-the-minute-of-the-decision"),
        pytest.param("express", signed(NOW), id="just-now"),
    ],
)
def test_what_is_shown_is_delivered(way, proof):
    require_proof(way, proof, since=DECIDED, now=NOW)


@pytest.mark.parametrize(
    ("way", "proof", "refusal"),
    [
        pytest.param("electronic", Proof(), ResultNotSeen, id="nobody-looked"),
        pytest.param("electronic", signed(NOW), ResultNotSeen, id="a-parcel-is-no-look"),
        pytest.param("express", Proof(signed_at=NOW), ParcelNotTold, id="no-parcel"),
        pytest.param("express", Proof(is_seen=True), ParcelNotTold, id="a-look-is-no-parcel"),
        pytest.param("express", Proof(waybill=WAYBILL), SignatureNotTold, id="nobody-signed"),
        pytest.param("express", signed(DECIDED - timedelta(minutes=1)), SignatureDayUnfit, id="before-the-decision"),
        pytest.param("express", signed(NOW + timedelta(minutes=1)), SignatureDayUnfit, id="ahead"),
    ],
)
def test_what_nothing_shows_is_not_delivered(way, proof, refusal):
    with pytest.raises(refusal):
        require_proof(way, proof, since=DECIDED, now=NOW)
