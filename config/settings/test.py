"""Tests: strict templates, fast passwords, throw-away keys."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("ONESEAL_DATA", str(Path(tempfile.gettempdir()) / f"oneseal-test-{os.getuid()}"))

from config.settings.base import *  # noqa: F403 - the data folder is chosen first
from oneseal.foundation.keys import installation_keys

SECRET_KEY = installation_keys(ONESEAL_KEY_FILE).derive("django")  # noqa: F405 - from base
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405 - from base
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "previews")
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - from base; whitenoise warns of a missing folder
