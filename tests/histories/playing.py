"""One random history of one case: who tries what, whether he may, and where the clocks then stand.

What is allowed is written down a second time, from the domain specification B.4 and B.5, not from the code.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from oneseal.archives.services import file_archive
from oneseal.cases import services
from oneseal.cases.rules.states import Action, SuspensionGround, TerminationGround, VoidGround
from oneseal.cases.services.closing import HandOver
from oneseal.cases.services.deciding import OpinionTold
from oneseal.cases.services.intake import Refusal
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from tests.apps.cases.test_access import MAY
from tests.factories import world
from tests.histories.oracle import due, held
from tests.unit.cases.test_case_lifecycle import OPEN

PROMISED, STATUTORY, RECEIPT, ISSUING, DELIVERY = 5, 10, 5, 5, 10
APPLICANTS = {"submit", "correct", "withdraw"}
TENDER = 20  # working days that the item's law allows all tenders together
LAW = {"law": "《某法》第一条", "document": "（2026）1号"}


class Story:
    """A case with what the history knows of it by itself."""

    def __init__(self, case, people, *, days):
        self.case, self.people, self.days = case, people, days
        self.state = "draft"
        self.received_on = self.accepted_on = self.decided_on = self.reply_by = None
        self.corrections = self.extended = 0
        self.law_ends = {}  # of procedures that ended: the last day on which the law let them stop its clock
        self.pauses = []  # [start, end, stops the statutory clock too, what it is]
        self.void_asked = self.makes_licence = False
        self.outcome = ""

    # --- what is allowed ---------------------------------------------------------------------------

    def may(self, who, action):
        """Return whether this person may do this now."""
        if (self.state, action) not in OPEN:
            return False
        allowed = action in APPLICANTS if who == "applicant" else action in MAY.get(who, ())
        return allowed and getattr(self, f"_guard_{action}", lambda: True)()

    def _open(self, *kinds):
        return [pause for pause in self.pauses if pause[1] is None and pause[3] in kinds]

    def _receipt_due(self):
        return due(self.received_on, RECEIPT, self.days)

    def _pauses_by_law(self):
        return [(pause[0], self._law_ended(pause)) for pause in self.pauses if pause[2]]

    def _law_ended(self, pause):
        """Return the last day on which a pause stopped the law's clock; an open tender does so no longer than one."""
        if pause[1] is not None or pause[3] != "procedure":
            return self.law_ends.get(id(pause), pause[1])
        last = self._law_end(pause[0])
        return last if last < today() else None

    def _law_end(self, start):
        """Return the last day of a tender that counts as one: all of them stop the law's clock for twenty days."""
        stopped = [(pause[0], self.law_ends[id(pause)]) for pause in self.pauses if id(pause) in self.law_ends]
        return held(start, today(), TENDER, self.days, stopped)

    def _statutory_from(self):
        return self.received_on if self.corrections == 0 else self.accepted_on

    def _promised_pauses(self):
        return [(start, end) for start, end, _both, _what in self.pauses]

    def _guard_request_correction(self):
        return today() <= self._receipt_due()

    def _guard_return_case(self):
        return self.reply_by is not None and today() > self.reply_by

    def _guard_close_procedure(self):
        return bool(self._open("procedure"))

    def _guard_grant(self):
        return not self._open("procedure")

    _guard_refuse = _guard_grant

    def _guard_extend(self):
        if self.extended:
            return False
        # Art. 42 extends the limit of the law while it runs; a promise that ended earlier hinders nobody.
        law = [(start, end or today()) for start, end in self._pauses_by_law()]
        return today() <= due(self._statutory_from(), STATUTORY, self.days, law)

    def _guard_request_void(self):
        return not self.void_asked and not self._licence_stands()

    def _guard_decline_void(self):
        return self.void_asked

    def _guard_void(self):
        return self.void_asked and not self._licence_stands()

    def _guard_deliver(self):
        return self.state != "granted"

    def _guard_archive(self):
        return not self.void_asked

    def _licence_stands(self):
        return self.makes_licence

    def _guard_never(self):
        return False

    # The item has neither of these ways, or nothing was promised.
    _guard_grant_at_once = _guard_refuse_at_once = _guard_forward_up = _guard_hand_over = _guard_never
    _guard_accept_tolerant = _guard_grant_on_commitment = _guard_supply = _guard_return_unkept = _guard_never
    _guard_plan_survey = _guard_record_survey = _guard_apply_again = _guard_never

    # --- what is done ------------------------------------------------------------------------------

    def press(self, who):
        return services.Press(self.people[who], now(), uuid4())

    def do(self, who, action, number):
        """Try it through the public service; raise what the service raises."""
        getattr(self, f"_do_{action}")(self.press(who), number)

    def told(self, action, number):
        """Take note of what was done."""
        getattr(self, f"_note_{action}", lambda _number: None)(number)
        self.state = OPEN[self.state, action]
        if self.state == "accepted":
            self.state = "under_review"

    def _do_submit(self, press, _number):
        services.case_submit(case_id=self.case.id, press=press)

    def _note_submit(self, _number):
        self.received_on = today()

    def _do_withdraw(self, press, _number):
        services.case_withdraw(case_id=self.case.id, reason="不办了。", press=press)

    def _do_request_correction(self, press, number):
        reply_by = today() + timedelta(days=number) if number else None
        services.case_request_correction(
            case_id=self.case.id, defects=(replace(world.RULES_LIST, arose="uncured"),), reply_by=reply_by, press=press
        )

    def _note_request_correction(self, number):
        self.corrections += 1
        self.reply_by = today() + timedelta(days=number) if number else None

    def _do_correct(self, press, _number):
        if self.state == "correction_pending" and press.actor == self.case.applicant:
            world.attach(self.case, "rules_list", content=press.key.bytes)
        services.case_correct(case_id=self.case.id, press=press)

    def _note_correct(self, _number):
        self.received_on, self.reply_by = today(), None

    def _do_return_case(self, press, _number):
        services.case_return(case_id=self.case.id, press=press)

    def _do_accept(self, press, _number):
        services.case_accept(case_id=self.case.id, press=press)

    def _note_accept(self, _number):
        is_deemed = today() > self._receipt_due()
        self.accepted_on = self.received_on if is_deemed else today()

    def _do_not_accept(self, press, _number):
        told = Refusal(world.NonAcceptanceGround.OTHER_LEGAL, "依法不予受理。")
        services.case_not_accept(case_id=self.case.id, refusal=told, press=press)

    def _do_begin_pre_review(self, press, _number):
        services.pre_review_begin(case_id=self.case.id, press=press)

    def _do_end_pre_review(self, press, _number):
        services.pre_review_end(case_id=self.case.id, told=services.PreReviewTold(True, ""), press=press)

    def _do_recommend(self, press, _number):
        services.case_recommend(case_id=self.case.id, told=OpinionTold("grant", "符合条件。"), press=press)

    def _do_send_back(self, press, _number):
        services.case_send_back(case_id=self.case.id, reason="请补充。", press=press)

    def _do_grant(self, press, _number):
        services.case_grant(case_id=self.case.id, text="", press=press)

    def _note_grant(self, _number):
        self.decided_on = today()

    def _do_refuse(self, press, _number):
        services.case_refuse(case_id=self.case.id, text="不符合条件。", press=press)

    def _do_extend(self, press, number):
        told = services.ExtensionTold(1 + number % 5, "需要论证。")
        services.case_extend(case_id=self.case.id, told=told, press=press)

    def _note_extend(self, number):
        self.extended = 1 + number % 5

    def _do_open_procedure(self, press, number):
        told = services.ProcedureTold("tender", 1 + number, ("评标委员会",))
        services.procedure_open(case_id=self.case.id, told=told, press=press)

    def _note_open_procedure(self, _number):
        self.pauses.append([today(), None, True, "procedure"])

    def _do_close_procedure(self, press, _number):
        opened = self.case.facts.open_procedures
        told = services.ResultTold(opened[0].id if opened else uuid4(), today(), "已经结束。")
        services.procedure_close(case_id=self.case.id, told=told, press=press)

    def _note_close_procedure(self, _number):
        ended = self._open("procedure")[0]
        ended[1], self.law_ends[id(ended)] = today(), self._law_end(ended[0])

    def _do_suspend(self, press, number):
        told = services.SuspensionTold(SuspensionGround.OTHER, "须等待。", **(LAW if number % 2 else {}))
        services.case_suspend(case_id=self.case.id, told=told, press=press)

    def _note_suspend(self, number):
        self.pauses.append([today(), None, bool(number % 2), "suspension"])

    def _do_resume(self, press, _number):
        services.case_resume(case_id=self.case.id, reason="可以继续。", press=press)

    def _note_resume(self, _number):
        self._open("suspension")[0][1] = today()

    def _do_terminate(self, press, _number):
        told = services.Termination(TerminationGround.OBJECT_GONE, "申请的事项已经不存在。")
        services.case_terminate(case_id=self.case.id, told=told, press=press)

    def _do_request_void(self, press, _number):
        told = services.VoidTold(VoidGround.TRIAL_ENTRY, "调试登记。")
        services.void_request(case_id=self.case.id, told=told, press=press)

    def _note_request_void(self, _number):
        self.void_asked = True

    def _do_decline_void(self, press, _number):
        services.void_decline(case_id=self.case.id, reason="有真实的申请。", press=press)

    def _note_decline_void(self, _number):
        self.void_asked = False

    _note_void = _note_decline_void

    def _do_void(self, press, _number):
        services.case_void(case_id=self.case.id, press=press)

    def _do_deliver(self, press, _number):
        services.results_made([self.case.id], now=now())
        services.case_deliver(case_id=self.case.id, hand_over=HandOver("window", "张三"), press=press)

    def _do_archive(self, press, _number):
        file_archive(case_id=self.case.id, press=press)

    # What the item does not offer is tried all the same.
    def _do_grant_at_once(self, press, _number):
        services.case_grant_at_once(case_id=self.case.id, text="", press=press)

    def _do_refuse_at_once(self, press, _number):
        services.case_refuse_at_once(case_id=self.case.id, text="不符合条件。", press=press)

    def _do_forward_up(self, press, _number):
        services.case_forward_up(case_id=self.case.id, opinion="初审通过。", verdict="grant", press=press)

    def _do_accept_tolerant(self, press, _number):
        services.case_accept_tolerant(case_id=self.case.id, press=press)

    def _do_grant_on_commitment(self, press, number):
        check_by = today() + timedelta(days=1 + number)
        services.case_grant_on_commitment(case_id=self.case.id, text="", check_by=check_by, press=press)

    def _do_supply(self, press, _number):
        services.case_supply(case_id=self.case.id, key="rules_list", press=press)

    def _do_return_unkept(self, press, _number):
        services.case_return_unkept(case_id=self.case.id, reason="没有补齐。", press=press)

    # --- what follows by itself --------------------------------------------------------------------

    def work_behind(self):
        """Let what follows a grant happen: the licence is made."""
        if self.state == "granted":
            world.deliver_events(without=world.MAKES_BYTES)
            self.state, self.makes_licence = "issuing", True

    def time_passes(self):
        """Let the law accept what nobody answered in five working days."""
        if self.state not in {"submitted", "pre_review"}:
            return
        press = services.Press(Actor.system("期限计算"), now(), uuid4())
        is_over = today() > self._receipt_due()
        assert services.case_deem_accepted(case_id=self.case.id, press=press) == is_over
        if is_over:
            self.accepted_on, self.state = self.received_on, "under_review"

    # --- where the clocks stand --------------------------------------------------------------------

    def dues(self):
        """Return the promised and the statutory day by the oracle; None for one that stands still or has stopped."""
        if self.state in {"submitted", "pre_review"}:
            return (self._receipt_due(),) * 2
        if self.state in {"granted", "issuing"}:
            return due(self.decided_on, ISSUING, self.days), due(self.decided_on, DELIVERY, self.days)
        if self.state not in {"under_review", "decision_pending", "suspended"}:
            return None, None
        law = due(self._statutory_from(), STATUTORY + self.extended, self.days, self._pauses_by_law())
        return self._promised_due(law), law

    def _promised_due(self, law):
        """Return the end of the promise with as many days of the extension as do not end it after the law."""
        ends = [due(self.accepted_on, PROMISED + more, self.days, self._promised_pauses())
                for more in range(self.extended, -1, -1)]  # fmt: skip
        return next((end for end in ends if end is None or law is None or end <= law), ends[-1])


STAFF = tuple(kind for kind in world.STAFF if kind in MAY)
PEOPLE = ("applicant", *STAFF)
TRIED = tuple(action.value for action in Action if hasattr(Story, f"_do_{action.value}"))
