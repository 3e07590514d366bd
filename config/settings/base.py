"""Settings common to every installation."""

from config import env
from config.settings.parts.apps import *  # noqa: F403 - settings are assembled from parts
from config.settings.parts.database import *  # noqa: F403
from config.settings.parts.i18n import *  # noqa: F403
from config.settings.parts.logging import *  # noqa: F403
from config.settings.parts.outside import *  # noqa: F403
from config.settings.parts.security import *  # noqa: F403
from config.settings.parts.storage import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = env.text("ONESEAL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_DIR = env.ROOT
ONESEAL_DATA = env.data_directory()
ONESEAL_KEY_FILE = ONESEAL_DATA / "keys" / "oneseal.key"
ONESEAL_BASE_URL = env.text("ONESEAL_BASE_URL", "http://localhost:8000").rstrip("/")
ONESEAL_REFERENCE = env.ROOT / "fixtures" / "reference"
ONESEAL_NODE_MODULES = env.ROOT / "node_modules"
ONESEAL_HEARTBEAT_SECONDS = 10
# In which days the five days of APL 47 are counted; the law does not say: natural_day or working_day.
ONESEAL_HEARING_REQUEST_UNIT = env.one_of("ONESEAL_HEARING_REQUEST_UNIT", "natural_day", "working_day")
ONESEAL_COMPLAINT_WORKING_DAYS = int(env.text("ONESEAL_COMPLAINT_WORKING_DAYS", "15"))  # the city's own rule
# Days before a licence's last day on which its holder is reminded of the renewal.
ONESEAL_RENEWAL_REMINDER_DAYS = tuple(
    int(days) for days in env.text("ONESEAL_RENEWAL_REMINDER_DAYS", "90,60,35").split(",") if days.strip()
)
# Days for which a preview of a bulk edit or a look at an import waits to be confirmed.
ONESEAL_PREVIEWS_KEEP_DAYS = max(1, int(env.text("ONESEAL_PREVIEWS_KEEP_DAYS", "30")))
ONESEAL_DELIVERED_KEEP_DAYS = int(env.text("ONESEAL_DELIVERED_KEEP_DAYS", "30"))  # told events and keys of presses
