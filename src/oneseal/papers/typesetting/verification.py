"""Whether a PDF is one of ours, unaltered: read without ever trusting or fully parsing the file.

A paper of ours carries exactly one signature over all its bytes. So verification needs no PDF parser, which
hostile files like to attack: it finds the byte range of the signature, demands that the range covers the
whole file save the signature itself, and checks the signature over these very bytes.
"""

import asyncio
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from itertools import islice
from typing import Final

from asn1crypto import cms, parser, pem, x509  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.general import CMSExtractionError, SignedDataCerts, SigningError, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

MAX_BYTES: Final = 20 * 1024 * 1024
_INFLATED_BYTES: Final = 16 * 1024 * 1024
_STREAMS: Final = 4096
_STREAM_BYTES: Final = 64 * 1024
_HEAD: Final = b"%PDF-"
_RANGE: Final = re.compile(rb"/ByteRange\s{0,8}\[\s{0,8}(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s{0,8}\]")
_HEX: Final = re.compile(rb"<([0-9A-F]{2,400000})>")
_CLAIMED: Final = re.compile(rb"/M\s{0,4}\(([^()]{15,60})\)")
_OCTAL: Final = re.compile(r"\\([0-7]{3})")
_PDF_DATE: Final = re.compile(r"D:(\d{14})(Z|[+-]\d{2}'\d{2}'?)", re.ASCII)
_IDENTIFIER: Final = re.compile(rb"oneseal-identifier:([0-9A-Za-z][0-9A-Za-z._-]{0,127})")
_STREAM: Final = re.compile(rb"stream\r?\n")
# What the parsers of a signature raise on malformed input; none of it is a fault of the program.
_MALFORMED: Final = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    InvalidSignature,
    CMSExtractionError,
    SigningError,
    SignatureValidationError,
)


