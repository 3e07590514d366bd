"""Which fields of a form are asked, given the answers so far."""

from collections.abc import Mapping

from oneseal.kernel.formlogic.definition import All, Any, Condition, Equals, FormDefinition, In

Answer = str | bool | list[str]
Answers = Mapping[str, Answer]


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Return whether ``condition`` holds for ``answers``; no condition always holds."""
    if condition is None:
        return True
    if isinstance(condition, All):
        return all(holds(part, answers) for part in condition.conditions)
    if isinstance(condition, Any):
        return any(holds(part, answers) for part in condition.conditions)
    answer = answers.get(condition.field)
    if isinstance(condition, Equals):
        return condition.value in answer if isinstance(answer, list) else answer == condition.value
    return _shares(answer, condition)


def _shares(answer: Answer | None, condition: In) -> bool:
    if isinstance(answer, list):
        return any(value in condition.values for value in answer)
    return isinstance(answer, str) and answer in condition.values


def visible_keys(form: FormDefinition, answers: Answers) -> frozenset[str]:
    """Return the keys of the fields that are asked.

    An answer to a hidden field does not count: a field that depends on it is hidden too. The
    set is reached in at most one pass per field, since a definition has no circles.
    """
    counted: dict[str, Answer] = dict(answers)
    for _ in form.fields:
        shown = _shown(form, counted)
        remaining = {key: value for key, value in answers.items() if key in shown}
        if remaining == counted:
            return shown
        counted = remaining
    return _shown(form, counted)


def _shown(form: FormDefinition, counted: Answers) -> frozenset[str]:
    return form.always.union(field.key for field in form.conditional if holds(field.visible_when, counted))
