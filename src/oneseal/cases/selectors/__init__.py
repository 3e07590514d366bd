from oneseal.cases.rules.clock import ClockFace
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.clocks import DayLine, clock_of, derivation_for_page, derivation_lines
from oneseal.cases.selectors.facts import case_facts, case_for_actor, case_for_update, facts_of
from oneseal.cases.selectors.files import (
    CorrectionFacts,
    MaterialFacts,
    answers_of,
    correction_open,
    corrections_of,
    defects_open,
    delivery_of,
    material_for_actor,
    materials_of,
    opinions_of,
)
from oneseal.cases.selectors.lists import (
    CaseRow,
    Page,
    cases_inbox,
    cases_of_account,
    cases_of_agency,
    inbox_count,
    inbox_items,
)
from oneseal.cases.selectors.moves import (
    Action,
    NonAcceptanceGround,
    State,
    TraceRow,
    actions_open,
    cases_earlier,
    trace_for_actor,
)
from oneseal.cases.selectors.public import case_followed, number_typed

__all__ = [
    "Action",
    "CaseFacts",
    "CaseRow",
    "ClockFace",
    "CorrectionFacts",
    "DayLine",
    "MaterialFacts",
    "NonAcceptanceGround",
    "Page",
    "State",
    "TraceRow",
    "actions_open",
    "answers_of",
    "case_facts",
    "case_followed",
    "case_for_actor",
    "case_for_update",
    "cases_earlier",
    "cases_inbox",
    "cases_of_account",
    "cases_of_agency",
    "clock_of",
    "correction_open",
    "corrections_of",
    "defects_open",
    "delivery_of",
    "derivation_for_page",
    "derivation_lines",
    "facts_of",
    "inbox_count",
    "inbox_items",
    "material_for_actor",
    "materials_of",
    "number_typed",
    "opinions_of",
    "trace_for_actor",
]
