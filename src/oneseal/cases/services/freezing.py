"""Freeze what an applicant handed in, so that the trace tells with which hash."""

from __future__ import annotations

from collections.abc import Collection

from oneseal.cases.selectors.files import Package
from oneseal.cases.services.moving import Change
from oneseal.forms.services import PackageMaterial, package_hash
from oneseal.foundation.writes import Update


def package_sha256_of(package: Package, *, without: Collection[str] = ()) -> str:
    """Return the hash of a package, of which the materials `without` are not handed in yet."""
    files = [PackageMaterial(row.key, row.sha256) for row in package.materials if row.key not in without]
    return package_hash(package.answers.values, files)


def package_frozen(change: Change, package: Package, *, without: Collection[str] = ()) -> None:
    """Write the hash of a package to its row and into the trace; `without` are materials that are still awaited."""
    kept, sha256 = package.answers, package_sha256_of(package, without=without)
    change.writes.append(
        Update(
            "cases_application",
            {"case_id": change.facts.id, "revision": kept.revision},
            {"package_sha256": sha256, "revision": kept.revision + 1},
        )
    )
    change.after["package_sha256"] = sha256
