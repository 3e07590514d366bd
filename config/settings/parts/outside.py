"""Where the outside systems are, and who carries messages; what is not named is not connected.

`ONESEAL_OUTSIDE` gives each system its address and shared secret; `ONESEAL_SENDERS` names the class that sends by
each channel. An installation sets both in its own settings module.
"""

from config import env

ONESEAL_OUTSIDE: dict[str, dict[str, str]] = {}
ONESEAL_SENDERS: dict[str, str] = {}
EMAIL_HOST = env.text("ONESEAL_MAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(env.text("ONESEAL_MAIL_PORT", "25"))
EMAIL_TIMEOUT = 3
DEFAULT_FROM_EMAIL = env.text("ONESEAL_MAIL_FROM", "oneseal@localhost")
