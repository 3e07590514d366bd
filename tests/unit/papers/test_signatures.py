"""Signing, and telling a genuine paper from every other file."""

import os
import re
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter

from oneseal.papers.typesetting.signing import (
    SELF_SIGNED_UNIT,
    FileUnsignable,
    KeyUnfit,
    Signer,
    make_self_signed,
)
from oneseal.papers.typesetting.verification import MAX_BYTES, Problem, embedded_identifier, verify
from tests.unit.papers.conftest import AGENCY, LICENCE_ID, NOW, SAMPLES


@pytest.fixture(scope="session")
def trust(signer):
    return [signer.certificate_pem]


def flipped(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]


def test_a_signed_paper_is_genuine_and_says_who_and_when(signed, trust):
    found = verify(signed, trust)

    assert found.is_genuine
    assert (found.signed, found.intact, found.covers_whole_file) == (True, True, True)
    assert (found.signer, found.signed_at) == (AGENCY, NOW)


def test_another_reader_of_signatures_agrees(signed, signer):
    from asn1crypto import x509 as asn1

    root = asn1.Certificate.load(signer.certificate.public_bytes(serialization.Encoding.DER))
    context = ValidationContext(trust_roots=[root], moment=NOW)

    status = validate_pdf_signature(PdfFileReader(BytesIO(signed)).embedded_signatures[0], context)

    assert status.bottom_line
    assert status.signer_reported_dt == NOW


def test_signing_leaves_the_set_paper_untouched(signed, typesetter):
    assert signed.startswith(typesetter.typeset(SAMPLES["licence"]))


def test_signing_never_writes_the_time_of_the_machine(signed):
    assert set(re.findall(rb"D:(20\d{6})", signed)) == {b"20261121"}


@pytest.mark.parametrize("share", [0.0002, 0.1, 0.25, 0.5, 0.75, 0.9, 0.9999])
def test_one_altered_byte_outside_the_signature_is_found(share, signed, trust):
    start, end = signed.index(b"/Contents <30"), signed.index(b"/ByteRange")
    outside = [*range(9, start), *range(end, len(signed))]

    found = verify(flipped(signed, outside[int(share * len(outside))]), trust)

    assert not found.is_genuine
    assert not found.intact


def test_one_altered_byte_in_the_signature_is_found(signed, trust):
    # The end of the signature value, just before the zeros that fill the reserved room.
    last = re.search(rb"/Contents <30[0-9A-F]*?(?=0{64})", signed).end() - 8

    assert not verify(flipped(signed, last), trust).intact


def test_bytes_hidden_in_the_reserved_room_are_found(signed, trust):
    room = signed.index(b">", signed.index(b"/Contents <30")) - 1

    assert verify(flipped(signed, room), trust).problem is Problem.MALFORMED


@pytest.mark.parametrize("extra", [b"\n", b"% note\n%%EOF\n"], ids=["a-newline", "a-comment"])
def test_appended_bytes_are_found(extra, signed, trust):
    found = verify(signed + extra, trust)

    assert (found.intact, found.covers_whole_file, found.problem) == (True, False, Problem.APPENDED)


def test_an_incremental_update_is_found(signed, trust):
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    updated = BytesIO()
    writer.write(updated)

    assert verify(updated.getvalue(), trust).problem is Problem.APPENDED


def test_a_copy_resaved_by_another_program_is_not_genuine_but_names_its_identifier(signed, trust):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(signed)))
    copy = BytesIO()
    writer.write(copy)

    assert not verify(copy.getvalue(), trust).is_genuine
    assert embedded_identifier(copy.getvalue()) == LICENCE_ID


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.95, 0.999])
def test_a_truncated_file_is_not_genuine(keep, signed, trust):
    assert not verify(signed[: int(len(signed) * keep)], trust).is_genuine


def test_an_unsigned_paper_is_told_apart(typesetter, trust):
    found = verify(typesetter.typeset(SAMPLES["licence"]), trust)

    assert (found.signed, found.problem) == (False, Problem.UNSIGNED)


def test_the_signature_of_a_stranger_is_intact_but_not_trusted(typesetter, trust):
    stranger = Signer.from_pem(*make_self_signed(AGENCY, NOW))
    forged = stranger.sign(typesetter.typeset(SAMPLES["licence"]), signed_at=NOW, reason="颁发证照")

    found = verify(forged, trust)

    assert (found.intact, found.problem) == (True, Problem.UNTRUSTED)


def test_a_signature_is_not_trusted_while_nobody_is_trusted(signed):
    found = verify(signed, ())

    assert (found.intact, found.problem) == (True, Problem.UNTRUSTED)


