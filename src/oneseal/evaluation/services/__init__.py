from oneseal.evaluation.services.inviting import link_make, pad_bind, pad_unbind
from oneseal.evaluation.services.matter_answering import (
    AnswerTold,
    ConsultTold,
    consultation_close,
    consultation_open,
    matter_answer,
    matter_follow_up,
    matter_reopen,
)
from oneseal.evaluation.services.matter_extending import extension_ask, extension_decline, extension_grant
from oneseal.evaluation.services.matter_moving import (
    matter_accept,
    matter_refuse,
    matter_return,
    matter_take_up,
    matter_transfer,
    matter_urge,
    matter_withdraw,
)
from oneseal.evaluation.services.matter_public import limits_choose, matters_exported, question_draft, question_release
from oneseal.evaluation.services.matter_receiving import (
    MOST_FILES,
    Filed,
    MatterTold,
    Upload,
    matter_receive,
    matter_register,
)
from oneseal.evaluation.services.matter_timing import matters_redate
from oneseal.evaluation.services.rating import (
    Origin,
    RatingTold,
    case_rate,
    link_rate,
    rating_take_by_phone,
    visit_rate,
)
from oneseal.evaluation.services.rectifying import rater_reveal, rectification_move
from oneseal.evaluation.services.watching import Judgement, rating_judge, rating_rules_choose

__all__ = [
    "MOST_FILES",
    "AnswerTold",
    "ConsultTold",
    "Filed",
    "Judgement",
    "MatterTold",
    "Origin",
    "RatingTold",
    "Upload",
    "case_rate",
    "consultation_close",
    "consultation_open",
    "extension_ask",
    "extension_decline",
    "extension_grant",
    "limits_choose",
    "link_make",
    "link_rate",
    "matter_accept",
    "matter_answer",
    "matter_follow_up",
    "matter_receive",
    "matter_refuse",
    "matter_register",
    "matter_reopen",
    "matter_return",
    "matter_take_up",
    "matter_transfer",
    "matter_urge",
    "matter_withdraw",
    "matters_exported",
    "matters_redate",
    "pad_bind",
    "pad_unbind",
    "question_draft",
    "question_release",
    "rater_reveal",
    "rating_judge",
    "rating_rules_choose",
    "rating_take_by_phone",
    "rectification_move",
    "visit_rate",
]
