"""What will happen in a simulated city, from a seed: plain Python, no database, one case after another."""

from oneseal.simulation.plan.courses import (
    PlannedCase,
    PlannedItem,
    PlannedStep,
    Shape,
    one_of_each,
    planned_cases,
    shapes_of,
)
from oneseal.simulation.plan.names import PlannedOrganisation, PlannedPerson, planned_organisation, planned_person
from oneseal.simulation.plan.office_hours import OfficeHours

__all__ = [
    "OfficeHours",
    "PlannedCase",
    "PlannedItem",
    "PlannedOrganisation",
    "PlannedPerson",
    "PlannedStep",
    "Shape",
    "one_of_each",
    "planned_cases",
    "planned_organisation",
    "planned_person",
    "shapes_of",
]
