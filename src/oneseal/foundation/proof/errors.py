"""Why a proof is not begun."""

from __future__ import annotations

from oneseal.kernel.errors import RuleError


class ProofUnderWay(RuleError):
    """Another proof runs; its result comes first."""

    code = "proof.under_way"
