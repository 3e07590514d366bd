"""The installation's secret and what is encrypted with it."""

import stat

import pytest
from cryptography.exceptions import InvalidTag

from oneseal.foundation.encryption import blind_index, decrypt, decrypt_json, encrypt, encrypt_json
from oneseal.foundation.keys import InstallationKeys, installation_keys

NUMBER = "11010519491231002X"


@pytest.fixture
def key_file(tmp_path, settings):
    settings.ONESEAL_KEY_FILE = tmp_path / "keys" / "oneseal.key"
    return settings.ONESEAL_KEY_FILE


def test_a_missing_key_file_is_made_for_the_owner_alone(key_file):
    keys = installation_keys(key_file)

    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert key_file.read_text() == keys.master.hex()
    assert [path.name for path in key_file.parent.iterdir()] == ["oneseal.key"]


def test_a_second_reading_gives_the_same_keys(key_file):
    first = installation_keys(key_file)
    installation_keys.cache_clear()

    assert installation_keys(key_file) == first


@pytest.mark.parametrize(
    "content",
    [pytest.param("", id="empty"), pytest.param("ab" * 31, id="too-short"), pytest.param("zz" * 32, id="not-hex")],
)
def test_a_damaged_key_file_is_refused_and_left_as_it_is(key_file, content):
    key_file.parent.mkdir()
    key_file.write_text(content)

    with pytest.raises(ValueError, match=r"hexadecimal"):
        installation_keys(key_file)
    assert key_file.read_text() == content


def test_each_purpose_has_a_key_of_its_own():
    keys = InstallationKeys(bytes(32))

    assert len({keys.key(purpose) for purpose in ("columns", "django", "index:x", "fingerprint")}) == 4
    assert keys.master not in {keys.key("columns")}


def test_a_fingerprint_tells_key_files_apart():
    assert InstallationKeys(bytes(32)).fingerprint() != InstallationKeys(bytes(31) + b"\1").fingerprint()


def test_an_encrypted_text_comes_back_and_does_not_show_itself(key_file):
    blob = encrypt(NUMBER, context="person.id_number")

    assert NUMBER.encode() not in blob
    assert decrypt(blob, context="person.id_number") == NUMBER
    assert decrypt(memoryview(blob), context="person.id_number") == NUMBER


def test_the_same_text_is_never_encrypted_twice_alike(key_file):
    assert encrypt(NUMBER, context="x") != encrypt(NUMBER, context="x")


def test_a_column_cannot_be_moved_to_another_place(key_file):
    blob = encrypt(NUMBER, context="person.id_number")

    with pytest.raises(InvalidTag):
        decrypt(blob, context="person.mobile")


@pytest.mark.parametrize("at", [pytest.param(1, id="nonce"), pytest.param(13, id="body"), pytest.param(-1, id="tag")])
def test_an_altered_column_is_refused(key_file, at):
    blob = bytearray(encrypt(NUMBER, context="x"))
    blob[at] ^= 1

    with pytest.raises(InvalidTag):
        decrypt(bytes(blob), context="x")


def test_a_json_value_comes_back_whole(key_file):
    value = {"name": "张三", "items": ["hot_food", "cold_food"], "truth": True, "none": None}

    assert decrypt_json(encrypt_json(value, context="x"), context="x") == value


def test_a_blind_index_finds_the_same_value_and_nothing_else(key_file):
    index = blind_index(NUMBER, context="person.id_number")

    assert index == blind_index(NUMBER, context="person.id_number")
    assert index != blind_index(NUMBER, context="case.party_number")
    assert index != blind_index("110105194912310021", context="person.id_number")
    assert len(index) == 32
