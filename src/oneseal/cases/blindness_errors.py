"""Why a case is kept from somebody for who he is: in blind mode, and in his own case."""

from oneseal.kernel.errors import RuleError


class DrawnToAnother(RuleError):
    """The case, in blind mode, fell to another examiner, or to nobody yet."""

    code = "cases.drawn_to_another"


class IntakeApart(RuleError):
    """In blind mode who takes applications neither examines nor decides (录入和审批分离)."""

    code = "cases.intake_apart"


class TakesNoPart(RuleError):
    """In blind mode who was left out of the lot for a case neither examines nor decides it under another post."""

    code = "cases.takes_no_part"


class CoverOn(RuleError):
    """This names the applicant, whom the reader may not learn of in blind mode."""

    code = "cases.cover_on"


class NotInBlindMode(RuleError):
    """The item is not approved in blind mode: nothing is drawn, nothing is covered."""

    code = "cases.not_in_blind_mode"


class NobodyToDraw(RuleError):
    """Nobody else who may examine the case is free."""

    code = "cases.nobody_to_draw"


class CoverLifted(RuleError):
    """The reader sees the applicant of this case already."""

    code = "cases.cover_lifted"


class OwnCase(RuleError):
    """The member of staff is a party to this case: he applied, acts for the applicant, or is named in it by number."""

    code = "cases.own_case"