class Problem(StrEnum):
    """Why a file is not a genuine, unaltered paper."""

    NOT_PDF = "not_pdf"
    TOO_LARGE = "too_large"
    UNSIGNED = "unsigned"
    MALFORMED = "malformed"
    ALTERED = "altered"
    APPENDED = "appended"
    UNTRUSTED = "untrusted"


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What a file says of itself and what of it holds.

    ``intact``: the signed bytes are those that were signed. ``covers_whole_file``: nothing lies outside
    them. ``signer`` is the common name in the certificate and ``signed_at`` the time the signer claims;
    both are None unless ``intact``. ``problem`` is None only for a genuine paper: signed, intact, whole,
    and by a trusted certificate.
    """

    signed: bool
    intact: bool
    signer: str | None
    signed_at: datetime | None
    covers_whole_file: bool
    problem: Problem | None

    @property
    def is_genuine(self) -> bool:
        """Return whether the file is, byte for byte, what a trusted signer signed."""
        return self.problem is None


@dataclass(frozen=True)
class _Frame:
    """The signed bytes, the signature between them, and whether anything follows."""

    before: memoryview
    after: memoryview
    contents: bytes
    whole: bool


def verify(pdf: bytes, trust: Iterable[bytes]) -> Verification:
    """Return what holds of ``pdf``; never raise, whatever the bytes are.

    ``trust`` are the certificates in PEM or DER that may sign or issue signers; certificates of keys
    that were replaced stay in it. Validity is judged at the time the signature claims.
    """
    if len(pdf) > MAX_BYTES:
        return _refused(Problem.TOO_LARGE)
    if _HEAD not in pdf[:1024]:
        return _refused(Problem.NOT_PDF)
    ranges = list(_RANGE.finditer(pdf))
    if not ranges:
        return _refused(Problem.UNSIGNED)
    # A whole frame is judged before a broken one, so that bytes appended after it cannot hide it.
    frames = [frame for frame in (_frame(pdf, found) for found in ranges[:8]) if frame is not None]
    if not frames:
        return _refused(Problem.ALTERED, signed=True)
    return _judged(max(frames, key=lambda frame: frame.whole), list(trust))


def embedded_identifier(pdf: bytes) -> str | None:
    """Return the identifier that a paper of ours carries in its metadata, or None; never raise.

    It survives alterations and most re-saving, so an altered file still says which paper it claims to be.
    """
    if len(pdf) > MAX_BYTES:
        return None
    for piece in (pdf, *_inflated(pdf)):
        found = _IDENTIFIER.search(piece)
        if found is not None:
            return found.group(1).decode("ascii")
    return None


def _refused(problem: Problem, *, signed: bool = False, whole: bool = False) -> Verification:
    return Verification(
        signed=signed, intact=False, signer=None, signed_at=None, covers_whole_file=whole, problem=problem
    )


def _frame(pdf: bytes, found: re.Match[bytes]) -> _Frame | None:
    start, length, resume, rest = (int(number) for number in found.groups())
    end = resume + rest
    if start != 0 or not 0 < length < resume <= end <= len(pdf):
        return None
    if resume - length > 2 * 400_000 + 2:
        return None
    gap = _HEX.fullmatch(pdf, length, resume)
    if gap is None or len(gap.group(1)) % 2:
        return None
    view = memoryview(pdf)
    return _Frame(view[:length], view[resume:end], bytes.fromhex(gap.group(1).decode()), end == len(pdf))


def _judged(frame: _Frame, trust: list[bytes]) -> Verification:
    try:
        signed_data = _signed_data(frame.contents)
        certificates = extract_certs_for_validation(signed_data)
        intact = _is_intact(frame, signed_data, certificates.signer_cert)
    except _MALFORMED:
        return _refused(Problem.MALFORMED, signed=True, whole=frame.whole)
    if not intact:
        return _refused(Problem.ALTERED, signed=True, whole=frame.whole)
    signed_at = _claimed_time(frame)
    problem = None if frame.whole else Problem.APPENDED
    if problem is None and not _is_trusted(certificates, trust, signed_at):
        problem = Problem.UNTRUSTED
    return Verification(
        signed=True,
        intact=True,
        signer=_common_name(certificates.signer_cert),
        signed_at=signed_at,
        covers_whole_file=frame.whole,
        problem=problem,
    )


def _signed_data(contents: bytes) -> cms.SignedData:
    # The room reserved for the signature is filled up with zeros after its encoding: other bytes there
    # would be bytes that no signature protects.
    _class, _method, _tag, header, body, trailer = parser.parse(contents)
    length = len(header) + len(body) + len(trailer)
    content = cms.ContentInfo.load(contents[:length], strict=True)
    if content["content_type"].native != "signed_data" or any(contents[length:]):
        raise ValueError("not a signature")
    return content["content"]


def _is_intact(frame: _Frame, signed_data: cms.SignedData, certificate: x509.Certificate) -> bool:
    info = extract_signer_info(signed_data)
    algorithm = info["digest_algorithm"]["algorithm"].native
    if algorithm not in {"sha256", "sha384", "sha512"}:
        raise ValueError("a digest that is not accepted")
    digest = hashlib.new(algorithm)
    digest.update(frame.before)
    digest.update(frame.after)
    same, sound = validate_sig_integrity(info, certificate, "data", digest.digest())
    return bool(same and sound)


def _claimed_time(frame: _Frame) -> datetime | None:
    # Incremental updates put the signature's dictionary last, so the last claimed time is the signature's.
    tail = bytes(frame.before[-65536:]) + b" " + bytes(frame.after[:65536])
    claims = _CLAIMED.findall(tail)
    if not claims:
        return None
    text = _OCTAL.sub(lambda found: chr(int(found.group(1), 8)), claims[-1].decode("latin-1"))
    claim = _PDF_DATE.fullmatch(text)
    if claim is None:
        return None
    try:
        naive = datetime.strptime(claim.group(1), "%Y%m%d%H%M%S")  # noqa: DTZ007 - the zone follows
        return naive.replace(tzinfo=_zone(claim.group(2)))
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    if text == "Z":
        return timezone(timedelta())
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-offset if text[0] == "-" else offset)


def _is_trusted(certificates: SignedDataCerts, trust: list[bytes], moment: datetime | None) -> bool:
    if moment is None:
        return False
    try:
        # The path validator does not look at the dates of a certificate that is itself trusted.
        validity = certificates.signer_cert["tbs_certificate"]["validity"]
        if not validity["not_before"].native <= moment <= validity["not_after"].native:
            return False
        roots = [x509.Certificate.load(_der(encoded)) for encoded in trust]
        context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
        validator = CertificateValidator(
            certificates.signer_cert,
            intermediate_certs=list(certificates.other_certs),
            validation_context=context,
        )
        asyncio.run(validator.async_validate_usage({"digital_signature"}))  # type: ignore[no-untyped-call]
    except (*_MALFORMED, PathBuildingError, ValidationError):
        return False
    return True


def _der(encoded: bytes) -> bytes:
    if pem.detect(encoded):
        _name, _headers, der = pem.unarmor(encoded)
        return bytes(der)
    return encoded


def _common_name(certificate: x509.Certificate) -> str | None:
    try:
        name = certificate.subject.native.get("common_name")
    except _MALFORMED:
        return None
    return name if isinstance(name, str) else None


def _inflated(pdf: bytes) -> Iterator[bytes]:
    """Yield the compressed streams of the file: the first thousands, the beginning of each, 16 MiB in all.

    Metadata are short. Without the bounds on what goes in, twenty megabytes of stream marks or of empty
    blocks would keep a processor busy for hours.
    """
    budget, whole = _INFLATED_BYTES, memoryview(pdf)
    for found in islice(_STREAM.finditer(pdf), _STREAMS):
        if budget <= 0:
            return
        try:
            piece = zlib.decompressobj().decompress(whole[found.end() : found.end() + _STREAM_BYTES], budget)
        except zlib.error:
            continue
        budget -= len(piece)
        yield piece
