from oneseal.identity.models.accounts import Account, StaffNumber
from oneseal.identity.models.agencies import Absence, Agency, Post, PostHolding, Section
from oneseal.identity.models.divisions import Division, DivisionName, DivisionSuccession
from oneseal.identity.models.entrusting import Entrustment
from oneseal.identity.models.letters import AuthorisationLetter
from oneseal.identity.models.mail import MailAddress, WorkMail
from oneseal.identity.models.parties import Mandate, Organisation, Person
from oneseal.identity.models.places import AddressRange, Hall, ServiceWindow, Zone
from oneseal.identity.models.requests import DataRequest, SecondFactor

__all__ = [
    "Absence",
    "Account",
    "AddressRange",
    "Agency",
    "AuthorisationLetter",
    "DataRequest",
    "Division",
    "DivisionName",
    "DivisionSuccession",
    "Entrustment",
    "Hall",
    "MailAddress",
    "Mandate",
    "Organisation",
    "Person",
    "Post",
    "PostHolding",
    "SecondFactor",
    "Section",
    "ServiceWindow",
    "StaffNumber",
    "WorkMail",
    "Zone",
]
