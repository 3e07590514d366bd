from django.apps import AppConfig


class ExchangeApp(AppConfig):
    name = "oneseal.exchange"
    label = "exchange"

    def ready(self) -> None:
        from oneseal.cases.events import (
            CaseAccepted,
            CaseDecided,
            CaseDelivered,
            CaseExtended,
            CaseResumed,
            CaseReturned,
            CaseSubmitted,
            CaseSuspended,
            CaseTransferred,
            CorrectionRequested,
            HearingArranged,
            HearingRightTold,
            ProcedureDueSoon,
            ReceiptDueToday,
            SupplementDueSoon,
        )
        from oneseal.dispatch.events import ParcelBooked, ParcelReturned
        from oneseal.evaluation.events import BadRatingAnswered
        from oneseal.exchange import duty_receivers, licence_receivers, receivers
        from oneseal.foundation.notify.services import Channel, register_wanted
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.identity.events import MailCodeMade, PartyRegistered
        from oneseal.licences.events import LicenceRequestDeclined, LicenceStateChanged, RenewalDue
        from oneseal.payments.events import RefundDeclined

        subscribe(CaseSubmitted, receivers.check_party)
        subscribe(PartyRegistered, receivers.check_registered)
        subscribe(CaseSubmitted, receivers.tell_received)
        subscribe(CorrectionRequested, receivers.tell_correction)
        subscribe(CaseAccepted, receivers.tell_accepted)
        subscribe(HearingRightTold, receivers.tell_hearing_right)
        subscribe(HearingArranged, receivers.tell_hearing)
        subscribe(CaseDecided, receivers.tell_decided)
        subscribe(CaseDelivered, receivers.tell_delivered)
        subscribe(CaseReturned, receivers.tell_ended)
        subscribe(CaseExtended, receivers.tell_extended)
        subscribe(CaseSuspended, receivers.tell_suspended)
        subscribe(CaseResumed, receivers.tell_resumed)
        subscribe(CaseTransferred, receivers.tell_transferred)
        subscribe(SupplementDueSoon, receivers.tell_supplement_due)
        subscribe(ReceiptDueToday, duty_receivers.tell_receipt_due)
        subscribe(ProcedureDueSoon, duty_receivers.tell_procedure_due)
        subscribe(ParcelBooked, receivers.tell_posted)
        subscribe(ParcelReturned, receivers.tell_returned)
        subscribe(RefundDeclined, receivers.tell_refund_declined)
        subscribe(BadRatingAnswered, receivers.tell_rating_answered)
        subscribe(RenewalDue, licence_receivers.tell_renewal_due)
        subscribe(LicenceStateChanged, licence_receivers.tell_state_changed)
        subscribe(LicenceRequestDeclined, licence_receivers.tell_request_declined)
        subscribe(MailCodeMade, receivers.send_mail_code)
        register_wanted(Channel.MAIL, receivers.mail_is_wanted)
