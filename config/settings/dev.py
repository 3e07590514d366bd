"""The demo and development: the real engine on one machine."""

from config.settings.base import *  # noqa: F403
from oneseal.foundation.keys import installation_keys

ALLOWED_HOSTS = ["*"]
SECRET_KEY = installation_keys(ONESEAL_KEY_FILE).derive("django")  # noqa: F405 - from base
# A demo city has a clock of its own, kept in this file; a real one has the machine's.
ONESEAL_CITY_CLOCK = ONESEAL_DATA / "city-clock.json"  # noqa: F405 - from base
TEMPLATES[0]["OPTIONS"]["context_processors"].append("oneseal.simulation.context.demo")  # type: ignore[index]  # noqa: F405
