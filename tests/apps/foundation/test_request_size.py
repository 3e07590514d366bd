"""A request that nobody could need is refused before its bytes are kept."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("length", "status"),
    [
        pytest.param("5000", 200, id="a-form"),
        pytest.param(str(2**40), 413, id="a-terabyte"),
        pytest.param("many", 200, id="no-number"),
    ],
)
def test_the_announced_size_of_a_request_is_bounded(client, city, length, status):
    answer = client.get("/track/", CONTENT_LENGTH=length)

    assert answer.status_code == status
    assert ("请压缩或拆分后重新上传" in answer.content.decode()) is (status == 413)
