"""The script that saves by itself: what waits behind a running save is not lost when another section is pressed."""

import json
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

NODE = shutil.which("node")
# A page of two forms, and htmx as far as the script hears of it: one save at a time, the others in a queue.
PAGE = """
const heard = {};
const listen = (name, act) => (heard[name] = [...(heard[name] || []), act]);
const tell = (name, event) => {
  let isStopped = false;
  for (const act of heard[name] || []) act({ ...event, preventDefault: () => (isStopped = true) });
  return !isStopped;
};
globalThis.document = { addEventListener: listen, getElementById: () => null };
globalThis.window = { addEventListener: listen };
const log = [];
const form = (name) => {
  const made = { name, isConnected: true, matches: () => true, closest: () => made };
  made.requestSubmit = () => tell("submit", { target: made, submitter: null }) && log.push(`page ${name}`);
  return made;
};
const begin = (from) => {
  const xhr = {};
  const isBegun = tell("htmx:beforeRequest", { detail: { elt: from, xhr } });
  log.push(`${isBegun ? "save" : "left"} ${from.name}`);
  return xhr;
};
const settle = (xhr) => {
  for (const _place of [1, 2]) tell("htmx:afterSettle", { detail: { xhr, requestConfig: { elt: a } } });
};
const turn = () => new Promise((done) => setTimeout(done, 5));
const [a, b, c] = ["a", "b", "c"].map(form);
const { startAutosave } = await import(SCRIPT);
startAutosave();
"""


def played(story):
    """Return what the page did: saves begun or left out, and the form with which it was left."""
    script = finders.find("ui/js/autosave.js")
    source = b64encode(Path(script).read_bytes()).decode()
    page = PAGE.replace("SCRIPT", json.dumps(f"data:text/javascript;base64,{source}"))
    program = f"{page}\n{story}\nconsole.log(JSON.stringify(log));"
    run = subprocess.run(
        [NODE, "--input-type=module", "-e", program], capture_output=True, text=True, timeout=60, check=True
    )
    return json.loads(run.stdout)


pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node.js")


def test_a_save_that_waits_behind_another_goes_before_the_press():
    story = (
        "const one = begin(a); c.requestSubmit(); const two = begin(b); settle(one); await turn(); log.push('still');"
    )

    assert played(f"{story} settle(two); await turn();") == ["save a", "save b", "still", "page c"]


def test_what_the_pressed_form_would_still_save_goes_with_the_press():
    story = "const one = begin(a); c.requestSubmit(); begin(c); settle(one); await turn();"

    assert played(story) == ["save a", "left c", "page c"]


def test_a_press_waits_for_no_answer_that_never_comes():
    story = (
        "const xhr = begin(a); c.requestSubmit(); tell('htmx:sendError', { detail: { elt: a, xhr } }); await turn();"
    )

    assert played(story) == ["save a", "page c"]


def test_letters_that_are_composed_hold_back_their_own_form_alone():
    story = "tell('compositionstart', { target: b }); begin(a); begin(b); tell('compositionend', {}); begin(b);"

    assert played(story) == ["save a", "left b", "save b"]
