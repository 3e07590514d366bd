from oneseal.identity.models.accounts import Account
from oneseal.identity.models.agencies import Agency, Post, PostHolding
from oneseal.identity.models.parties import Mandate, Organisation, Person

__all__ = ["Account", "Agency", "Mandate", "Organisation", "Person", "Post", "PostHolding"]
