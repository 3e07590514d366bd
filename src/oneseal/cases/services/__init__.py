from oneseal.cases.services.applying_again import Begun, Taken, again_previewed, case_apply_again
from oneseal.cases.services.assessing import (
    OutcomeTold,
    ReviewTold,
    TestingTold,
    expert_review_arrange,
    expert_review_record,
    testing_assign,
    testing_record,
)
from oneseal.cases.services.at_once import case_grant_at_once, case_refuse_at_once
from oneseal.cases.services.barring import AGAIN, bar_for_fraud, bar_lift
from oneseal.cases.services.closing import (
    RESULTS,
    HandOver,
    case_archive,
    case_deliver,
    case_issue,
    results_made,
    results_of,
    results_ready,
)
from oneseal.cases.services.committing import CheckFound, case_grant_on_commitment, post_check_record
from oneseal.cases.services.confirming import review_confirm, review_object
from oneseal.cases.services.conversing import FindingTold, material_judge, message_send, messages_read, traced
from oneseal.cases.services.deciding import Falsehood, case_grant, case_recommend, case_refuse, case_send_back
from oneseal.cases.services.deeming import case_deem_renewed
from oneseal.cases.services.defects import Defect
from oneseal.cases.services.drafting import (
    case_start,
    case_start_at_window,
    draft_discard,
    draft_save,
    material_attach,
    material_withdraw,
    missing_of,
)
from oneseal.cases.services.drawing import Why, case_draw_again, case_lift_cover
from oneseal.cases.services.ending import Termination, case_return, case_terminate
from oneseal.cases.services.examining import case_node_finish, case_node_return
from oneseal.cases.services.extending import (
    ExtensionTold,
    case_extend,
    extension_approve,
    extension_decline,
    extension_propose,
)
from oneseal.cases.services.forwarding import case_forward_up
from oneseal.cases.services.guiding import GuidanceTold, guidance_give
from oneseal.cases.services.handing_over import case_hand_over
from oneseal.cases.services.hearing_holding import (
    EndTold,
    HearingTold,
    MinutesTold,
    RecusalTold,
    hearing_arrange,
    hearing_end,
    hearing_record,
    recusal_ask,
    recusal_decide,
)
from oneseal.cases.services.hearing_telling import (
    RequestTold,
    RightTold,
    hearing_request,
    hearing_request_record,
    hearing_right_tell,
)
from oneseal.cases.services.hearing_waiving import WaiverTold, hearing_waive, hearing_waiver_record
from oneseal.cases.services.intake import (
    case_accept,
    case_deem_accepted,
    case_not_accept,
    case_request_correction,
)
from oneseal.cases.services.interested import InterestTold, StatementTold, interested_notify, statement_record
from oneseal.cases.services.leftovers import CASE_ENDED
from oneseal.cases.services.lighting import lights_choose
from oneseal.cases.services.meeting import (
    MeetingMinutesTold,
    MeetingTold,
    TaskTold,
    meeting_plan,
    meeting_record,
    meeting_task_finish,
)
from oneseal.cases.services.minutes import minutes_attach
from oneseal.cases.services.moving import Press, presses_forget
from oneseal.cases.services.pausing import (
    ProcedureTold,
    ResultTold,
    SurveyTold,
    procedure_close,
    procedure_open,
    survey_plan,
    survey_record,
)
from oneseal.cases.services.pledging import PledgeAsked, pledge_asked, pledge_read
from oneseal.cases.services.pre_reviewing import PreReviewTold, pre_review_begin, pre_review_end
from oneseal.cases.services.previewing import MovePreview, move_previewed
from oneseal.cases.services.promising import CONSEQUENCES, Pledge, Promised, latest_day
from oneseal.cases.services.publicising import (
    ObjectionTold,
    PublicityEnd,
    PublicityTold,
    case_publicise,
    objection_record,
    publicity_end,
)
from oneseal.cases.services.recording import list_exported, missing_told, number_searched, papers_printed
from oneseal.cases.services.submitting import Submitted, case_correct, case_submit, query_code_of
from oneseal.cases.services.suspending import SuspensionTold, case_resume, case_suspend
from oneseal.cases.services.tolerating import case_accept_tolerant, case_return_unkept, case_supply
from oneseal.cases.services.voiding import VoidTold, case_void, void_decline, void_request
from oneseal.cases.services.withdrawing import case_withdraw
from oneseal.workflow.services import NodeOpinion

