"""Business Environment Ordinance art. 44: a certificate is demanded only by law and from the published list."""

from oneseal.catalog.errors import PublicationRefused
from oneseal.catalog.services import CertificateTold, certificate_list, item_publish, item_revise
from oneseal.catalog.services.lists import CertificateState
from oneseal.foundation.timekeeping import today
from tests.factories import world
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_what_the_list_has_cancelled_is_not_demanded_any_more(clock):
    editor, city = world.staff("item_administrator"), world.city()
    told = CertificateTold(
        "A-1", "食品经营许可申请书", CertificateState.CANCELLED, "没有设定依据", "市行政审批局", document="取消公告"
    )
    certificate_list(told=told, actor=editor, now=world.now())
    draft = item_revise(item_id=city.item_id, actor=editor, now=world.now())

    with refused(PublicationRefused):
        item_publish(version_id=draft, effective_on=today(), actor=editor, now=world.now())
