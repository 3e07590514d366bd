"""A small city and its cases, made through services only: no state the software forbids."""

import itertools
import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.rules.states import NonAcceptanceGround
from oneseal.cases.selectors.lights import forget_lights
from oneseal.cases.services.closing import HandOver
from oneseal.cases.services.deciding import OpinionTold
from oneseal.cases.services.intake import Refusal
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.terms import version_terms
from oneseal.catalog.services import element_set, item_draft_from_reference, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.outbox.services import deliver, relay
from oneseal.foundation.timekeeping import BEIJING, now, today
from oneseal.identity.models import Account, Agency, Post
from oneseal.identity.selectors import actor_for_account
from oneseal.identity.services import (
    installation_set_up,
    organisation_join,
    person_register,
    setup_code,
    staff_appoint,
)
from oneseal.identity.services.registration import OrganisationFacts, Registration
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from oneseal.kernel.access import Actor
from oneseal.papers.services import SealFacts, seal_enable
from oneseal.workflow.selectors import forget_calendar
from oneseal.workflow.services import calendar_load

FOUNDING = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
MORNING = datetime(2026, 3, 4, 10, 0, tzinfo=BEIJING)
AGENCY = AgencyFacts(
    name="濮阳市行政审批局（演示）",
    uscc="11100000MB03271699",
    document_word="濮审",
    city_name="濮阳市",
    division_code="410900",
)
ADMINISTRATOR = "system_administrator"
SHIPPED = "food-business-licence-new"
STAFF = (
    "item_administrator", "intake_clerk", "chief_window", "reviewer", "approver", "agency_head", "issue_clerk",
    "archivist", "supervisor",
)  # fmt: skip
CITY_SAYS = {
    "basic_code": "410131001000",
    "station": "1",
    "consult": "0393-0000000（演示）",
    "complain": "12345",
}
# The one procedure without a form of its own, so that every test has something that stops both clocks.
TENDER = {
    "kind": "tender", "name": "招标", "name_en": "Tender", "max_days": 20, "unit": "WD", "stops_clock": True,
    "approver": "", "check_state": "own_wording", "source": "fbl-24", "note": "",
}  # fmt: skip
ANSWERS = {
    "premises_address": "演示路1号一层商铺",
    "business_form": "catering",
    "business_items": ["hot_food", "cold_food"],
    "safety_manager_name": "李四",
    "safety_manager_post": "officer",
    "safety_manager_employment": "full_time",
    "contact_name": "张三",
    "handled_by": "self",
    "delivery_way": "window",
    "truth_commitment": True,
}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MOBILE = "13800000000"
_serial = itertools.count(1)


@dataclass(frozen=True)
class City:
    """What was founded: its agency, and the one item it offers."""

    agency_id: UUID
    item_id: UUID
    version_id: UUID


@dataclass(frozen=True)
class Filed:
    """A case of an applicant, on its way."""

    id: UUID
    applicant: Actor

    @property
    def facts(self):
        return cases.case_facts(self.id)


# --- the city ----------------------------------------------------------------------------------


def city():
    """Return the city, founding it when there is none."""
    agency = Agency.objects.order_by("created_at").first()
    return _found() if agency is None else _known(agency.id)


def _known(agency_id):
    published = ItemVersion.objects.filter(item__agency_id=agency_id, item__key=SHIPPED, state="published")
    # Without its content: reading that takes longer than making a case.
    item_id, version_id = published.order_by("number").values_list("item_id", "id").last()
    return City(agency_id, item_id, version_id)


def _found():
    load_calendars()
    agency = set_up()
    for kind in STAFF:
        appoint(kind, username=kind)
    seal_enable(facts=SealFacts(), actor=staff(ADMINISTRATOR), now=now())
    publish_item()
    return _known(agency.id)


def load_calendars(*, without=()):
    """Load the official notices that ship with the program, but not those of some years."""
    folder = settings.ONESEAL_REFERENCE / "holidays"
    contents = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    calendar_load(contents=[row for row in contents if row["year"] not in without], now=now())


def set_up(**changed):
    """Make the agency and its system administrator, as the first-run page does."""
    told = NewAccount(ADMINISTRATOR, "admin-password-1", "系统管理员")
    return installation_set_up(
        **{"agency": AGENCY, "administrator": told, "code": setup_code(), "now": now(), **changed}
    )


