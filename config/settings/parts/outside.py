"""Where the outside systems are, and who carries messages; what is not named is not connected.

`ONESEAL_OUTSIDE` gives each system its address and shared secret; `ONESEAL_SENDERS` names the class that sends by
each channel. An installation sets both in its own settings module.
"""

ONESEAL_OUTSIDE: dict[str, dict[str, str]] = {}
ONESEAL_SENDERS: dict[str, str] = {}

# Who pays for parcels with results: "city", "recipient", or empty while the city has not said.
ONESEAL_POSTAGE_PAID_BY = ""
