"""What happens to licences after they were issued, done through services by the posts whose duty it is."""

from datetime import date

from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.services import item_publish
from oneseal.foundation.timekeeping import now, today
from oneseal.licences.rules.life import CancellationGround, Doing, RecallGround, ReissueGround
from oneseal.licences.selectors import licence_of_case
from oneseal.licences.services import (
    Cancellation,
    Penalty,
    Recall,
    Reissue,
    licence_ask,
    licence_cancel,
    licence_recall,
    licence_reissue,
    licence_resume,
    licence_suspend,
    licence_take_away,
)
from tests.factories import world

PENALTY = {
    "decided_by": "市场监督管理局（演示）",
    "number": "濮市监罚〔2026〕3号",
    "decided_on": date(2026, 3, 3),
}


def issued():
    """Return a licensed case and its licence."""
    case = world.licensed_case()
    return case, licence_of_case(case.id)


def _who(by, kind="approver"):
    return by or world.staff(kind)


def recall(licence, *, by=None, **changed):
    told = {
        "ground": RecallGround.FACTS_CHANGED, "facts": "片区划为水源保护区。", "public_interest": "保护饮水安全。",
        "compensation": "由区政府按评估结果补偿。", **changed,
    }  # fmt: skip
    licence_recall(licence_id=licence.id, recall=Recall(**told), actor=_who(by), now=now())


def take_away(licence, *, by=None, **changed):
    told = Penalty(**{**PENALTY, **changed})
    licence_take_away(licence_id=licence.id, penalty=told, actor=_who(by), now=now())


def suspend(licence, *, by=None, **changed):
    told = Penalty(**{**PENALTY, **changed})
    licence_suspend(licence_id=licence.id, penalty=told, actor=_who(by), now=now())


def resume(licence, *, by=None, reason="暂扣期限已满。"):
    licence_resume(licence_id=licence.id, reason=reason, actor=_who(by), now=now())


def cancel(licence, *, by=None, **changed):
    told = {"ground": CancellationGround.ORGANISATION_ENDED, "facts": "公司已经注销登记。", **changed}
    licence_cancel(licence_id=licence.id, cancellation=Cancellation(**told), actor=_who(by), now=now())


def reissue(licence, *, by=None, **changed):
    told = {"ground": ReissueGround.LOST, "checked": "核对法定代表人身份证明和遗失声明。", **changed}
    return licence_reissue(licence_id=licence.id, reissue=Reissue(**told), actor=_who(by, "issue_clerk"), now=now())


def ask(case, licence, doing=Doing.CANCEL, *, reason="不再经营。", by=None, ground=""):
    return licence_ask(
        licence_id=licence.id, doing=doing, reason=reason, ground=ground, actor=by or case.applicant, now=now()
    )


def sibling(service_kind, **says):
    """Publish an item that renews or changes the licences of the city's item, and return its id."""
    base = ItemVersion.objects.get(pk=world.city().version_id)
    item = Item.objects.create(
        id=world.uuid4(), agency_id=base.item.agency_id, key=f"{base.item.key}-{service_kind}", created_at=now()
    )
    told = base.content["elements"]
    changed = {
        "service_kind": service_kind, "base_item": base.item.key, "renewal_lead_days": 30,
        "basic_code": "410131002000", **says,
    }  # fmt: skip
    for key, value in changed.items():
        told[key] = {"check_state": "own_wording", "source": "gbt-39046", "value": value}
    draft = ItemVersion.objects.create(
        id=world.uuid4(), item=item, number=1, state="draft", name=base.name, content=base.content, form=base.form,
        created_at=now(),
    )  # fmt: skip
    item_publish(version_id=draft.id, effective_on=today(), actor=world.staff("item_administrator"), now=now())
    return item.id
