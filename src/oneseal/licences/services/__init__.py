from oneseal.licences.services.issuing import licence_issue
from oneseal.licences.services.revoking import Revocation, licence_revoke

__all__ = ["Revocation", "licence_issue", "licence_revoke"]
