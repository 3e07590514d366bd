"""Files lie in a folder of the installation, readable by its owner alone."""

from typing import Any

from config import env

DATA = env.data_directory()
FILE_STORE: dict[str, Any] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {
        "location": str(DATA / "files"),
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    },
}
STORAGES: dict[str, dict[str, Any]] = {
    "default": FILE_STORE,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
ONESEAL_UPLOAD_LIMIT_BYTES = int(env.text("ONESEAL_UPLOAD_LIMIT_BYTES", str(20 * 1024 * 1024)))
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "oneseal.ui.assets.PackageFinder",
]
NODE_MODULES = env.ROOT / "node_modules"
