"""The demo and development: the real engine on one machine."""

from config import env
from config.settings.base import *  # noqa: F403
from oneseal.foundation.keys import installation_keys
from oneseal.simulation.outside.places import mail_place, outside_systems

ALLOWED_HOSTS = ["*"]
SECRET_KEY = installation_keys(ONESEAL_KEY_FILE).derive("django")  # noqa: F405 - from base
# A demo city has a clock of its own, kept in this file; a real one has the machine's.
ONESEAL_CITY_CLOCK = ONESEAL_DATA / "city-clock.json"  # noqa: F405 - from base
TEMPLATES[0]["OPTIONS"]["context_processors"].append("oneseal.simulation.context.demo")  # type: ignore[index]  # noqa: F405
# The outside systems of the demo city, where the launcher started them.
ONESEAL_OUTSIDE_PORT = int(env.text("ONESEAL_OUTSIDE_PORT", "0"))
ONESEAL_OUTSIDE_FAULTS = ONESEAL_DATA / "outside-faults.json"  # noqa: F405
if ONESEAL_OUTSIDE_PORT:
    ONESEAL_OUTSIDE = outside_systems(ONESEAL_OUTSIDE_PORT, installation_keys(ONESEAL_KEY_FILE))  # noqa: F405
    ONESEAL_SENDERS = {
        "sms": "oneseal.foundation.notify.senders.SmsGateway",
        "mail": "oneseal.foundation.notify.senders.MailServer",
    }
    ONESEAL_MAIL = mail_place(ONESEAL_OUTSIDE_PORT)