def draft_item():
    """Return the id of a draft of the shipped item that only waits to be published."""
    editor = staff("item_administrator")
    version_id = item_draft_from_reference(key=SHIPPED, actor=editor, now=now())
    fill_item(version_id)
    return version_id


def fill_item(version_id):
    """Say what only the city can say of an item."""
    editor = staff("item_administrator")
    revision = version_for_editor(version_id, actor=editor).revision
    for key, text in CITY_SAYS.items():
        told = ElementTold(key, text, revision)
        revision = element_set(version_id=version_id, told=told, actor=editor, now=now())


def publish_item():
    """Publish the shipped item from today on."""
    version_id = draft_item()
    row = ItemVersion.objects.get(pk=version_id)
    row.content["elements"]["special_procedures"]["value"].append(TENDER)
    row.save(update_fields=["content"])
    item_publish(version_id=version_id, effective_on=today(), actor=staff("item_administrator"), now=now())
    return version_id


def open_to_persons():
    """Let natural persons apply for the city's item too, by a version that is in force from today on."""
    editor = staff("item_administrator")
    version_id = item_revise(item_id=city().item_id, actor=editor, now=now())
    told = ElementTold("service_object", "1\n2", version_for_editor(version_id, actor=editor).revision)
    element_set(version_id=version_id, told=told, actor=editor, now=now())
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())


def empty():
    """Empty every table but calendars and migrations, inside the test's transaction."""
    kept = {"django_migrations", "workflow_calendar_year"}
    with connection.cursor() as cursor:
        names = [
            f'"{name}"'
            for name in connection.introspection.table_names(cursor)
            if name not in kept and not name.startswith("procrastinate_")
        ]
        cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")


def forget():
    """Drop what the process remembers of the database."""
    forget_calendar()
    forget_lights()
    version_terms.cache_clear()


# --- people ------------------------------------------------------------------------------------


def actor_named(username):
    """Return who signs in under a name."""
    actor = actor_for_account(Account.objects.get(username=username).id, "127.0.0.1")
    assert actor is not None
    return actor


def staff(kind):
    """Return the holder of a post of this kind."""
    return actor_named(kind)


def appoint(kind, *, username=None):
    """Appoint one more person to a post of this kind and return who it is."""
    username = username or f"{kind}{next(_serial)}"
    post = Post.objects.get(kind=kind, agency_id=staff(ADMINISTRATOR).own_agency)
    told = NewAccount(username, "staff-password-1", post.title)
    staff_appoint(account=told, post_id=post.id, actor=staff(ADMINISTRATOR), now=now())
    return actor_named(username)


def citizen_number(serial):
    """Return a citizen number with a right check character; such numbers belong to nobody here."""
    body = f"110105199001{serial % 28 + 1:02d}{serial // 28 % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


USCC = "91310112087994932F"


def person(**changed):
    """Register a natural person and return who it is."""
    serial = next(_serial)
    told = {
        "username": f"person{serial}", "password": "citizen-password-1", "name": "张三",
        "id_number": citizen_number(serial), "mobile": MOBILE, **changed,
    }  # fmt: skip
    account_id = person_register(told=Registration(**told), address="127.0.0.1", now=now())
    return actor_for_account(account_id, "127.0.0.1")


def organisation(actor, **changed):
    """Let a person act for an organisation and return its id."""
    told = {
        "uscc": USCC, "name": "演示餐饮有限公司", "legal_representative": "张三",
        "address": "演示路1号一层商铺", "role": "legal_representative", **changed,
    }  # fmt: skip
    return organisation_join(told=OrganisationFacts(**told), actor=actor, now=now())


def applicant(**changed):
    """Register a person who acts for an organisation, and return (actor, organisation's id)."""
    someone = person(**changed)
    party_id = organisation(someone)
    return actor_for_account(someone.account_id, "127.0.0.1"), party_id


# --- cases -------------------------------------------------------------------------------------


_passing = [lambda: None]


def let_time_pass(tick):
    """Let a minute pass before each press: what happens later stands later in every list."""
    _passing[:] = [tick]


def press(actor, key=None):
    """Return one press of a button, a minute after the one before."""
    _passing[0]()
    return services.Press(actor, now(), key or uuid4())


def started_case():
    """Start a draft."""
    city_ = city()
    actor, party_id = applicant()
    return Filed(services.case_start(item_id=city_.item_id, party_id=party_id, actor=actor, now=now()), actor)


def save(case, **told):
    """Save fields of the form and return the new revision."""
    revision = cases.answers_of(case.facts).revision
    return services.draft_save(case_id=case.id, told=told, revision=revision, actor=case.applicant, now=now())


