"""Chinese first, English complete; all legal time is Beijing time."""

from config import env

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [env.ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "oneseal_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
