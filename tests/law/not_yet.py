"""Articles, and parts of them, that no rule of the program carries yet, each with the reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NotYet:
    """An article, or a part of one, that no rule of the program carries yet, and why."""

    name: str
    demand: str
    why: str


NOT_YET = (
    NotYet("APL 5, 40", "Granted decisions are public within seven working days; whoever gave confidential data is "
           "asked before.", "Decisions are not published: publicity before a decision is, and a licence is verified "
           "by its number."),
    NotYet("APL 8", "A valid licence is withdrawn or changed for changed law or facts, with compensation.",
           "A licence knows valid, superseded and revoked; withdrawal has no service."),
    NotYet("APL 25", "One body holds the licensing power of several.",
           "A way to set up an agency: no act of a case could break it."),
    NotYet("APL 26(2)", "Each of several departments is told of an application and gives its own opinion.",
           "One department answers for all, names the others, meets with them and keeps what they said; a case of "
           "their own, with a clock of its own, in each of them is not built."),
    NotYet("APL 27", "No purchase and no paid service is a condition.", "Intermediary services are not built."),
    NotYet("APL 30(2)", "Whoever asks is owed an explanation.", "Guidance is recorded; no clock owes an answer."),
    NotYet("APL 31; R716 7", "What can be fetched by sharing is not demanded.",
           "The catalogue says of a material whether it can be shared; nothing fetches it yet."),
    NotYet("APL 41", "A licence set by law is valid nationwide unless limited.", "No area stands on a licence."),
    NotYet("APL 53", "Tender and auction decide who is granted.",
           "Their time stops the clocks (APL 45); their result is words that no decision is bound to."),
    NotYet("APL 54", "Examinations are public, without compulsory courses.", "Items by examination are not built."),
    NotYet("APL 57", "Among equals the order of acceptance decides.",
           "The quota is kept and the instant of acceptance stored; nothing ranks cases by it."),
    NotYet("APL 61, 64", "Supervision is recorded, signed and archived; violations elsewhere are reported.",
           "Inspection is not built; the check after a commitment is (国办发〔2020〕42号)."),
    NotYet("APL 69", "Fraud: shall be revoked; not where that gravely harms the public.",
           "The ground is stored and told; whether to revoke is left to whoever decides, so no rule can be removed."),
    NotYet("APL 72, 75", "Liability for refusing, not showing, not telling, illegal fees.",
           "The guards above prevent them, supervision finds them (R03, R16, R19); liability is decided elsewhere."),
    NotYet("OBE 36", "Whoever exceeds a promised limit publishes the reason.",
           "Lights show it; nothing publishes why."),
    NotYet("OBE 43", "An agency picks by competition and pays whom it needs itself; a body tied to it serves none.",
           "The list says who pays and what was parted; choosing and contracts are not built."),
    NotYet("R716 8", "A reliable electronic signature is a handwritten one.",
           "An applicant signs by his login and a tick; signatures of applicants are not built."),
    NotYet("RCL 23(3)", "Suing for failure to act needs reconsideration first: overdue cases say so.",
           "No paper is sent to whoever waits for an overdue case."),
    NotYet("国办发〔2020〕42号", "No commitment in matters of national security, public safety and the like.",
           "The city says of each item whether it allows a commitment; no rule judges the matter."),
)  # fmt: skip
