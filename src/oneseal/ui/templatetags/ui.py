"""Tags of the design system: `ui`, `uiblock`, `field`, `faults`, `icon`, `long_date`, `listed`, `left`."""

from collections.abc import Iterable
from datetime import date

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from oneseal.kernel.clock import HOURLY, Unit
from oneseal.ui import components
from oneseal.ui.lengths import left_words

register = template.Library()

GROUP_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
CHOOSING = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.simple_tag(takes_context=True)
def ui(context: Context, component: str, **inputs: object) -> str:
    """Return the component of that name: `{% ui "button" label=_("提交") kind="primary" %}`."""
    return components.render(context, component, inputs)


@register.simple_block_tag(takes_context=True)
def uiblock(context: Context, content: str, component: str, **inputs: object) -> str:
    """Return the component around the enclosed markup, which it receives as `content`."""
    return components.render(context, component, {"content": content, **inputs})


@register.simple_tag(takes_context=True)
def field(context: Context, bound: BoundField, **attrs: str | bool) -> str:
    """Return label, help, errors and control of a form field, with `attrs` on the control.

    Keyword names become attributes with hyphens (`inputmode="numeric"`, `hx_get=…` → `hx-get`).
    """
    widget = bound.field.widget
    extra: dict[str, str | bool] = {key.replace("_", "-"): value for key, value in attrs.items()}
    shape = _shape(widget)
    options = list(bound) if shape == "group" else []
    inputs = {"bound": bound, "shape": shape, "options": options}
    control = "" if shape == "group" else bound.as_widget(attrs=extra or None)
    return components.render(context, "field", {**inputs, "control": control})


@register.filter
def faults(bound: BoundField) -> list[str]:
    """Return what is wrong with a field; one that is only missing is named in the sentence that asks for it."""
    usual = str(forms.Field.default_error_messages["required"])
    return [_asked_for(bound) if str(error) == usual else str(error) for error in bound.errors]


def _asked_for(bound: BoundField) -> str:
    if isinstance(bound.field.widget, forms.FileInput):
        return _("请选择文件：%(label)s。") % {"label": bound.label}
    if isinstance(bound.field.widget, CHOOSING):
        return _("请选择：%(label)s。") % {"label": bound.label}
    return _("请填写：%(label)s。") % {"label": bound.label}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return the line icon `name`; without `label` it is decoration and hidden from readers."""
    address = f"{static('ui/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            address,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        address,
    )


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


@register.filter
def listed(words: Iterable[object]) -> str:
    """Return words one after another: `受理、审查` in Chinese and `Acceptance, Review` elsewhere."""
    return ("、" if _is_chinese() else ", ").join(map(str, words))


@register.filter
def left(count: int, unit: str) -> str:
    """Return how much is left of a limit, or by how much it is over, in the unit that it counts in."""
    told = Unit(unit)
    if count:
        return left_words(count, told)
    return _("不到1小时") if told in HOURLY else _("今天到期")


@register.filter
def long_date(day: date | None) -> str:
    """Return `2026年11月21日` in Chinese and `21 November 2026` elsewhere; empty for None."""
    if day is None:
        return ""
    if _is_chinese():
        return f"{day.year}年{day.month}月{day.day}日"
    return date_format(day, "j F Y")


def _shape(widget: forms.Widget) -> str:
    if isinstance(widget, GROUP_WIDGETS):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "line"
