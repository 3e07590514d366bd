"""The settings of the demo, with a text-message gateway that counts what it is given: the one of this test."""

import os

from config.settings.dev import *  # noqa: F403 - the product's own settings, but for the gateway
from tests.killing.settings_of_the_gateway import SMS_SECRET

SMS_PORT = int(os.environ.get("KILLING_SMS_PORT", "0"))
if SMS_PORT:
    # Nothing else is connected: what another program listens to on this machine has no say.
    ONESEAL_OUTSIDE = {"sms": {"url": f"http://127.0.0.1:{SMS_PORT}", "secret": SMS_SECRET}}
    ONESEAL_SENDERS = {"sms": "oneseal.foundation.notify.senders.SmsGateway"}
