"""The post of the demo city: takes parcels, gives waybills, and tells where a parcel is; visitors carry it on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

from oneseal.foundation.timekeeping import now
from oneseal.simulation.outside.serving import Answer, Handler, Refused

BOOK: Final = "/v1/parcels"
TRACK: Final = "/v1/parcels/track"
SHOWN: Final = 20
_DIGITS: Final = 10**11
_PARTS: Final = ("recipient", "mobile", "address")
# What may happen to a parcel after what has happened to it last; empty: it was only booked.
NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("accepted",),
    "accepted": ("in_transit", "signed", "returned"),
    "in_transit": ("signed", "returned"),
    "signed": (),
    "returned": (),
}


def waybill_of(key: str) -> str:
    """Return the waybill number of an order; the same order always has the same."""
    return f"AL{int.from_bytes(hashlib.sha256(key.encode()).digest()) % _DIGITS:011}"


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Orders and events, one line each in a file that this server and the demo's page both append to."""

    path: Path
    lock: Lock

    @classmethod
    def at(cls, path: Path) -> PostOffice:
        """Return the post office that keeps its book in a file."""
        return cls(path, Lock())

    def handlers(self) -> dict[str, Handler]:
        """Return what it answers at which path."""
        return {BOOK: self.book, TRACK: self.track}

    def book(self, content: Mapping[str, Any]) -> Answer:
        """Take a parcel and return its waybill; the same key gives the same waybill."""
        key, receiver = str(content["key"]), content["receiver"]
        if not str(content["sender"]["name"]) or not all(str(receiver[part]) for part in _PARTS):
            message = "a sender, a recipient, a mobile number and an address are needed"
            raise Refused(message)
        waybill = waybill_of(key)
        with self.lock:
            if all(row["waybill"] != waybill for row in self._rows()):
                told = {"waybill": waybill, "recipient": receiver["recipient"], "address": receiver["address"]}
                self._append(told)
        return {"waybill": waybill}

    def track(self, content: Mapping[str, Any]) -> Answer:
        """Tell what has happened to a parcel."""
        waybill = str(content["waybill"])
        rows = [row for row in self._rows() if row["waybill"] == waybill]
        if not rows:
            message = "no such parcel"
            raise Refused(message)
        names = ("kind", "at", "place", "signer")
        return {"waybill": waybill, "events": [{name: row[name] for name in names} for row in rows if "kind" in row]}

    def advance(self, waybill: str, kind: str) -> bool:
        """Let the next thing happen to a parcel; return False when it cannot."""
        known = {row["waybill"]: row for row in self.parcels()}
        if waybill not in known or kind not in NEXT[known[waybill]["last"]]:
            return False
        signer = known[waybill]["recipient"] if kind == "signed" else ""
        told = {"waybill": waybill, "kind": kind, "at": now().isoformat(), "place": "安澜市", "signer": signer}
        self._append(told)
        return True

    def parcels(self) -> list[dict[str, Any]]:
        """Return the newest parcels, newest first, each with what happened to it last and what may happen next."""
        found: dict[str, dict[str, Any]] = {}
        for row in self._rows():
            if "kind" in row:
                found[row["waybill"]]["last"] = row["kind"]
            else:
                found[row["waybill"]] = {**row, "last": ""}
        return [{**row, "next": NEXT[row["last"]]} for row in list(found.values())[-SHOWN:][::-1]]

    def _rows(self) -> list[dict[str, str]]:
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def _append(self, row: Mapping[str, str]) -> None:
        with self.path.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")


def posted_wrongly(content: Mapping[str, Any]) -> Answer:
    """Answer with no waybill, or about a parcel that nobody asked about, signed by nobody."""
    if "waybill" not in content:
        return {"waybill": 0}
    event = {"kind": "signed", "at": now().isoformat(), "place": "", "signer": ""}
    return {"waybill": content["waybill"], "events": [event]}
