"""Which materials a particular application needs."""

from oneseal.catalog.rules.version import ItemContent, Material
from oneseal.kernel.formlogic import Answers, holds


def materials_needed(content: ItemContent, answers: Answers) -> tuple[Material, ...]:
    """Return the materials that apply to ``answers`` (visible, normalised), in the order of the list.

    A material that is not needed may not be asked for (Licensing Law art. 31).
    """
    return tuple(material for material in content.materials if holds(material.needed_when, answers))
