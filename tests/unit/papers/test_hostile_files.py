"""Files made to keep the verifier busy are answered about as fast as honest ones."""

import time
import zlib

import pytest

from oneseal.papers.typesetting.verification import MAX_BYTES, embedded_identifier

EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"
A_MOMENT_SECONDS = 5


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(b"stream\n", id="nothing-but-marks"),
        pytest.param(b"stream\n\x78\x9c" + EMPTY_BLOCK, id="streams-that-hold-nothing"),
        pytest.param(b"stream\n\x78\x9c" + EMPTY_BLOCK * 990, id="streams-of-empty-blocks"),
    ],
)
def test_a_file_full_of_streams_is_answered_at_once(piece):
    file = (b"%PDF-1.7\n" + piece * (MAX_BYTES // len(piece)))[:MAX_BYTES]
    began = time.perf_counter()

    assert embedded_identifier(file) is None
    assert time.perf_counter() - began < A_MOMENT_SECONDS


def test_a_bomb_is_not_inflated_to_its_end():
    bomb = b"%PDF-1.7\nstream\n" + zlib.compress(bytes(300_000_000), 9)
    began = time.perf_counter()

    assert embedded_identifier(bomb) is None
    assert time.perf_counter() - began < A_MOMENT_SECONDS


def test_an_identifier_in_a_compressed_stream_is_still_found():
    assert embedded_identifier(b"%PDF-1.7\nstream\r\n" + zlib.compress(b"<oneseal-identifier:P01>")) == "P01"
