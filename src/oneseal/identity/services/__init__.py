from oneseal.identity.services.authorising import letter_keep, letter_revoke, letters_demand
from oneseal.identity.services.dividing import (
    Edition,
    Succession,
    division_keep,
    divisions_load,
    divisions_past_load,
    divisions_succession_load,
)
from oneseal.identity.services.entrusting import entrustment_end, entrustment_make
from oneseal.identity.services.founding import agency_close, agency_found, agency_place
from oneseal.identity.services.mailing import (
    mail_code_again,
    mail_confirm,
    mail_notices_agree,
    mail_notices_withdraw,
    mail_remove,
    mail_state,
)
from oneseal.identity.services.mandating import mandate_accept, mandate_ask, mandate_give, mandate_revoke
from oneseal.identity.services.meeting import (
    organisation_at_window_register,
    organisations_look_up,
    person_at_window_register,
    person_look_up,
)
from oneseal.identity.services.own_data import data_request_answer, data_request_make
from oneseal.identity.services.places import place_close, place_keep
from oneseal.identity.services.posting import post_close, post_keep
from oneseal.identity.services.registration import organisation_join, person_register
from oneseal.identity.services.securing import password_link_make, password_set_by_link, second_factor_demand
from oneseal.identity.services.setup import agency_describe, installation_set_up, setup_code, staff_appoint
from oneseal.identity.services.staffing import staff_number_state, staff_release, work_mail_state
from oneseal.identity.services.substituting import (
    absence_cancel,
    absence_record,
    post_take,
    substitute_appoint,
    substitute_release,
)

__all__ = [
    "Edition",
    "Succession",
    "absence_cancel",
    "absence_record",
    "agency_close",
    "agency_describe",
    "agency_found",
    "agency_place",
    "data_request_answer",
    "data_request_make",
    "division_keep",
    "divisions_load",
    "divisions_past_load",
    "divisions_succession_load",
    "entrustment_end",
    "entrustment_make",
    "installation_set_up",
    "letter_keep",
    "letter_revoke",
    "letters_demand",
    "mail_code_again",
    "mail_confirm",
    "mail_notices_agree",
    "mail_notices_withdraw",
    "mail_remove",
    "mail_state",
    "mandate_accept",
    "mandate_ask",
    "mandate_give",
    "mandate_revoke",
    "organisation_at_window_register",
    "organisation_join",
    "organisations_look_up",
    "password_link_make",
    "password_set_by_link",
    "person_at_window_register",
    "person_look_up",
    "person_register",
    "place_close",
    "place_keep",
    "post_close",
    "post_keep",
    "post_take",
    "second_factor_demand",
    "setup_code",
    "staff_appoint",
    "staff_number_state",
    "staff_release",
    "substitute_appoint",
    "substitute_release",
    "work_mail_state",
]
