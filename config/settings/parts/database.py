"""PostgreSQL, the only database; see docs/adr/0001."""

from typing import Any

from config import env

# What every move sends is prepared once a connection; a pooler between program and server may not know how.
PREPARES = env.flag("ONESEAL_PREPARED_STATEMENTS", default=True)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **env.database(env.text("DATABASE_URL", "postgresql:///oneseal")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {"application_name": "oneseal", "prepare_threshold": 0 if PREPARES else None},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Room for many small entries: when a database cache is full it drops a third, and with it counters of wrong tries.
# What is large and short-lived has its own table.
CACHES: dict[str, dict[str, Any]] = {
    name: {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": table,
        "OPTIONS": {"MAX_ENTRIES": entries},
    }
    for name, table, entries in (("default", "cache", 200_000), ("previews", "cache_previews", 3_000))
}
