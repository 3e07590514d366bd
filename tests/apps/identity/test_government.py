"""One agency stands for the government of a division; it handles no case, and its head approves what the law says."""

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import GovernmentKnown
from oneseal.identity.models import Agency, Post
from oneseal.identity.rules.posts import POST_KINDS, POSTS_OF_AGENCY, AgencyKind
from oneseal.identity.selectors import government_of
from oneseal.identity.services import agency_close, agency_found, agency_place
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from tests.apps.traces import refused
from tests.factories import centre, joint, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def found(**changed):
    told = {
        "name": "另一个政府（演示）", "uscc": "11999900MB0A1B2C6U", "document_word": "另", "city_name": "濮阳市",
        "division_code": "410900", **changed,
    }  # fmt: skip
    return agency_found(
        facts=AgencyFacts(**told), place=AgencyPlace("government"), actor=world.staff(world.ADMINISTRATOR),
        administrator=NewAccount("other_admin", "staff-password-1", "乙"), now=now(),
    )  # fmt: skip


def test_it_has_an_administrator_and_a_head_who_answers_proposals_and_reads_the_index():
    government = joint.government()

    kinds = set(Post.objects.filter(agency=government).values_list("kind", flat=True))
    assert kinds == set(POSTS_OF_AGENCY[AgencyKind.GOVERNMENT]) == {"system_administrator", joint.HEAD}
    assert joint.head().permissions == POST_KINDS[joint.HEAD].permissions
    assert POST_KINDS[joint.HEAD].permissions == {
        "cases.approve_extension", "performance.read", "performance.manage",
    }  # fmt: skip
    others = [kind for kind in AgencyKind if kind is not AgencyKind.GOVERNMENT]
    assert all(joint.HEAD not in POSTS_OF_AGENCY[kind] for kind in others)


def test_an_agency_finds_the_government_of_its_own_division():
    agency_id = world.city().agency_id
    assert government_of(agency_id) is None

    government = joint.government()
    assert government_of(agency_id) == government
    Agency.objects.filter(pk=government.id).update(division_code="410100")
    assert government_of(agency_id) is None


def test_a_division_has_one_government():
    joint.government()
    other = centre.found()

    with refused(GovernmentKnown, name=joint.GOVERNMENT.name):
        found()
    with refused(GovernmentKnown):
        agency_place(
            agency_id=other, place=AgencyPlace("government"), actor=world.staff(world.ADMINISTRATOR), now=now()
        )


def test_what_was_closed_is_asked_no_more_and_may_be_followed():
    closed = joint.government()
    agency_close(agency_id=closed.id, actor=world.staff(world.ADMINISTRATOR), now=now())
    assert government_of(world.city().agency_id) is None

    followed = found()

    assert government_of(world.city().agency_id).id == followed.agency_id
