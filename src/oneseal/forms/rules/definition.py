"""One version of a form: the questions, and what they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import FormDefinition, parse_form

FORMAT: Final = 1


class FormUnreadable(RuleError):
    """Refuse a form whose frame cannot be read; the questions refuse by FormDefinitionBroken."""

    code = "forms.form_unreadable"


@dataclass(frozen=True, slots=True)
class FormContent:
    """A form as one version of an item binds it.

    ``intro`` is said above the first question; ``signed_statement`` names the consent field that
    stands for the signature under the application.
    """

    definition: FormDefinition
    intro: str
    intro_en: str
    signed_statement: str

    @property
    def key(self) -> str:
        """Return the key that items name as their application form."""
        return self.definition.key


def parse_form_content(raw: object) -> FormContent:
    """Return the form that ``raw`` (decoded JSON) describes.

    Raise FormUnreadable for a wrong frame and FormDefinitionBroken for wrong questions.
    """
    if not isinstance(raw, Mapping) or raw.get("format") != FORMAT:
        raise FormUnreadable("the form is not an object of the known format", known=FORMAT)
    texts = {name: raw.get(name, "") for name in ("intro", "intro_en", "signed_statement")}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise FormUnreadable("a text of the form is no text", path=name)
    definition = parse_form(raw)
    signed = str(texts["signed_statement"])
    if signed and definition.field(signed) is None:
        raise FormUnreadable("the signed statement is no field", path="signed_statement", field=signed)
    return FormContent(definition, str(texts["intro"]), str(texts["intro_en"]), signed)
