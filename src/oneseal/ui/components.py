"""Components: one template each, whose first comment is the signature that callers must meet."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template

FOLDER: Final = "ui/components"
SHARED: Final = ("request", "csrf_token", "preferences")
HEADER: Final = re.compile(r"\A\{#\s*(?P<signature>\w+\(.*\))\s*—\s*(?P<purpose>.*?)\s*#\}")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a component takes: `required` names, and `optional` names with their defaults."""

    name: str
    purpose: str
    required: frozenset[str]
    optional: Mapping[str, object]


@lru_cache(maxsize=256)  # keyed by the text, so that an edited template is read anew
def read_signature(source: str) -> Signature:
    """Return the signature in the first comment of a component template.

    The comment reads `{# name(required, optional="default") — purpose #}` in Python's own syntax;
    defaults are literals. Raises `TemplateSyntaxError` where the comment is missing.
    """
    match = HEADER.match(source)
    if match is None:
        raise TemplateSyntaxError("A component begins with {# name(inputs) — purpose #}.")
    function = ast.parse(f"def {match['signature']}: ...").body[0]
    if not isinstance(function, ast.FunctionDef):
        raise TemplateSyntaxError(f"{match['signature']} is not a signature.")
    names = [argument.arg for argument in function.args.args]
    defaults = [ast.literal_eval(default) for default in function.args.defaults]
    split = len(names) - len(defaults)
    return Signature(
        name=function.name,
        purpose=match["purpose"],
        required=frozenset(names[:split]),
        optional=dict(zip(names[split:], defaults, strict=True)),
    )


def signature_of(name: str) -> Signature:
    """Return the signature of the component `name`, from the first comment of its template."""
    return read_signature(_template(name).source)


def complete(name: str, inputs: Mapping[str, object]) -> dict[str, object]:
    """Return `inputs` with the defaults of the component `name` filled in.

    Raises `TemplateSyntaxError` for an input that is missing or not in the signature.
    """
    signature = signature_of(name)
    missing = signature.required - inputs.keys()
    unknown = inputs.keys() - signature.required - signature.optional.keys()
    if missing or unknown:
        raise TemplateSyntaxError(
            f"Component {name}: missing {sorted(missing)}, not in its signature {sorted(unknown)}."
        )
    return {**signature.optional, **inputs}


def render(context: Context, name: str, inputs: Mapping[str, object]) -> str:
    """Return the HTML of the component `name`; it sees its inputs, the request and nothing else."""
    values = {key: context[key] for key in SHARED if key in context}
    values |= complete(name, inputs)
    return str(_template(name).render(context.new(values)))


def _template(name: str) -> Template:
    loaded = get_template(f"{FOLDER}/{name}.html")
    # Django's own backend wraps a Template; another engine has no components.
    template = getattr(loaded, "template", None)
    if not isinstance(template, Template):
        raise TemplateSyntaxError(f"Component {name} is not a Django template.")
    return template
