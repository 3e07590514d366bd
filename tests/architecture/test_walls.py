"""The walls of the house: who may import whom, how long a file may be, which words are not said."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.loader import MigrationLoader
from django.db.models import CASCADE

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {"services", "selectors", "policies", "ports", "events", "apps", "errors", "sentences"}
DELIVERY = {"portal", "workbench", "openapi", "backoffice", "simulation"}
OPEN = {"kernel", "ui"} | DELIVERY
# The foundation is plumbing: small apps without a trade, whose single modules are their public face.
FOUNDATION_PUBLIC = PUBLIC | {
    "chain",
    "access",
    "actors",
    "context",
    "health",
    "identifiers",
    "middleware",
    "presses",
    "schedules",
    "searching",
    "streams",
    "throttle",
    "tasks",
    "wire",
}
LINES, TEMPLATE_LINES = 500, 150
NO_HOME = {"utils", "helpers", "common", "misc", "manager", "handler", "managers", "handlers", "util", "helper"}
TEXT = {".py", ".md", ".html", ".css", ".js", ".typ", ".toml", ".json", ".txt", ".sh", ".yml", ".yaml", ".cfg", ""}


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


needs_repository = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("oneseal", exclude_type_checking_imports=True, cache_dir=None)


def entrance(module):
    """Return (home, inner part) of a module, or None when anybody may import it."""
    parts = module.split(".")
    if len(parts) < 3 or parts[1] in OPEN:
        return None
    if parts[1] == "foundation":
        return (".".join(parts[:3]), parts[3], FOUNDATION_PUBLIC) if len(parts) > 3 else None
    return ".".join(parts[:2]), parts[2], PUBLIC


def test_apps_are_entered_only_through_their_public_modules(graph):
    offences = []
    for module in graph.modules:
        found = entrance(module)
        if found is None or found[1] in found[2]:
            continue
        home = found[0]
        offences += [
            f"{importer} imports {module}; use {home}.(services|selectors|policies|events)"
            for importer in graph.find_modules_that_directly_import(module)
            if importer != home and not importer.startswith(home + ".")
        ]

    assert not offences, "\n".join(sorted(offences))


def test_delivery_packages_do_not_know_each_other(graph):
    offences = [
        f"{importer} imports {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if importer.split(".")[1:2] != imported.split(".")[1:2]
        and {*importer.split(".")[1:2]} <= DELIVERY - {"simulation"}
        and {*imported.split(".")[1:2]} <= DELIVERY
    ]

    assert not offences, "\n".join(sorted(offences))


def test_the_import_contracts_hold():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@needs_repository
def test_no_file_outgrows_a_reader():
    sources = tracked("*.py", "*.css", "*.js", "*.typ")
    long = [f"{path.relative_to(ROOT)}: {n}" for path in sources if (n := _lines(path)) > LINES]

    assert sources
    assert not long, "\n".join(long)


@needs_repository
def test_no_template_outgrows_a_reader():
    long = [f"{path.relative_to(ROOT)}: {n}" for path in tracked("*.html") if (n := _lines(path)) > TEMPLATE_LINES]

    assert not long, "\n".join(long)


def _lines(path):
    return len(path.read_text("utf-8").splitlines())


@needs_repository
def test_no_module_is_named_after_nothing():
    lost = [str(path.relative_to(ROOT)) for path in tracked("*.py") if {path.stem, *path.parts} & NO_HOME]

    assert not lost


# What belongs to one machine or one mirror, and not to the program.
ELSEWHERE = re.compile(
    r"(?<![\w.$~>/-])/(?:work|root|home|Users)/[A-Za-z]"
    r"|https?://[\w.-]*(?:registry|mirror|pypi|pythonhosted)[\w.-]*"
)
# Words that say nothing about public approvals; kept as digests, so that this page does not say them.
UNSAID = frozenset(
    {
        "053ea4804ef1bb33",
        "386ebc0efd04339a",
        "3ea125d0bff386e6",
        "487b91042c7cf27a",
        "57de4cf40144bdf7",
        "60965168ce762e94",
        "7d3194f79e645c42",
        "94a168d2da574b00",
        "c70eca6b0f88f44d",
        "c857d09db23e6822",
        "d298391b07433318",
        "de2187af3fb01170",
    }
)


def _digest(word):
    return hashlib.sha256(word.encode()).hexdigest()[:16]


@needs_repository
def test_the_repository_speaks_of_nothing_but_itself():
    said, known = [], {}
    for path in tracked():
        if path.suffix not in TEXT or path.name == "LICENSE":
            continue
        text = path.read_text("utf-8", errors="ignore")
        said += [f"{path.relative_to(ROOT)}: {match.group()}" for match in ELSEWHERE.finditer(text)]
        for word in set(re.findall(r"[a-z]+", text.lower())):
            if known.setdefault(word, _digest(word)) in UNSAID:
                said.append(f"{path.relative_to(ROOT)}: {word}")

    assert not said, "\n".join(said)


@pytest.mark.django_db
def test_no_model_waits_for_a_migration():
    try:
        call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    except (SystemExit, SystemCheckError):
        pytest.fail("run makemigrations: a model has changed")


def test_each_migration_says_what_it_does():
    ours = [key for key in MigrationLoader(None).disk_migrations if _is_ours(key[0])]

    nameless = [f"{app}.{name}" for app, name in ours if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name)]
    assert ours
    assert not nameless
    assert not [f"{app}.{name}" for app, name in ours if "_auto_" in name or name.endswith("_initial")]


def _is_ours(label):
    from django.apps import apps

    return apps.get_app_config(label).name.startswith("oneseal.")


def test_nothing_is_deleted_because_something_above_it_is():
    """A case outlives the definition it was filed under: no foreign key of ours cascades."""
    offences = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("oneseal.")
        for field in model._meta.get_fields()
        if getattr(getattr(field, "remote_field", None), "on_delete", None) is CASCADE and not field.auto_created
    ]

    assert offences == []
