"""Business Environment Ordinance art. 43: an intermediary service is a condition only by law, and none once cleaned."""

from oneseal.catalog.errors import PublicationRefused
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.services import element_set, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.timekeeping import today
from tests.factories import world
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_a_service_that_is_not_on_the_list_is_no_condition(clock):
    editor, city = world.staff("item_administrator"), world.city()
    draft = item_revise(item_id=city.item_id, actor=editor, now=world.now())
    revision = version_for_editor(draft, actor=editor).revision
    told = ElementTold("intermediary", "食品安全检测", revision)
    element_set(version_id=draft, told=told, actor=editor, now=world.now())

    with refused(PublicationRefused):
        item_publish(version_id=draft, effective_on=today(), actor=editor, now=world.now())
