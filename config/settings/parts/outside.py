"""Where the outside systems are, and who carries messages; what is not named is not connected.

`ONESEAL_OUTSIDE` gives each system its address and shared secret; `ONESEAL_SENDERS` names the class that sends by
each channel. An installation sets both in its own settings module.
"""

from typing import Any

ONESEAL_OUTSIDE: dict[str, dict[str, str]] = {}
ONESEAL_SENDERS: dict[str, str] = {}
# The mail server: host, port, security ("tls", "starttls" or empty), user, password, sender. Empty: not connected.
# A password belongs into the environment, and is only ever sent over TLS.
ONESEAL_MAIL: dict[str, Any] = {}

# The code that confirms a mail address: how long it counts, how often it may be wrong, and how often one is sent.
ONESEAL_MAIL_CODES: dict[str, int] = {"life_minutes": 15, "wrong_tries": 5, "resend_seconds": 60, "most_per_day": 10}

# Who pays for parcels with results: "city", "recipient", or empty while the city has not said.
ONESEAL_POSTAGE_PAID_BY = ""
