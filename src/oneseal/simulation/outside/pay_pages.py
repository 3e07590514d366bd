"""The page on which people pay in the demo city, and the notice that goes out when somebody has paid."""

from __future__ import annotations

import contextlib
import http.client
import time
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from oneseal.foundation.outside.wire import HEADER, packed, signature
from oneseal.simulation.outside.payment import PAGE, PaymentGateway, Row
from oneseal.simulation.outside.serving import Page

NOTICE_SECONDS: Final = 3.0
_FRAME: Final = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示缴费平台</title>
<style>
body {{ font: 18px/1.7 "Noto Sans SC", sans-serif; margin: 0; color: #1c1f23; background: #f2f4f6; }}
main {{ max-width: 28rem; margin: 8vh auto; padding: 2rem; background: #fff; border-top: 4px solid #3a5a86; }}
h1 {{ font-size: 1.25rem; margin: 0 0 1rem; }}
p {{ overflow-wrap: anywhere; }}
.sum {{ font-size: 2rem; margin: .5rem 0; }}
.note {{ color: #4c5560; font-size: .9rem; }}
button {{ font: inherit; width: 100%; padding: .8rem; border: 0; background: #24466f; color: #fff; cursor: pointer; }}
</style></head>
<body><main>{inside}</main></body></html>
"""
_OPEN: Final = """<h1>演示缴费平台 <span lang="en">Demo payment gateway</span></h1>
<p>{title}</p><p class="sum">¥ {amount}</p><p class="note">订单 <span lang="en">Order</span> {id}</p>
<form method="post"><button>缴费 <span lang="en">Pay</span></button></form>
<p class="note">这是演示，没有真的付款，也不需要银行卡。
<span lang="en">A demonstration: no money moves, and no card is needed.</span></p>
<p><a href="{back}">不缴费，返回 <span lang="en">Back without paying</span></a></p>"""
_DONE: Final = """<h1>已经缴费 <span lang="en">Paid</span></h1>
<p>{title}</p><p class="sum">¥ {amount}</p><p>电子票据号 <span lang="en">E-receipt</span> {receipt}</p>
<p><a href="{back}">返回办件 <span lang="en">Back to the case</span></a></p>"""
_NONE: Final = '<h1>没有这个订单 <span lang="en">No such order</span></h1>'


@dataclass(frozen=True, slots=True)
class GatewayPages:
    """The pages of the gateway."""

    gateway: PaymentGateway

    def show(self, path: str) -> Page:
        """Show an order to whoever wants to pay it."""
        row = self._row(path)
        if row is None:
            return Page(HTTPStatus.NOT_FOUND, _FRAME.format(inside=_NONE))
        told = {name: escape(value) for name, value in row.items()}
        return Page(HTTPStatus.OK, _FRAME.format(inside=(_OPEN if row["state"] == "open" else _DONE).format(**told)))

    def press(self, path: str) -> Page:
        """Let an order be paid, tell the city so, and send the person back."""
        row = self._row(path)
        if row is None:
            return self.show(path)
        paid = self.gateway.pay(row["id"]) or row
        _notify(paid, self.gateway.secret)
        return Page(HTTPStatus.SEE_OTHER, onward=paid["back"])

    def _row(self, path: str) -> Row | None:
        return self.gateway.order(path.removeprefix(PAGE)) if path.startswith(PAGE) else None


def _notify(row: Row, secret: str) -> None:
    """Send the signed notice, once; whoever misses it asks when the person comes back, or at night."""
    place, body = urlsplit(row["notice"]), packed({"key": row["key"]})
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    signed = signature(secret, method="POST", path=place.path, body=body, at=int(time.time()))
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection = kind(place.hostname or "", place.port, timeout=NOTICE_SECONDS)
        connection.request("POST", place.path, body, {"Content-Type": "application/json", HEADER: signed})
        connection.getresponse().read()
        connection.close()
