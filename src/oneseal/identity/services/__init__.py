from oneseal.identity.services.registration import organisation_join, person_register
from oneseal.identity.services.setup import agency_describe, installation_set_up, setup_code, staff_appoint

__all__ = [
    "agency_describe",
    "installation_set_up",
    "organisation_join",
    "person_register",
    "setup_code",
    "staff_appoint",
]
