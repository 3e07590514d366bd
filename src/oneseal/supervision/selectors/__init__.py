"""What supervision shows."""

from oneseal.supervision.fact_words import facts_words
from oneseal.supervision.rules.hits import Follow, Standing
from oneseal.supervision.selectors.board import (
    BOARD_LIGHTS,
    LATE,
    Board,
    BoardRow,
    Spot,
    agencies_on_board,
    board_cases,
    board_now,
)
from oneseal.supervision.selectors.findings import FindingFacts, finding_facts, finding_for_actor
from oneseal.supervision.selectors.judging import working_days_left
from oneseal.supervision.selectors.listing import (
    FILTERS,
    MINE,
    FindingFilter,
    FindingPage,
    FindingRow,
    finding_choices,
    findings_counted,
    findings_listed,
    findings_of_case,
    findings_streamed,
    findings_waiting_count,
)
from oneseal.supervision.selectors.naming import rule_text
from oneseal.supervision.selectors.rulebook import (
    MonthCount,
    RuleLine,
    RuleShown,
    ThresholdShown,
    agency_names,
    round_last,
    rule_shown,
    rules_listed,
)
from oneseal.supervision.selectors.scoring import scores_for_actor, scores_of_period
from oneseal.supervision.selectors.seeing import agencies_seen, watches_city
from oneseal.supervision.selectors.settings import SettingFacts
from oneseal.supervision.selectors.statistics import Line, Statistics, finding_statistics
from oneseal.supervision.selectors.sweeps import SweepFacts, sweep_facts
from oneseal.supervision.selectors.tariffs import TariffFacts, TermTold, tariff_in_force, tariffs_kept, terms_told
from oneseal.supervision.selectors.viewing import FindingView, StepFacts, finding_paper, finding_proof, finding_view
from oneseal.supervision.selectors.words import (
    ACTS,
    FOLLOWS,
    STATES,
    TERMS,
    act_words,
    handling_act,
    is_appeal_open,
    state_words,
)

__all__ = [
    "ACTS",
    "BOARD_LIGHTS",
    "FILTERS",
    "FOLLOWS",
    "LATE",
    "MINE",
    "STATES",
    "TERMS",
    "Board",
    "BoardRow",
    "FindingFacts",
    "FindingFilter",
    "FindingPage",
    "FindingRow",
    "FindingView",
    "Follow",
    "Line",
    "MonthCount",
    "RuleLine",
    "RuleShown",
    "SettingFacts",
    "Spot",
    "Standing",
    "Statistics",
    "StepFacts",
    "SweepFacts",
    "TariffFacts",
    "TermTold",
    "ThresholdShown",
    "act_words",
    "agencies_on_board",
    "agencies_seen",
    "agency_names",
    "board_cases",
    "board_now",
    "facts_words",
    "finding_choices",
    "finding_facts",
    "finding_for_actor",
    "finding_paper",
    "finding_proof",
    "finding_statistics",
    "finding_view",
    "findings_counted",
    "findings_listed",
    "findings_of_case",
    "findings_streamed",
    "findings_waiting_count",
    "handling_act",
    "is_appeal_open",
    "round_last",
    "rule_shown",
    "rule_text",
    "rules_listed",
    "scores_for_actor",
    "scores_of_period",
    "state_words",
    "sweep_facts",
    "tariff_in_force",
    "tariffs_kept",
    "terms_told",
    "watches_city",
    "working_days_left",
]
