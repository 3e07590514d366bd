from oneseal.identity.services.registration import organisation_join, person_register
from oneseal.identity.services.setup import agency_describe, installation_set_up, setup_code, staff_appoint
from oneseal.identity.services.staffing import staff_release

__all__ = [
    "agency_describe",
    "installation_set_up",
    "organisation_join",
    "person_register",
    "setup_code",
    "staff_appoint",
    "staff_release",
]
