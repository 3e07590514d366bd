"""The demo and development: the real engine on one machine."""

from config.settings.base import *  # noqa: F403
from oneseal.foundation.keys import installation_keys

ALLOWED_HOSTS = ["*"]
SECRET_KEY = installation_keys(ONESEAL_KEY_FILE).derive("django")  # noqa: F405 - from base
