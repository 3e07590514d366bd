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

# Who pays for parcels with results: "city", "recipient", or empty while the city has not said.
ONESEAL_POSTAGE_PAID_BY = ""
