"""Every outside system of the demo city, ready to be served."""

from __future__ import annotations

from pathlib import Path

from oneseal.foundation.keys import InstallationKeys
from oneseal.simulation.outside.faults import FaultFile
from oneseal.simulation.outside.messages import SEND, Postbox, taken_wrongly
from oneseal.simulation.outside.pay_pages import GatewayPages
from oneseal.simulation.outside.payment import PaymentGateway
from oneseal.simulation.outside.places import SYSTEMS, secret_of
from oneseal.simulation.outside.post import PostOffice, posted_wrongly
from oneseal.simulation.outside.registries import HANDLERS, of_somebody_else
from oneseal.simulation.outside.serving import System

SMS_FILE = "outside-sms.jsonl"
MAIL_FILE = "outside-mail.jsonl"
POST_FILE = "outside-post.jsonl"
PAYMENTS_FILE = "outside-payments.json"


def city_systems(data: Path, *, faults: FaultFile, keys: InstallationKeys) -> list[System]:
    """Return the systems in the order of their ports."""
    postbox = Postbox.at(data / SMS_FILE)
    made = {
        name: System(name, secret_of(name, keys), handlers, of_somebody_else, faults)
        for name, handlers in HANDLERS.items()
    }
    made["sms"] = System("sms", secret_of("sms", keys), {SEND: postbox.take}, taken_wrongly, faults)
    office = PostOffice.at(data / POST_FILE)
    made["post"] = System("post", secret_of("post", keys), office.handlers(), posted_wrongly, faults)
    gateway = PaymentGateway.at(data / PAYMENTS_FILE, secret=secret_of("payment", keys))
    made["payment"] = System(
        "payment", gateway.secret, gateway.handlers, gateway.wrong, faults, pages=GatewayPages(gateway)
    )
    return [made[name] for name in SYSTEMS]
