"""What the load does with its cases: courses of keyed moves, each by one service call."""

from uuid import UUID

from oneseal.archives.services import file_archive
from oneseal.cases import selectors, services
from oneseal.cases.rules.states import State
from oneseal.cases.services.closing import HandOver, results_ready
from oneseal.cases.services.deciding import OpinionTold
from tests.factories import world

COURSES = {
    "whole": ("submit", "accept", "recommend", "grant", "deliver", "archive"),
    "sent_back": ("submit", "accept", "recommend", "send_back", "recommend_again", "grant"),
    "refused": ("submit", "accept", "recommend", "refuse"),
    "mended": ("submit", "request_correction", "correct", "accept", "recommend", "grant", "deliver"),
    "withdrawn": ("submit", "withdraw"),
    # Nobody answers: after five working days the law accepts it, by a timer.
    "asleep": ("submit",),
}
DEALT = ("whole", "whole", "asleep", "mended", "sent_back", "refused", "whole", "withdrawn")
# Who does it, and the name of the move in the ledger where it is another.
BY = {
    "submit": "applicant", "correct": "applicant", "withdraw": "applicant", "accept": "intake_clerk",
    "request_correction": "intake_clerk", "recommend": "reviewer", "recommend_again": "reviewer",
    "send_back": "approver", "grant": "approver", "refuse": "approver", "deliver": "issue_clerk",
    "archive": "archivist",
}  # fmt: skip
MOVE = {"recommend_again": "recommend"}


def moves_of(course):
    """Return the moves of a course as the ledger names them."""
    return [MOVE.get(act, act) for act in COURSES[course]]


def is_ready(case_id, act):
    """Return whether an act can be tried now, or the worker must make licence and papers before."""
    if act != "deliver":
        return True
    return selectors.case_facts(UUID(case_id)).state is State.ISSUING and results_ready(UUID(case_id))


def draft(applicant, party_id, *, now):
    """Make a complete draft and return its id; it has no key, as nothing of it binds anybody."""
    case_id = services.case_start(item_id=world.city().item_id, party_id=party_id, actor=applicant, now=now)
    case = world.Filed(case_id, applicant)
    world.save(case, **world.ANSWERS)
    for key, _name in services.missing_of(case.facts, today=now.date()).materials:
        world.attach(case, key)
    return str(case_id)


def do(case_id, act, press):
    """Do one act by its public service and return what the presser is told."""
    return _ACTS[act](UUID(case_id), press)


def _submit(case_id, press):
    return services.case_submit(case_id=case_id, press=press).number


def _correct(case_id, press):
    case = world.Filed(case_id, press.actor)
    if case.facts.state is State.CORRECTION_PENDING:
        world.attach(case, "rules_list", content=press.key.bytes)
    services.case_correct(case_id=case_id, press=press)


def _request_correction(case_id, press):
    services.case_request_correction(case_id=case_id, defects=(world.RULES_LIST,), press=press)


def _recommend(case_id, press):
    services.case_recommend(case_id=case_id, told=OpinionTold("grant", "符合条件。"), press=press)


_ACTS = {
    "submit": _submit,
    "correct": _correct,
    "request_correction": _request_correction,
    "recommend": _recommend,
    "recommend_again": _recommend,
    "accept": lambda case_id, press: services.case_accept(case_id=case_id, press=press),
    "withdraw": lambda case_id, press: services.case_withdraw(case_id=case_id, reason="不办了。", press=press),
    "send_back": lambda case_id, press: services.case_send_back(case_id=case_id, reason="请补充。", press=press),
    "grant": lambda case_id, press: services.case_grant(case_id=case_id, text="符合法定条件。", press=press),
    "refuse": lambda case_id, press: services.case_refuse(case_id=case_id, text="不符合条件。", press=press),
    "deliver": lambda case_id, press: services.case_deliver(
        case_id=case_id, hand_over=HandOver("window", "张三"), press=press
    ),
    "archive": lambda case_id, press: file_archive(case_id=case_id, press=press),
}  # fmt: skip