def test_a_time_before_the_certificate_is_not_trusted(typesetter, signer, trust):
    early = signer.sign(typesetter.typeset(SAMPLES["receipt"]), signed_at=NOW - timedelta(days=1), reason="收件")

    assert verify(early, trust).problem is Problem.UNTRUSTED


HOSTILE = [
    pytest.param(b"", Problem.NOT_PDF, id="nothing"),
    pytest.param(b"\x89PNG\r\n" + bytes(200), Problem.NOT_PDF, id="a-picture"),
    pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, Problem.UNSIGNED, id="garbage-behind-a-pdf-head"),
    pytest.param(b"%PDF-1.7 /ByteRange [0 9999999999 1 1]", Problem.ALTERED, id="a-range-beyond-the-file"),
    pytest.param(b"%PDF-1.7 /ByteRange [0 0 0 0]", Problem.ALTERED, id="an-empty-range"),
    pytest.param(b"%PDF-1.7 " + b"/ByteRange [0 1 2 3] " * 9999, Problem.ALTERED, id="ten-thousand-ranges"),
    pytest.param(b"%PDF-1.7 /ByteRange [0 00000044 00000050 0000000]<3080>", Problem.ALTERED, id="a-gap-that-misses"),
    pytest.param(b"%PDF-" + bytes(MAX_BYTES), Problem.TOO_LARGE, id="too-large"),
    pytest.param(
        b"%PDF-1.7\nstream\n" + zlib.compress(bytes(40_000_000)) + b"endstream", Problem.UNSIGNED, id="a-bomb"
    ),
]


@pytest.mark.parametrize(("data", "problem"), HOSTILE)
def test_hostile_files_are_named_and_never_raise(data, problem, trust):
    assert verify(data, trust).problem is problem
    assert embedded_identifier(data) is None


@pytest.mark.parametrize("contents", [b"3080", b"30820FFF" + b"00" * 60, b"0500", b"FF" * 80, b"3003020101"])
def test_a_broken_signature_is_named(contents, trust):
    head = b"%%PDF-1.7 /ByteRange [0 %04d %04d 0001]"
    start = len(head % (0, 0))
    data = head % (start, start + len(contents) + 2) + b"<" + contents + b">" + b"\n"

    assert verify(data, trust).problem is Problem.MALFORMED


def test_random_bytes_never_raise(trust):
    for _ in range(200):
        assert not verify(b"%PDF-1.7 /ByteRange [0 42 60 10]" + os.urandom(80), trust).is_genuine


def test_a_paper_carries_its_identifier(signed, typesetter):
    assert embedded_identifier(signed) == LICENCE_ID
    assert embedded_identifier(typesetter.typeset(SAMPLES["receipt"])) == "P01"


def test_a_self_signed_certificate_says_so(signer):
    units = signer.certificate.subject.get_attributes_for_oid(x509.NameOID.ORGANIZATIONAL_UNIT_NAME)

    assert [unit.value for unit in units] == [SELF_SIGNED_UNIT]


def test_a_key_is_loaded_from_pkcs12(signed, trust, typesetter):
    key_pem, cert_pem = make_self_signed(AGENCY, NOW)
    key = serialization.load_pem_private_key(key_pem, None)
    certificate = x509.load_pem_x509_certificate(cert_pem)
    secret = serialization.BestAvailableEncryption(b"geheim")
    archive = pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, secret)

    loaded = Signer.from_pkcs12(archive, password=b"geheim")
    pdf = loaded.sign(typesetter.typeset(SAMPLES["receipt"]), signed_at=NOW, reason="收件")

    assert verify(pdf, [cert_pem]).is_genuine


def test_a_wrong_password_is_refused():
    with pytest.raises(KeyUnfit):
        Signer.from_pkcs12(b"not an archive", password=b"x")


def test_a_foreign_certificate_is_refused():
    key_pem, _own = make_self_signed(AGENCY, NOW)
    _key, foreign = make_self_signed(AGENCY, NOW)

    with pytest.raises(KeyUnfit, match="not the key's"):
        Signer.from_pem(key_pem, foreign)


def test_a_key_of_another_curve_is_refused():
    key = ec.generate_private_key(ec.SECP384R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())

    with pytest.raises(KeyUnfit, match="P-256"):
        Signer.from_pem(pem, make_self_signed(AGENCY, NOW)[1])


def test_a_file_that_is_no_pdf_is_not_signed(signer):
    with pytest.raises(FileUnsignable):
        signer.sign(b"hello", signed_at=NOW, reason="收件")
