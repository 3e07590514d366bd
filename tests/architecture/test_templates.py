"""Every template is used, and every component says on its first line what it takes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "oneseal"
COMPONENTS = "ui/components/"
# Used by the login library and by Django under names of their own.
NAMED_BY_OTHERS = ("account/", "mfa/", "allauth/", "socialaccount/", "usersessions/", "400.", "403", "404.", "500.")


def templates():
    return {
        str(path.relative_to(folder)): path
        for folder in sorted(SOURCE.rglob("templates"))
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".txt"}
    }


def all_words():
    pages = [path.read_text("utf-8") for path in templates().values()]
    code = [path.read_text("utf-8") for path in SOURCE.rglob("*.py")]
    settings = [path.read_text("utf-8") for path in (ROOT / "config").rglob("*.py")]
    return "\n".join([*pages, *code, *settings])


def is_used(name, words):
    if f'"{name}"' in words or f"'{name}'" in words or name.startswith(NAMED_BY_OTHERS):
        return True
    own = re.escape(name.rpartition("/")[2].removesuffix(".html"))
    if name.startswith(COMPONENTS):
        return own == "field" or re.search(rf"{{% (?:ui|uiblock) [\"']{own}[\"']", words) is not None
    # Previews and pages chosen by a name: the name stands in the code.
    return re.search(rf"[\"']{own}[\"']", words) is not None


def test_each_template_is_used():
    words = all_words()
    forgotten = [name for name in templates() if not is_used(name, words)]

    assert templates()
    assert not forgotten


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=name) for name, path in templates().items() if name.startswith(COMPONENTS)]
)
def test_each_component_says_first_what_it_takes(path):
    first = path.read_text("utf-8").splitlines()[0]

    assert first.startswith(("{#", "{% comment")), first
    assert path.stem in first or "parts" in path.parts, first


@pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in templates().items()])
def test_no_template_carries_style_or_script_of_its_own(path):
    text = path.read_text("utf-8")

    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert "hx-on" not in text
