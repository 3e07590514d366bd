"""How the application form of a draft is built question by question: plain data in, plain data out.

The form is what ``kernel.formlogic`` reads. A question keeps what the builder does not ask for (lengths, bounds),
and a change after which the form could not be read is refused.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Final

from oneseal.catalog.rules.entries import (
    EntryNotFound,
    EntryTold,
    EntryUnfit,
    Raw,
    Words,
    condition_told,
    condition_words,
    free_key,
    value_of,
    word,
)
from oneseal.catalog.rules.fields import Control, EntryField
from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import CHOOSING, definition_faults

NEW_SECTION: Final = "+"
_PERSONAL: Final = frozenset({"person_name", "citizen_id", "mobile", "address"})
_DROPPED: Final = ("prefill", "help", "help_en", "example", "example_en", "visible_when", "options", "personal")
_SAID: Final = ("help", "help_en", "example", "example_en", "prefill")


class QuestionInUse(RuleError):
    """Other questions or materials look at the answer to this question (facts: name)."""

    code = "catalog.question_in_use"


QUESTION_FIELDS: Final[tuple[EntryField, ...]] = (
    EntryField("label", "问题", "Question", Control.TEXT, required=True),
    EntryField("label_en", "问题（英文）", "Question in English", Control.TEXT),
    EntryField("type", "怎样回答", "Kind of answer", Control.CHOICE, required=True, code_list="question_type"),
    EntryField(
        "options", "选项", "Choices", Control.LONG,
        help="单选、多选时填写，每行一个；英文写在竖线后面，例如“自有|own”。",
        help_en="For a choice: one a line; English behind a bar, such as 自有|own.",
    ),
    EntryField("required", "必须回答", "Must be answered", Control.FLAG),
    EntryField("help", "填写说明", "Help", Control.TEXT, help="显示在问题下面。", help_en="Shown under the question."),
    EntryField("help_en", "填写说明（英文）", "Help in English", Control.TEXT),
    EntryField(
        "example", "填写样例中的答案", "Answer in the filled example", Control.LONG,
        help="不写的由系统举例。选择题写选项的文字，多选用顿号隔开。证件号码、信用代码、手机号码一律用不可能存在的。不要写真人真事。",
        help_en="Left open, the system makes one up. For a choice the words of the option, several divided by 、. "
        "Numbers of persons, organisations and telephones are always ones that cannot exist. Name nobody who exists.",
    ),
    EntryField("example_en", "填写样例中的答案（英文）", "Answer in the filled example in English", Control.LONG),
    EntryField(
        "prefill", "自动带出", "Filled in beforehand", Control.CHOICE, code_list="prefill",
        help="平台已经知道的，不要求申请人再填。", help_en="What the platform knows is not asked again.",
    ),
    EntryField(
        "visible_when", "什么时候问", "When it is asked", Control.CONDITION,
        help="不勾选表示都问；勾选以后，这样回答的才问。",
        help_en="Leave open to ask always; else only after these answers.",
    ),
    EntryField("section", "所在部分", "Part of the form", Control.CHOICE, required=True),
    EntryField(
        "section_title", "新部分的标题", "Title of a new part", Control.TEXT,
        help="选择“新的部分”时填写。", help_en="Where a new part is chosen.",
    ),
    EntryField(
        "source", "为什么可以问", "Why it may be asked", Control.SOURCE,
        help="申请书不得包含与许可事项没有直接关系的内容（行政许可法第二十九条）。",
        help_en="A form asks nothing that has no direct bearing on the licence (Licensing Law art. 29).",
    ),
)  # fmt: skip


def blank_form(key: str, title: str, title_en: str) -> Raw:
    """Return a form that asks who applies, and for the statement of truth that stands for the signature."""
    unknown = {"document": "", "article": "", "check_state": "unknown"}
    truth = {"document": "中华人民共和国行政许可法", "article": "第三十一条", "check_state": "own_wording"}
    name = {
        "key": "applicant_name", "type": "text", "label": "申请人名称", "label_en": "Name of the applicant",
        "max_length": 100, "prefill": "name", "source": unknown,
    }  # fmt: skip
    statement = {
        "key": "truth_commitment", "type": "consent", "source": truth,
        "label": "本申请人承诺：所填写的内容和提交的材料真实、有效，并对申请材料的真实性负责。",
        "label_en": "The applicant declares that all answers and materials are true and valid, and is responsible"
        " for their truth.",
    }  # fmt: skip
    return {
        "format": 1, "key": key, "title": f"{title}申请表", "title_en": f"Application: {title_en or title}",
        "signed_statement": "truth_commitment",
        "sections": [
            {"key": "applicant", "title": "申请人", "title_en": "Applicant", "fields": [name]},
            {"key": "statement", "title": "声明", "title_en": "Statement", "fields": [statement]},
        ],
    }  # fmt: skip


def questions_in(form: Raw) -> list[tuple[Raw, Raw]]:
    """Return every question with its section, in reading order."""
    return [(section, field) for section in form["sections"] for field in section["fields"]]


def question_at(form: Raw, place: int) -> tuple[Raw, Raw]:
    """Return the section and the question at a place.

    Raises:
        EntryNotFound.
    """
    asked = questions_in(form)
    if not 0 <= place < len(asked):
        raise EntryNotFound("no question at this place")
    return asked[place]


def with_question(form: Raw, told: EntryTold, sources: Mapping[str, Raw]) -> Raw:
    """Return the form with one question changed, or added at the end of its section.

    Raises:
        EntryNotFound, EntryUnfit, QuestionInUse.
    """
    changed = deepcopy(form)
    section, before = (None, None) if told.place is None else question_at(changed, told.place)
    question = _question(told.words, before, form=changed, sources=sources)
    wanted = _section(changed, told.words)
    if section is not None and before is not None and wanted is section:
        section["fields"] = [question if field is before else field for field in section["fields"]]
    else:
        if section is not None:
            section["fields"] = [field for field in section["fields"] if field is not before]
        wanted["fields"].append(question)
    return _readable(changed, str(question["label"]))


def with_question_moved(form: Raw, place: int, *, up: bool) -> Raw:
    """Return the form with one question further up or down; at the end of its section it goes to the next."""
    changed = deepcopy(form)
    section, question = question_at(changed, place)
    here, sections = section["fields"].index(question), changed["sections"]
    other, at = here + (-1 if up else 1), sections.index(section) + (-1 if up else 1)
    if 0 <= other < len(section["fields"]):
        section["fields"][here], section["fields"][other] = section["fields"][other], question
    elif 0 <= at < len(sections):
        section["fields"].remove(question)
        sections[at]["fields"].insert(len(sections[at]["fields"]) if up else 0, question)
    return _readable(changed, question["label"])


def without_question(form: Raw, place: int) -> Raw:
    """Return the form without one question.

    Raises:
        EntryNotFound, QuestionInUse.
    """
    changed = deepcopy(form)
    section, question = question_at(changed, place)
    section["fields"].remove(question)
    if changed.get("signed_statement") == question["key"]:
        changed["signed_statement"] = ""
    return _readable(changed, question["label"])


def _readable(form: Raw, name: str) -> Raw:
    """Return the form without empty sections; refuse one that cannot be read any more."""
    form["sections"] = [section for section in form["sections"] if section["fields"]]
    if definition_faults(form):
        raise QuestionInUse("other questions look at it", name=name)
    return form


def _section(form: Raw, words: Words) -> Raw:
    wanted = word(words, "section")
    found: Raw | None = next((section for section in form["sections"] if section["key"] == wanted), None)
    if found is not None:
        return found
    title = word(words, "section_title")
    if not title:
        raise _unfit("section_title")
    section: Raw = {"key": free_key("part", form["sections"]), "title": title, "title_en": title, "fields": []}
    form["sections"].append(section)
    return section


def _unfit(name: str) -> EntryUnfit:
    row = next(row for row in QUESTION_FIELDS if row.name == name)
    return EntryUnfit("the field does not fit", name=row.chinese, field=name)


def _question(words: Words, before: Raw | None, *, form: Raw, sources: Mapping[str, Raw]) -> Raw:
    told = {row.name: value_of(row, words) for row in QUESTION_FIELDS if row.name != "section"}
    asked = [field for _section, field in questions_in(form)]
    kept = {name: value for name, value in (before or {}).items() if name not in _DROPPED}
    question: Raw = {
        **kept, "key": before["key"] if before else free_key("question", asked), "type": told["type"],
        "label": told["label"], "label_en": told["label_en"] or told["label"], "required": told["required"],
    }  # fmt: skip
    question |= {name: told[name] for name in _SAID if told[name]}
    if told["type"] in CHOOSING:
        question["options"] = _options(word(words, "options"), (before or {}).get("options") or [])
    if told["type"] in _PERSONAL or (before or {}).get("personal"):
        question["personal"] = True
    return question | _condition(words, before) | _reason(word(words, "source"), before, sources)


def _options(text: str, before: Sequence[Raw]) -> list[Raw]:
    """Return the choices, one a line; a choice that keeps its words keeps its value, so answers stay what they were."""
    known = {option["label"]: option["value"] for option in before}
    lines = [line.replace("｜", "|").partition("|") for line in text.splitlines() if line.strip()]
    if not lines:
        raise _unfit("options")
    options: list[Raw] = []
    for label, _bar, english in lines:
        kept = known.get(label.strip())
        value = kept or free_key("choice", [{"key": row["value"]} for row in (*before, *options)])
        options.append({"value": value, "label": label.strip(), "label_en": english.strip() or label.strip()})
    return options


def _condition(words: Words, before: Raw | None) -> Raw:
    condition = condition_told(words, "visible_when", (before or {}).get("visible_when"))
    return {} if condition is None else {"visible_when": condition}


def _reason(key: str, before: Raw | None, sources: Mapping[str, Raw]) -> Raw:
    """Return why the question may be asked; the clause of the question stays where none other is chosen."""
    if key in sources:
        source = sources[key]
        reason = {"document": source["document"], "article": source.get("article", ""), "check_state": "own_wording"}
        known = (before or {}).get("source") or {}
        same = (known.get("document"), known.get("article")) == (reason["document"], reason["article"])
        return {"source": known if same else reason}
    return {"source": (before or {}).get("source") or {"document": "", "article": "", "check_state": "unknown"}}


def question_words(form: Raw, place: int, sources: Mapping[str, Raw]) -> dict[str, str | list[str]]:
    """Return a question as it would be told."""
    section, field = question_at(form, place)
    told: dict[str, str | list[str]] = {name: field.get(name, "") for name in ("label", "label_en", "type", *_SAID)}
    reason = field.get("source") or {}
    named = (reason.get("document"), reason.get("article", ""))
    told["source"] = next(
        (key for key, row in sources.items() if (row["document"], row.get("article", "")) == named), ""
    )
    told["required"] = "on" if field.get("required", True) else ""
    told["options"] = "\n".join(f"{row['label']}|{row['label_en']}" for row in field.get("options", ()))
    told["visible_when"] = condition_words(field.get("visible_when")) or []
    told["section"] = section["key"]
    return told