__all__ = [
    "AGAIN",
    "CASE_ENDED",
    "CONSEQUENCES",
    "RESULTS",
    "Begun",
    "CheckFound",
    "Defect",
    "EndTold",
    "ExtensionTold",
    "Falsehood",
    "FindingTold",
    "GuidanceTold",
    "HandOver",
    "HearingTold",
    "InterestTold",
    "MeetingMinutesTold",
    "MeetingTold",
    "MinutesTold",
    "MovePreview",
    "NodeOpinion",
    "ObjectionTold",
    "OutcomeTold",
    "Pledge",
    "PledgeAsked",
    "PreReviewTold",
    "Press",
    "ProcedureTold",
    "Promised",
    "PublicityEnd",
    "PublicityTold",
    "RecusalTold",
    "RequestTold",
    "ResultTold",
    "ReviewTold",
    "RightTold",
    "StatementTold",
    "Submitted",
    "SurveyTold",
    "SuspensionTold",
    "Taken",
    "TaskTold",
    "Termination",
    "TestingTold",
    "VoidTold",
    "WaiverTold",
    "Why",
    "again_previewed",
    "bar_for_fraud",
    "bar_lift",
    "case_accept",
    "case_accept_tolerant",
    "case_apply_again",
    "case_archive",
    "case_correct",
    "case_deem_accepted",
    "case_deem_renewed",
    "case_deliver",
    "case_draw_again",
    "case_extend",
    "case_forward_up",
    "case_grant",
    "case_grant_at_once",
    "case_grant_on_commitment",
    "case_hand_over",
    "case_issue",
    "case_lift_cover",
    "case_node_finish",
    "case_node_return",
    "case_not_accept",
    "case_publicise",
    "case_recommend",
    "case_refuse",
    "case_refuse_at_once",
    "case_request_correction",
    "case_resume",
    "case_return",
    "case_return_unkept",
    "case_send_back",
    "case_start",
    "case_start_at_window",
    "case_submit",
    "case_supply",
    "case_suspend",
    "case_terminate",
    "case_void",
    "case_withdraw",
    "draft_discard",
    "draft_save",
    "expert_review_arrange",
    "expert_review_record",
    "extension_approve",
    "extension_decline",
    "extension_propose",
    "guidance_give",
    "hearing_arrange",
    "hearing_end",
    "hearing_record",
    "hearing_request",
    "hearing_request_record",
    "hearing_right_tell",
    "hearing_waive",
    "hearing_waiver_record",
    "interested_notify",
    "latest_day",
    "lights_choose",
    "list_exported",
    "material_attach",
    "material_judge",
    "material_withdraw",
    "meeting_plan",
    "meeting_record",
    "meeting_task_finish",
    "message_send",
    "messages_read",
    "minutes_attach",
    "missing_of",
    "missing_told",
    "move_previewed",
    "number_searched",
    "objection_record",
    "papers_printed",
    "pledge_asked",
    "pledge_read",
    "post_check_record",
    "pre_review_begin",
    "pre_review_end",
    "presses_forget",
    "procedure_close",
    "procedure_open",
    "publicity_end",
    "query_code_of",
    "recusal_ask",
    "recusal_decide",
    "results_made",
    "results_of",
    "results_ready",
    "review_confirm",
    "review_object",
    "statement_record",
    "survey_plan",
    "survey_record",
    "testing_assign",
    "testing_record",
    "traced",
    "void_decline",
    "void_request",
]
