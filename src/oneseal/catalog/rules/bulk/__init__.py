"""What may be changed in many items at once, and what such a change does to one of them: plain data in and out."""

from oneseal.catalog.rules.bulk.elements import CITED, LISTED, OPERATION_ELEMENTS, SETTABLE, WORDED
from oneseal.catalog.rules.bulk.operations import OPERATIONS, Changed, NotApplicable, changed_by, told_checked
from oneseal.catalog.rules.bulk.telling import Kind, Told, told_kept, told_read

__all__ = [
    "CITED",
    "LISTED",
    "OPERATIONS",
    "OPERATION_ELEMENTS",
    "SETTABLE",
    "WORDED",
    "Changed",
    "Kind",
    "NotApplicable",
    "Told",
    "changed_by",
    "told_checked",
    "told_kept",
    "told_read",
]
