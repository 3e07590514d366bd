"""PAdES signatures of papers with a key that is loaded once."""

import asyncio
from datetime import datetime, timedelta
from io import BytesIO
from typing import ClassVar, Final

from asn1crypto import keys, x509  # type: ignore[import-untyped]
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from oneseal.kernel.errors import RuleError

SELF_SIGNED_UNIT: Final = "自签名证书，未经认证机构签发"
_FIELD: Final = "OneSeal"
_LIFETIME: Final = timedelta(days=3650)
# Room for one signature value and the signed attributes beside the certificates, in bytes.
_SIGNATURE_ROOM: Final = 2048
_NAME_LIMIT: Final = 64  # X.520 upper bound of a common or organisation name


class KeyUnfit(RuleError):
    """The signing key or certificate cannot be used; facts: ``reason``."""

    code: ClassVar[str] = "papers.key_unfit"


class FileUnsignable(RuleError):
    """The file is not a PDF that can be signed; facts: ``reason``."""

    code: ClassVar[str] = "papers.file_unsignable"


class Signer:
    """One P-256 key and its certificate, loaded once and kept; safe to share between threads."""

    def __init__(
        self,
        key: ec.EllipticCurvePrivateKey,
        certificate: certificates.Certificate,
        chain: tuple[certificates.Certificate, ...] = (),
    ) -> None:
        """Keep the key and the certificate; raise KeyUnfit when they do not belong together."""
        if certificate.public_key() != key.public_key():
            raise KeyUnfit("the certificate is not the key's", reason="key and certificate differ")
        self.certificate = certificate
        encoded = [_der(entry) for entry in (certificate, *chain)]
        self._reserved = 2 * (sum(map(len, encoded)) + _SIGNATURE_ROOM)
        issuers = [x509.Certificate.load(entry) for entry in encoded[1:]]
        store = SimpleCertificateStore.from_certs(issuers)  # type: ignore[no-untyped-call]
        private = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self._signer = SimpleSigner(
            signing_cert=x509.Certificate.load(encoded[0]),
            signing_key=keys.PrivateKeyInfo.load(private),
            cert_registry=store,
        )

    @classmethod
    def from_pem(cls, key_pem: bytes, cert_pem: bytes, *, password: bytes | None = None) -> "Signer":
        """Load a PEM key and PEM certificates, the signer's own first; raise KeyUnfit."""
        try:
            key = serialization.load_pem_private_key(key_pem, password)
            own, *chain = certificates.load_pem_x509_certificates(cert_pem)
        except (ValueError, TypeError) as problem:
            raise KeyUnfit("the key or certificate cannot be read", reason=str(problem)) from problem
        return cls(_p256(key), own, tuple(chain))

    @classmethod
    def from_pkcs12(cls, archive: bytes, *, password: bytes | None = None) -> "Signer":
        """Load a PKCS#12 archive with one key, its certificate and its issuers; raise KeyUnfit."""
        try:
            key, own, chain = pkcs12.load_key_and_certificates(archive, password)
        except (ValueError, TypeError) as problem:
            raise KeyUnfit("the archive cannot be read", reason=str(problem)) from problem
        if key is None or own is None:
            raise KeyUnfit("the archive lacks a key or its certificate", reason="incomplete archive")
        return cls(_p256(key), own, tuple(chain))

    @property
    def certificate_pem(self) -> bytes:
        """Return the signer's certificate in PEM, for the trust list of ``verify``."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def sign(self, pdf: bytes, *, signed_at: datetime, reason: str, field: str = _FIELD) -> bytes:
        """Return ``pdf`` with an invisible PAdES-B-B signature that permits no later change.

        ``signed_at`` is aware and becomes the time that the signature claims (ETSI EN 319 142-1). Raises
        ValueError without a time zone, FileUnsignable when ``pdf`` cannot be read.
        """
        if signed_at.tzinfo is None:
            raise ValueError("a signature needs an aware instant")
        meta = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            reason=reason,
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        try:
            return asyncio.run(self._signed(pdf, meta, signed_at))
        except (PdfError, SigningError, ValueError, KeyError, TypeError) as problem:
            raise FileUnsignable("the file is not a PDF that can be signed", reason=str(problem)) from problem

    async def _signed(self, pdf: bytes, meta: PdfSignatureMetadata, signed_at: datetime) -> bytes:
        writer = _UndatedWriter(BytesIO(pdf))
        session = PdfSigner(meta, signer=self._signer).init_signing_session(writer)
        session.system_time = signed_at.replace(microsecond=0)
        prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=self._reserved)
        output = BytesIO()
        digest, _stream = prepared.digest_tbs_document(output=output)
        await prepared.perform_signature(
            document_digest=digest.document_digest, pdf_cms_signed_attrs=PdfCMSSignedAttributes()
        )
        return output.getvalue()


class _UndatedWriter(IncrementalPdfFileWriter):
    """Leaves the metadata as they were set: pyHanko would write the time of the machine's clock there."""

    def _update_meta(self) -> None:
        return


def make_self_signed(agency_name: str, now: datetime) -> tuple[bytes, bytes]:
    """Return a new P-256 key and its certificate in PEM, valid for ten years from ``now`` (aware).

    For installations without a certification authority: the certificate says of itself, in its
    organisational unit, that nobody but its holder issued it.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = certificates.Name(
        [
            certificates.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            certificates.NameAttribute(NameOID.ORGANIZATION_NAME, agency_name[:_NAME_LIMIT]),
            certificates.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, SELF_SIGNED_UNIT),
            certificates.NameAttribute(NameOID.COMMON_NAME, agency_name[:_NAME_LIMIT]),
        ]
    )
    certificate = _self_signed(key, name, now)
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return key_pem, certificate.public_bytes(serialization.Encoding.PEM)


def _self_signed(key: ec.EllipticCurvePrivateKey, name: certificates.Name, now: datetime) -> certificates.Certificate:
    usage = certificates.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = certificates.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=certificates.random_serial_number(),
        not_valid_before=now,
        not_valid_after=now + _LIFETIME,
    )
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(certificates.BasicConstraints(ca=False, path_length=None), critical=True)
    return builder.sign(key, hashes.SHA256())


def _p256(key: object) -> ec.EllipticCurvePrivateKey:
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise KeyUnfit("the key is not a P-256 key", reason=type(key).__name__)


def _der(certificate: certificates.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
