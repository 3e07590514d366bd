"""The words that the program understands, and what it says to the others."""

import ast
import subprocess
import sys

import pytest

from launcher.main import main
from launcher.verbs import VERBS, nearest
from tests.launcher.conftest import ROOT


def said_by(capsys, *arguments):
    code = main(list(arguments), root=str(ROOT))
    written = capsys.readouterr()
    return code, written.out, written.err


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]], ids=lambda words: " ".join(words) or "none")
def test_help_lists_every_verb_with_its_use(capsys, arguments):
    code, out, _ = said_by(capsys, *arguments)

    assert code == 0
    for verb in VERBS:
        assert f"  {verb.name} {verb.usage}".rstrip() in out
        assert verb.about in out


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_a_function(verb):
    assert callable(verb.function())


def test_no_two_verbs_have_one_name():
    assert len({verb.name for verb in VERBS}) == len(VERBS)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        pytest.param("dmeo", "demo", id="two-letters-swapped"),
        pytest.param("back-up", "backup", id="with-a-hyphen"),
        pytest.param("doktor", "doctor", id="as-in-german"),
        pytest.param("xyzzy", None, id="nothing-near"),
    ],
)
def test_an_unknown_verb_gives_a_sentence_with_the_nearest_one(capsys, word, meant):
    code, out, err = said_by(capsys, word)

    assert code == 2
    assert out == ""
    assert nearest(word) == meant
    assert f"There is no verb “{word}”." in err
    assert (f"./oneseal {meant}?" in err) == (meant is not None)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["demo", "--prot", "8000"], id="unknown-option"),
        pytest.param(["demo", "--port", "many"], id="port-in-words"),
        pytest.param(["demo", "--port", "70000"], id="port-out-of-range"),
        pytest.param(["backup"], id="file-not-named"),
        pytest.param(["manage"], id="command-not-named"),
    ],
)
def test_wrong_words_give_one_sentence_and_no_traceback(checkout, tmp_path, arguments):
    done = checkout.run(*arguments, "--data", tmp_path / "data")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_python_that_is_too_old_can_still_read_the_script_and_say_so():
    source = (ROOT / "oneseal").read_text()

    ast.parse(source, feature_version=(3, 4))

    assert "OneSeal needs Python 3.11 or newer" in source


def test_an_old_python_is_told_which_one_is_needed():
    pretend = (
        "import runpy, sys\n"
        "sys.version_info = (3, 9)\n"
        "sys.argv = ['oneseal', 'demo']\n"
        f"runpy.run_path({str(ROOT / 'oneseal')!r}, run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend], env={"PATH": ""}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("OneSeal needs Python 3.11 or newer, but this is Python 3.9.")
