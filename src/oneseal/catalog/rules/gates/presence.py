"""Every element of an item's type is there, explicitly unknown where that is allowed, and of its code list."""

from collections.abc import Callable, Iterator, Mapping

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, ITEM_ELEMENT, Element, FilledBy
from oneseal.catalog.rules.gates.fault import Fault
from oneseal.catalog.rules.kinds import applies, city_must_say, displayed_under, elements_of, is_required, type_of
from oneseal.catalog.rules.version import ElementValue, ItemContent


def presence(content: ItemContent) -> Iterator[Fault]:
    """Yield a fault for each element that is missing, empty, unknown though it is shown, or not of its type."""
    kind = type_of(content)
    yield from presence_in(
        content.elements, elements_of(kind), "",
        required=lambda element: is_required(element, kind), shown=lambda element: displayed_under(element, kind),
    )  # fmt: skip
    for key, found in content.elements.items():
        if found.value is not None and not applies(key, kind):
            facts: dict[str, object] = {"element": ITEM_ELEMENT[key].chinese}
            yield Fault(key, "catalog.element_of_another_type", facts)


def presence_in(
    values: Mapping[str, ElementValue],
    registry: tuple[Element, ...],
    prefix: str,
    *,
    required: Callable[[Element], bool] = lambda element: element.required,
    shown: Callable[[Element], str] = lambda element: element.displayed_under,
) -> Iterator[Fault]:
    """Yield what is wrong with the presence of the elements of a registry in ``values``."""
    for element in registry:
        found = values.get(element.key)
        facts: dict[str, object] = {"element": element.chinese}
        if found is None:
            if required(element) and element.filled_by is not FilledBy.PUBLICATION:
                yield Fault(prefix + element.key, "catalog.element_missing", facts)
            continue
        yield from _state(element, found, prefix, article=shown(element))
        if found.value is not None and element.code_list:
            yield from _codes(element, found, prefix)


def _state(element: Element, found: ElementValue, prefix: str, *, article: str) -> Iterator[Fault]:
    path, facts = prefix + element.key, {"element": element.chinese}
    if not found.is_unknown and found.value in (None, ""):
        yield Fault(path, "catalog.value_missing", facts)
    if found.is_unknown and found.value is not None:
        yield Fault(path, "catalog.unknown_with_value", facts)
    if found.is_unknown and article:
        yield Fault(path, "catalog.unknown_but_displayed", facts | {"article": article})


def _codes(element: Element, found: ElementValue, prefix: str) -> Iterator[Fault]:
    listed = found.value if isinstance(found.value, tuple) else (found.value,)
    for code in listed:
        if not is_code(element.code_list, code):
            facts = {"element": element.chinese, "value": code}
            yield Fault(prefix + element.key, "catalog.code_not_listed", facts)


def city_faults(content: ItemContent) -> list[Fault]:
    """Return what the city itself has to say before its item can be published, and has not said."""
    unsettled = (ITEM_ELEMENT[key] for key in unsettled_city_elements(content))
    return [
        Fault(element.key, "catalog.city_must_say", {"element": element.chinese})
        for element in unsettled
        if city_must_say(element, type_of(content))
    ]


def unsettled_city_elements(content: ItemContent) -> tuple[str, ...]:
    """Return the keys that the city has to settle and that the content leaves unknown or absent."""
    city = (element for element in ALL_ITEM_ELEMENTS if element.filled_by is FilledBy.CITY)
    return tuple(element.key for element in city if content.value(element.key) is None)


def unknown_optional(content: ItemContent) -> tuple[str, ...]:
    """Return the keys of the elements that may stay unknown and do; the page of the editor lists and counts them."""
    kind = type_of(content)
    return tuple(
        element.key
        for element in elements_of(kind)
        if element.filled_by is not FilledBy.PUBLICATION
        and not is_required(element, kind)
        and not displayed_under(element, kind)
        and content.value(element.key) is None
    )


def displayed_elements() -> tuple[str, ...]:
    """Return the keys of all elements that may never be published as unknown."""
    return tuple(element.key for element in ALL_ITEM_ELEMENTS if element.displayed_under)
