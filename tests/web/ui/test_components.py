"""Components say what they take, and refuse anything else."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from oneseal import ui
from oneseal.kernel.clock import Light, Unit
from oneseal.ui import components

TEMPLATES = Path(ui.__file__).parent / "templates" / "ui"
REFERENCE = Path(ui.__file__).parents[3] / "docs" / "reference" / "components.md"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
USE = re.compile(r'{% (?:ui|uiblock) "(\w+)"')


def rendered(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_begins_with_its_own_signature_and_purpose(template: Path) -> None:
    signature = components.read_signature(template.read_text())

    assert signature.name == template.stem
    assert signature.purpose


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_a_template_is_short_and_holds_no_inline_style_or_script(template: Path) -> None:
    source = template.read_text()

    assert source.startswith("{#")
    assert len(source.splitlines()) <= 150
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|hx-on|js:", source)


def test_every_component_is_shown_in_a_preview_or_a_layout() -> None:
    shown = {
        name
        for folder in ("previews", "layouts", "components")
        for page in (TEMPLATES / folder).rglob("*.html")
        for name in USE.findall(page.read_text())
    }

    # `field` is drawn by its own tag, once for each bound field.
    assert {path.stem for path in COMPONENTS} - shown == {"field"}


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_the_reference_lists_the_component_with_its_inputs(template: Path) -> None:
    signature = components.read_signature(template.read_text())
    row = next(line for line in REFERENCE.read_text().splitlines() if line.startswith(f"| `{signature.name}`"))

    assert all(f"`{name}`" in row for name in (*signature.required, *signature.optional))


def test_an_input_outside_the_signature_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="colour"):
        rendered('{% ui "button" label="受理" colour="red" %}')


def test_a_missing_input_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="label"):
        rendered('{% ui "button" %}')


def test_a_template_without_a_signature_is_no_component() -> None:
    with pytest.raises(TemplateSyntaxError, match="begins with"):
        components.read_signature("<p>受理</p>")


def test_a_component_sees_nothing_of_the_page_but_its_inputs() -> None:
    html = rendered('{% ui "button" label="受理" %}', url="/elsewhere/")

    assert "/elsewhere/" not in html
    assert "<button" in html


def test_the_text_of_an_input_is_escaped() -> None:
    html = rendered('{% ui "notice" text=text %}', text="<b>张</b>")

    assert "&lt;b&gt;张&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("light", "word"),
    [
        pytest.param(Light.GREEN, "正常", id="within-the-promise"),
        pytest.param(Light.YELLOW, "将到期", id="near-the-promise"),
        pytest.param(Light.RED, "超承诺", id="promise-broken"),
        pytest.param(Light.BLACK, "超法定", id="law-broken"),
        pytest.param(Light.BLUE, "不计时", id="clock-stopped"),
        pytest.param(Light.GREY, "办结", id="closed"),
    ],
)
def test_a_light_is_a_shape_and_a_word_and_never_colour_alone(light: Light, word: str) -> None:
    html = rendered('{% ui "light_badge" light=light %}', light=light)

    assert word in html
    assert f"#light-{light}" in html


@pytest.mark.parametrize(
    ("remaining", "unit", "words"),
    [
        pytest.param(3, Unit.WORKING_DAY, "还剩3个工作日", id="days-left"),
        pytest.param(0, Unit.WORKING_DAY, "今天到期", id="last-day"),
        pytest.param(-2, Unit.WORKING_DAY, "已超2个工作日", id="over"),
        pytest.param(20, Unit.NATURAL_DAY, "还剩20日", id="natural-days-left"),
        pytest.param(-2, Unit.NATURAL_DAY, "已超2日", id="natural-days-over"),
        pytest.param(12, Unit.MONTH, "还剩12日", id="months-are-counted-down-in-days"),
        pytest.param(3, Unit.HOUR, "还剩3小时", id="hours-left"),
        pytest.param(0, Unit.HOUR, "不到1小时", id="last-hour"),
        pytest.param(-5, Unit.OFFICE_HOUR, "已超5个工作小时", id="office-hours-over"),
    ],
)
def test_what_remains_is_a_sentence_in_the_unit_that_counts(remaining: int, unit: Unit, words: str) -> None:
    html = rendered('{% ui "due_badge" light="yellow" remaining=days unit=unit %}', days=remaining, unit=unit)

    assert words in html


class CorrectionForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label="名称", help_text="与营业执照一致")
    kind = forms.ChoiceField(label="业态", choices=[("a", "甲")], widget=forms.RadioSelect)


def test_help_and_error_of_a_field_are_tied_to_its_control() -> None:
    html = rendered("{% field form.name inputmode='text' %}", form=CorrectionForm({}))

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'inputmode="text"' in html
    assert html.index("id_name_helptext") < html.index("<input") < html.index('id="id_name_error"')


def test_choices_are_one_group_with_a_legend() -> None:
    html = rendered("{% field form.kind %}", form=CorrectionForm({}))

    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 1


def test_the_error_summary_links_to_each_field() -> None:
    html = rendered('{% ui "error_summary" form=form %}', form=CorrectionForm({}))

    targets = re.findall(r'href="#([^"]+)"', html)
    fields = rendered("{% field form.name %}{% field form.kind %}", form=CorrectionForm({}))
    assert len(targets) == 2
    assert all(f'id="{target}"' in fields for target in targets)


def test_the_error_summary_is_silent_without_errors() -> None:
    assert not rendered('{% ui "error_summary" form=form %}', form=CorrectionForm()).strip()


def test_what_is_missing_is_asked_for_by_its_name() -> None:
    form = CorrectionForm({})
    html = rendered('{% ui "error_summary" form=form %}{% field form.name %}', form=form)

    assert html.count("请填写：名称。") == 2
    assert "请选择：业态。" in html
    assert "这个字段" not in html


def test_a_sentence_of_the_forms_own_stays_as_it_is() -> None:
    form = CorrectionForm({"name": "甲", "kind": "a"})
    form.add_error("name", "与登记的不一致。")

    assert "名称：与登记的不一致。" in rendered('{% ui "error_summary" form=form %}', form=form)
