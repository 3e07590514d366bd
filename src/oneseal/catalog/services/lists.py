"""The words in which services are told of the lists beside the items."""

from oneseal.catalog.rules.certificates import CertificateState, Replacement
from oneseal.catalog.rules.intermediaries import IntermediaryState, Payer, Tie, Told
from oneseal.catalog.rules.laws import Ending

__all__ = ["CertificateState", "Ending", "IntermediaryState", "Payer", "Replacement", "Tie", "Told"]
