from oneseal.cases.services.applying_again import Begun, Taken, again_previewed, case_apply_again
from oneseal.cases.services.at_once import case_grant_at_once, case_refuse_at_once
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
from oneseal.cases.services.conversing import FindingTold, material_judge, message_send, messages_read, traced
from oneseal.cases.services.deciding import case_grant, case_recommend, case_refuse, case_send_back
from oneseal.cases.services.drafting import (
    case_start,
    case_start_at_window,
    draft_discard,
    draft_save,
    material_attach,
    material_withdraw,
    missing_of,
)
from oneseal.cases.services.ending import Termination, case_return, case_terminate
from oneseal.cases.services.examining import case_node_finish, case_node_return
from oneseal.cases.services.extending import ExtensionTold, case_extend
from oneseal.cases.services.forwarding import case_forward_up
from oneseal.cases.services.handing_over import case_hand_over
from oneseal.cases.services.intake import (
    Defect,
    case_accept,
    case_deem_accepted,
    case_not_accept,
    case_request_correction,
)
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
from oneseal.cases.services.previewing import MovePreview, move_previewed
from oneseal.cases.services.recording import list_exported, missing_told, number_searched, papers_printed
from oneseal.cases.services.submitting import Submitted, case_correct, case_submit, query_code_of
from oneseal.cases.services.withdrawing import case_withdraw
from oneseal.workflow.services import NodeOpinion

__all__ = [
    "RESULTS",
    "Begun",
    "Defect",
    "ExtensionTold",
    "FindingTold",
    "HandOver",
    "MovePreview",
    "NodeOpinion",
    "Press",
    "ProcedureTold",
    "ResultTold",
    "Submitted",
    "SurveyTold",
    "Taken",
    "Termination",
    "again_previewed",
    "case_accept",
    "case_apply_again",
    "case_archive",
    "case_correct",
    "case_deem_accepted",
    "case_deliver",
    "case_extend",
    "case_forward_up",
    "case_grant",
    "case_grant_at_once",
    "case_hand_over",
    "case_issue",
    "case_node_finish",
    "case_node_return",
    "case_not_accept",
    "case_recommend",
    "case_refuse",
    "case_refuse_at_once",
    "case_request_correction",
    "case_return",
    "case_send_back",
    "case_start",
    "case_start_at_window",
    "case_submit",
    "case_terminate",
    "case_withdraw",
    "draft_discard",
    "draft_save",
    "list_exported",
    "material_attach",
    "material_judge",
    "material_withdraw",
    "message_send",
    "messages_read",
    "missing_of",
    "missing_told",
    "move_previewed",
    "number_searched",
    "papers_printed",
    "presses_forget",
    "procedure_close",
    "procedure_open",
    "query_code_of",
    "results_made",
    "results_of",
    "results_ready",
    "survey_plan",
    "survey_record",
    "traced",
]
