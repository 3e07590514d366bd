"""The fingerprint of what an applicant submits, so that nothing can change unseen afterwards."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from oneseal.kernel.errors import RuleError

SCHEME: Final = "oneseal-package-1"


class PackageUnhashable(RuleError):
    """Refuse to fingerprint answers that have no single canonical form."""

    code = "forms.package_unhashable"


@dataclass(frozen=True, slots=True)
class PackageMaterial:
    """One file of a package: the key of its material and the SHA-256 of its bytes in hex."""

    material: str
    sha256: str


def canonical_json(value: object) -> bytes:
    """Return ``value`` as canonical JSON in UTF-8.

    Keys are sorted by code point, nothing is escaped that need not be, no blanks, characters as
    they are (no Unicode normalisation: a rare character in a name stays what was submitted).
    Raise PackageUnhashable for floats, non-text keys and anything JSON does not know.
    """
    _require_canonical(value, "answers")
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise PackageUnhashable("half of a surrogate pair has no UTF-8 form", path="answers") from error


def _require_canonical(value: object, path: str) -> None:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if not isinstance(key, str):
                raise PackageUnhashable("a key is no text", path=path)
            _require_canonical(part, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, part in enumerate(value):
            _require_canonical(part, f"{path}[{index}]")
    elif not (value is None or isinstance(value, (str, bool, int))):
        raise PackageUnhashable("a value has no canonical form", path=path, type=type(value).__name__)


def package_hash(answers: Mapping[str, object], materials: Iterable[PackageMaterial]) -> str:
    """Return the SHA-256, in hex, of ``answers`` together with ``materials``.

    The order of materials does not matter; the same file given twice under one material does.
    """
    listed = sorted([material.material, material.sha256.lower()] for material in materials)
    package = {"scheme": SCHEME, "answers": dict(answers), "materials": listed}
    return hashlib.sha256(canonical_json(package)).hexdigest()
