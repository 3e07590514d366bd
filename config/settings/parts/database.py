"""PostgreSQL, the only database; see docs/adr/0001."""

from typing import Any

from config import env

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **env.database(env.text("DATABASE_URL", "postgresql:///oneseal")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {"application_name": "oneseal"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
