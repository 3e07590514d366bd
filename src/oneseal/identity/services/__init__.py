from oneseal.identity.services.meeting import (
    organisation_at_window_register,
    organisations_look_up,
    person_at_window_register,
    person_look_up,
)
from oneseal.identity.services.registration import organisation_join, person_register
from oneseal.identity.services.setup import agency_describe, installation_set_up, setup_code, staff_appoint
from oneseal.identity.services.staffing import staff_release

__all__ = [
    "agency_describe",
    "installation_set_up",
    "organisation_at_window_register",
    "organisation_join",
    "organisations_look_up",
    "person_at_window_register",
    "person_look_up",
    "person_register",
    "setup_code",
    "staff_appoint",
    "staff_release",
]
