"""The harness itself: each of its guards is seen to bite."""

import socket
import warnings

import pytest
from django.template import Context, Template, engines

from oneseal.cases.models import Case
from oneseal.foundation.timekeeping import now
from tests import conftest
from tests.factories import world


def test_the_machine_s_clock_cannot_be_read():
    with pytest.raises(conftest.ClockNotHeld):
        now()


def test_a_held_clock_stands_still_until_it_is_moved(clock):
    first = now()

    assert now() == first
    clock.move(days=1, hours=2)
    assert (now() - first).total_seconds() == 26 * 3600


@pytest.mark.parametrize(
    "address", [pytest.param(("192.0.2.1", 80), id="number"), pytest.param(("example.invalid", 80), id="name")]
)
def test_the_network_cannot_be_reached(address):
    with socket.socket() as out, pytest.raises(conftest.NetworkRefused):
        out.connect(address)


def test_the_machine_itself_can_be_reached():
    with socket.socket() as server, socket.socket() as out:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        out.connect(server.getsockname())


def ours(text):
    """Return a template that counts as one of ours."""
    made = engines["django"].engine.from_string(text)
    made.origin.name = str(conftest.SOURCES / "oneseal" / "made_up.html")
    return made


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{{ missing }}", id="variable"),
        pytest.param("{{ known.missing }}", id="attribute"),
        pytest.param("{{ missing|upper }}", id="with-a-filter"),
        pytest.param("{% with x=missing %}{{ x }}{% endwith %}", id="given-on"),
    ],
)
def test_an_undefined_variable_of_our_templates_fails(text):
    with pytest.raises(conftest.UndefinedVariable):
        ours(text).render(Context({"known": {}}))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("{{ known }}", "x", id="defined"),
        pytest.param("{{ none }}", "None", id="none-is-a-value"),
        pytest.param("{{ missing|default:'-' }}", "-", id="absence-foreseen"),
        pytest.param("{% if missing %}a{% else %}b{% endif %}", "b", id="asked-whether-there"),
    ],
)
def test_what_a_template_foresees_is_no_fault(text, shown):
    assert ours(text).render(Context({"known": "x", "none": None})) == shown


def test_templates_of_others_are_left_alone():
    assert Template("{{ missing }}").render(Context({})) == ""


@pytest.mark.django_db
def test_a_slice_without_an_order_fails(city):
    with pytest.raises(conftest.UnorderedSlice):
        Case.objects.all()[:3]
    assert list(Case.objects.order_by("id")[:3]) == []


@pytest.mark.django_db
def test_rows_without_an_order_come_in_any_order(city):
    for _ in range(3):
        world.started_case()

    seen = {tuple(Case.objects.values_list("id", flat=True)) for _ in range(60)}

    assert len(seen) > 1


def test_a_warning_is_a_fault():
    with pytest.raises(UserWarning):
        warnings.warn("careless", stacklevel=1)


@pytest.mark.django_db
def test_files_of_a_test_go_to_a_folder_of_its_own(city, settings):
    assert "files" in settings.STORAGES["default"]["OPTIONS"]["location"]
    assert str(settings.ONESEAL_DATA) not in settings.STORAGES["default"]["OPTIONS"]["location"]


@pytest.mark.django_db
def test_citizen_numbers_made_for_tests_are_right_and_differ():
    from datetime import date

    from oneseal.kernel.numbering import parse_citizen_number

    numbers = {world.citizen_number(n) for n in range(1000)}

    assert len(numbers) == 1000
    assert all(parse_citizen_number(number, today=date(2026, 1, 1)) for number in numbers)
