"""What supervision keeps."""

from oneseal.supervision.models.finding import Finding
from oneseal.supervision.models.handling import AnswerWarning, FindingStep, StepProof, Sweep, TariffVersion
from oneseal.supervision.models.looking import Look
from oneseal.supervision.models.running import BoardMark, RunningCase
from oneseal.supervision.models.setting import RuleSetting

__all__ = [
    "AnswerWarning",
    "BoardMark",
    "Finding",
    "FindingStep",
    "Look",
    "RuleSetting",
    "RunningCase",
    "StepProof",
    "Sweep",
    "TariffVersion",
]
