"""Rates and the efficiency index: fractions in, fractions out, rounded once where they are shown.

Source: domain specification C.6 and F.3 (S1 审批效能指数); prose in docs/algorithms/efficiency_index.md.
"""

from oneseal.kernel.scoring.constant import constant_score, year_score
from oneseal.kernel.scoring.counters import Flow
from oneseal.kernel.scoring.dynamic import Inputs, Line, Score, adjusted, score
from oneseal.kernel.scoring.indices import GROUPS, ConstantIndex, Group, Index
from oneseal.kernel.scoring.lengths import WORKING_DAYS, in_working_days
from oneseal.kernel.scoring.ranking import Ranked, Unit, ranked
from oneseal.kernel.scoring.rates import Number, completion, overdue, percent, reduction, rounded, share, speed_up
from oneseal.kernel.scoring.refusals import (
    CountersDisagree,
    InputsImpossible,
    WeightOutOfBounds,
    WeightsMissing,
    WeightsNotWhole,
)
from oneseal.kernel.scoring.weights import (
    CONSTANT_WEIGHTS,
    DEFAULT,
    HIGHEST,
    LOWEST,
    WHOLE,
    Scheme,
    scheme_as_mapping,
    scheme_from_mapping,
)

__all__ = [
    "CONSTANT_WEIGHTS",
    "DEFAULT",
    "GROUPS",
    "HIGHEST",
    "LOWEST",
    "WHOLE",
    "WORKING_DAYS",
    "ConstantIndex",
    "CountersDisagree",
    "Flow",
    "Group",
    "Index",
    "Inputs",
    "InputsImpossible",
    "Line",
    "Number",
    "Ranked",
    "Scheme",
    "Score",
    "Unit",
    "WeightOutOfBounds",
    "WeightsMissing",
    "WeightsNotWhole",
    "adjusted",
    "completion",
    "constant_score",
    "in_working_days",
    "overdue",
    "percent",
    "ranked",
    "reduction",
    "rounded",
    "scheme_as_mapping",
    "scheme_from_mapping",
    "score",
    "share",
    "speed_up",
    "year_score",
]
