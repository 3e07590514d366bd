"""The payment gateway of the demo city (缴费平台): takes orders, is paid on its own page, pays back, lists a day.

No money moves and nobody is asked for a card; what is kept is what a treasury's gateway would tell.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import RLock
from typing import Any, Final

from oneseal.foundation import timekeeping
from oneseal.foundation.timekeeping import beijing_date
from oneseal.simulation.outside.serving import Answer, Handler, Refused

ORDERS: Final = "/v1/orders"
ASK: Final = "/v1/orders/ask"
REFUND: Final = "/v1/orders/refund"
DAYS: Final = "/v1/days"
PAGE: Final = "/pay/"
Row = dict[str, str]
_TOLD: Final = ("key", "id", "amount", "state", "paid_at", "receipt")


@dataclass(slots=True)
class PaymentGateway:
    """Every order, by its key, in one file; an order is taken once, paid once and paid back once."""

    path: Path
    secret: str
    clock: Callable[[], datetime] = timekeeping.now
    lock: RLock = field(default_factory=RLock)

    @classmethod
    def at(cls, path: Path, *, secret: str) -> PaymentGateway:
        """Return the gateway whose orders are in a file."""
        return cls(path, secret)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Return what answers at which path."""
        return {ORDERS: self.take, ASK: self.tell, REFUND: self.refund, DAYS: self.day}

    def rows(self) -> dict[str, Row]:
        """Return every order by its key."""
        try:
            rows: dict[str, Row] = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return rows

    def _keep(self, row: Row) -> None:
        rows = {**self.rows(), row["key"]: row}
        new = self.path.with_suffix(f".{os.getpid()}.new")
        new.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
        new.replace(self.path)

    def take(self, content: Mapping[str, Any]) -> Answer:
        """Take an order and return where it is paid; the same key gives the same order."""
        key, amount = str(content["key"]), Decimal(str(content["amount"]))
        if not key or amount <= 0:
            message = "a key and an amount are needed"
            raise Refused(message)
        with self.lock:
            rows = self.rows()
            row = rows.get(key)
            if row is None:
                number = len(rows) + 1
                row = {
                    "key": key, "id": f"ZF{number:010d}", "amount": f"{amount:.2f}", "title": str(content["title"]),
                    "state": "open", "paid_at": "", "receipt": "", "back": str(content["back"]),
                    "notice": str(content["notice"]),
                }  # fmt: skip
                self._keep(row)
            elif Decimal(row["amount"]) != amount:
                message = "the key stands for another amount"
                raise Refused(message)
        return {**_told(row), "page": f"{PAGE}{row['id']}"}

    def tell(self, content: Mapping[str, Any]) -> Answer:
        """Say how an order stands."""
        return _told(self.rows()[str(content["key"])])

    def refund(self, content: Mapping[str, Any]) -> Answer:
        """Pay an order back, once."""
        with self.lock:
            row = self.rows()[str(content["key"])]
            if row["state"] == "open" or Decimal(str(content["amount"])) != Decimal(row["amount"]):
                message = "not paid, or another amount"
                raise Refused(message)
            self._keep({**row, "state": "refunded"})
        return {**_told(row), "state": "refunded"}

    def day(self, content: Mapping[str, Any]) -> Answer:
        """List what was paid on a day, whether paid back since or not."""
        day = str(content["day"])
        rows = [row for row in self.rows().values() if row["paid_at"] and _day_of(row) == day]
        return {"day": day, "payments": [_told(row) for row in sorted(rows, key=lambda row: row["id"])]}

    def wrong(self, content: Mapping[str, Any]) -> Answer:
        """Answer of an order that nobody asked for, paid with one fen, as a gateway with a fault does."""
        paid = {
            "key": str(content.get("key", "")), "id": "ZF0000000000", "amount": "0.01", "state": "paid",
            "paid_at": self.clock().isoformat(), "receipt": "0000000000", "page": f"{PAGE}ZF0000000000",
        }  # fmt: skip
        return {**paid, "day": str(content.get("day", "")), "payments": [paid]}

    def order(self, order_id: str) -> Row | None:
        """Return an order by the gateway's own number."""
        return next((row for row in self.rows().values() if row["id"] == order_id), None)

    def pay(self, order_id: str) -> Row | None:
        """Let an order be paid and give it the number of its receipt; paid before, nothing changes."""
        with self.lock:
            row = self.order(order_id)
            if row is None or row["state"] != "open":
                return row
            receipt = f"{int(row['id'].removeprefix('ZF')):010d}"
            paid = {**row, "state": "paid", "paid_at": self.clock().isoformat(), "receipt": receipt}
            self._keep(paid)
            return paid


def _told(row: Row) -> dict[str, str]:
    return {name: row[name] for name in _TOLD}


def _day_of(row: Row) -> str:
    return beijing_date(datetime.fromisoformat(row["paid_at"])).isoformat()
