"""What scoring refuses."""

from oneseal.kernel.errors import RuleError


class CountersDisagree(RuleError):
    """What came in is what went out and what is left (C.6: the fourth counter)."""

    code = "kernel.counters_disagree"


class InputsImpossible(RuleError):
    """A part is not larger than its whole, and no count is below zero."""

    code = "kernel.inputs_impossible"


class WeightsNotWhole(RuleError):
    """Weights sum to exactly 100."""

    code = "kernel.weights_not_whole"


class WeightOutOfBounds(RuleError):
    """One index neither vanishes nor decides alone."""

    code = "kernel.weight_out_of_bounds"


class WeightsMissing(RuleError):
    """Each of the indices has a weight, and no other."""

    code = "kernel.weights_missing"
