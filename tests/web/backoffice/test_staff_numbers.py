"""The citizen number of a member of staff: stated by who keeps staff, never shown whole, compared with his cases."""

from oneseal.identity.models import PostHolding
from oneseal.identity.selectors import staff_numbers_masked
from tests.apps.traces import acts
from tests.factories import world

NUMBER = world.citizen_number(905)


def address_of(kind):
    return f"/office/staff/{PostHolding.objects.get(account__username=kind, until_on=None).id}/number/"


def test_a_number_is_stated_shown_masked_and_taken_back(admin, city):
    reviewer, address = world.staff("reviewer"), address_of("reviewer")
    assert address in admin.get("/office/staff/").content.decode()
    assert "还没有登记" in admin.get(address).content.decode()

    assert "已登记" in admin.post(address, {"number": NUMBER}, follow=True).content.decode()

    page = admin.get(address).content.decode()
    masked = f"{NUMBER[:4]}************{NUMBER[-2:]}"
    assert masked in page
    assert NUMBER not in page
    act = acts(city.agency_id)[-1]
    assert (act.verb, act.after["number"]) == ("identity.staff_number_stated", masked)
    admin.post(address, {"number": ""})
    assert staff_numbers_masked(world.staff(world.ADMINISTRATOR), [reviewer.account_id]) == {}


def test_a_number_that_cannot_be_right_is_said_so_at_its_field(admin, city):
    answer = admin.post(address_of("reviewer"), {"number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")})

    assert answer.status_code == 422
    assert "field-error" in answer.content.decode() or "aria-invalid" in answer.content.decode()
    assert staff_numbers_masked(world.staff(world.ADMINISTRATOR), [world.staff("reviewer").account_id]) == {}


def test_nobody_else_states_numbers(city, client):
    client.force_login(PostHolding.objects.get(account__username="approver", until_on=None).account)

    assert client.get(address_of("reviewer")).status_code in {403, 404}
