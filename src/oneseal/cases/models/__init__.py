from oneseal.cases.models.applications import Application, Material
from oneseal.cases.models.bars import Bar
from oneseal.cases.models.blindness import CoverLift, Drawing
from oneseal.cases.models.cases import Case
from oneseal.cases.models.conversation import MaterialVerdict, Message
from oneseal.cases.models.exceptions import PreReview, Suspension, VoidRequest
from oneseal.cases.models.extensions import ExtensionProposal
from oneseal.cases.models.following import FollowedCase
from oneseal.cases.models.guidance import Guidance
from oneseal.cases.models.hearings import Hearing, InterestedParty, MeetingTask, MinutesScan, Objection
from oneseal.cases.models.lights import LightChoice
from oneseal.cases.models.migrating import MigrationCase, ProcessBinding, ProcessMigration
from oneseal.cases.models.opinions import Correction, Delivery, Opinion
from oneseal.cases.models.procedures import Procedure
from oneseal.cases.models.promises import PostCheck, Supplement
from oneseal.cases.models.submissions import SubmissionKey

__all__ = [
    "Application",
    "Bar",
    "Case",
    "Correction",
    "CoverLift",
    "Delivery",
    "Drawing",
    "ExtensionProposal",
    "FollowedCase",
    "Guidance",
    "Hearing",
    "InterestedParty",
    "LightChoice",
    "Material",
    "MaterialVerdict",
    "MeetingTask",
    "Message",
    "MigrationCase",
    "MinutesScan",
    "Objection",
    "Opinion",
    "PostCheck",
    "PreReview",
    "Procedure",
    "ProcessBinding",
    "ProcessMigration",
    "SubmissionKey",
    "Supplement",
    "Suspension",
    "VoidRequest",
]