def attach(case, key, content=b"", *, file_name=None):
    """Upload one file for a material and return its id."""
    return services.material_attach(
        case_id=case.id, key=key, file_name=file_name or f"{key}.pdf", chunks=[PDF, content or key.encode()],
        actor=case.applicant, now=now(),
    )  # fmt: skip


def filled_case():
    """Start a draft, fill its form and upload every material it asks for."""
    case = started_case()
    save(case, **ANSWERS)
    for key, _name in services.missing_of(case.facts, today=today()).materials:
        attach(case, key)
    return case


def submit(case, key=None):
    """Hand a filled case in and return its receipt."""
    return services.case_submit(case_id=case.id, press=press(case.applicant, key))


def submitted_case():
    """Hand a complete application in."""
    case = filled_case()
    submit(case)
    return case


RULES_LIST = services.Defect("material:rules_list", "制度目录清单", "没有盖章", "重新上传盖章版")


def request_correction(case, *defects, by=None):
    """Send the one correction notice; of a later one nothing that it lists was cured."""
    told = defects or (replace(RULES_LIST, arose="uncured") if case.facts.corrections else RULES_LIST,)
    services.case_request_correction(case_id=case.id, defects=told, press=press(by or staff("intake_clerk")))


def correction_pending_case():
    """Send a case back for one material."""
    case = submitted_case()
    request_correction(case)
    return case


def mend(case, key="rules_list"):
    """Upload what the notice asked for and hand it in."""
    attach(case, key, b"mended")
    services.case_correct(case_id=case.id, press=press(case.applicant))


def corrected_case():
    """Send a case back and have it mended."""
    case = correction_pending_case()
    mend(case)
    return case


def not_accepted_case():
    """Refuse a case at the door."""
    case = submitted_case()
    refuse_at_the_door(case)
    return case


def refuse_at_the_door(case, **changed):
    """Refuse to accept."""
    told = {"ground": NonAcceptanceGround.LICENCE_NOT_NEEDED, "reason": "该活动不需要许可。", **changed}
    services.case_not_accept(case_id=case.id, refusal=Refusal(**told), press=press(staff("intake_clerk")))


def accepted_case():
    """Accept a case; it waits for its reviewer."""
    case = submitted_case()
    services.case_accept(case_id=case.id, press=press(staff("intake_clerk")))
    return case


def reviewed_case():
    """Examine a case; it waits for its decision."""
    case = accepted_case()
    recommend(case)
    return case


def recommend(case, *, by=None, verdict="grant", text="符合条件。"):
    """Give the examiner's opinion."""
    services.case_recommend(case_id=case.id, told=OpinionTold(verdict, text), press=press(by or staff("reviewer")))


def granted_case():
    """Grant a case; its licence is not made yet."""
    case = reviewed_case()
    services.case_grant(case_id=case.id, text="符合法定条件。", press=press(staff("approver")))
    return case


def refused_case():
    """Refuse a case."""
    case = reviewed_case()
    services.case_refuse(case_id=case.id, text="场所不符合卫生要求。", press=press(staff("approver")))
    return case


def issuing_case():
    """Grant a case and make its licence and papers."""
    case = granted_case()
    deliver_events()
    return case


def delivered_case():
    """Hand the licence over."""
    case = issuing_case()
    hand_over(case)
    return case


def hand_over(case, *, way="window", received_by="张三", **told):
    """Hand a result over, as a clerk tells it."""
    hand_over = HandOver(way, received_by, **told)
    services.case_deliver(case_id=case.id, hand_over=hand_over, press=press(staff("issue_clerk")))


def archived_case():
    """Close a file."""
    case = delivered_case()
    file_archive(case_id=case.id, press=press(staff("archivist")))
    return case


MAKES_BYTES = "oneseal.papers.receivers.make_bytes"


def licensed_case():
    """Grant a case and make its licence, but not the bytes of its papers."""
    case = granted_case()
    deliver_events(without=MAKES_BYTES)
    return case


def deliver_events(*, without=""):
    """Relay every event to every receiver, and what they tell in turn, to the end; return how many."""
    done = 0
    _passing[0]()
    while True:
        pairs = []
        if not relay(hand_over=pairs.extend, now=now()):
            return done
        for event_id, receiver in pairs:
            if receiver != without:
                done += deliver(event_id=event_id, receiver=receiver, now=now())
