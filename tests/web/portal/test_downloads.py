"""Papers and files go only to the one they belong to."""

import pytest

from oneseal.cases import selectors as cases
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from tests.factories import world
from tests.web.portal.conftest import sign_in

pytestmark = pytest.mark.django_db


def test_a_paper_comes_to_its_addressee_with_its_name_and_stays_private(client, city):
    case = world.submitted_case()
    sign_in(client, case.applicant)
    paper = papers_of(case.id, for_public=True)[0]

    response = client.get(f"/papers/{paper.id}/")

    assert response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]


def test_internal_papers_do_not_exist_for_the_public(client, city):
    case = world.granted_case()
    sign_in(client, case.applicant)
    shown = {paper.id for paper in papers_of(case.id, for_public=True)}
    internal = next(paper for paper in papers_of(case.id, for_public=False) if paper.id not in shown)

    assert client.get(f"/papers/{internal.id}/").status_code == 404


def test_a_licence_comes_to_its_holder(client, city):
    case = world.delivered_case()
    sign_in(client, case.applicant)

    assert client.get(f"/papers/{licence_of_case(case.id).paper_id}/").status_code == 200


@pytest.mark.parametrize("who", ["another-applicant", "staff"])
def test_nobody_else_gets_a_paper_or_a_file(client, city, who):
    case = world.submitted_case()
    sign_in(client, world.staff("intake_clerk") if who == "staff" else world.person())
    paper, file = papers_of(case.id, for_public=True)[0], cases.materials_of(case.facts)[0]

    assert client.get(f"/papers/{paper.id}/").status_code == 404
    assert client.get(f"/files/{file.id}/").status_code == 404


def test_an_uploaded_file_comes_back_to_its_owner(client, city):
    case = world.submitted_case()
    sign_in(client, case.applicant)
    file = cases.materials_of(case.facts)[0]

    response = client.get(f"/files/{file.id}/")

    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    response.close()


@pytest.mark.parametrize("room", ["papers", "files"])
def test_what_does_not_exist_is_not_found(stranger, room):
    assert stranger.get(f"/{room}/00000000-0000-7000-8000-000000000000/").status_code == 404
