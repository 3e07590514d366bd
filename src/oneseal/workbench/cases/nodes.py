"""The nodes of an examination on staff pages: the two acts on them."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    examination_of,
    trace_for_actor,
)
from oneseal.cases.services import NodeOpinion, case_node_finish, case_node_return
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.language import is_english
from oneseal.ui.process_map import spoken_name
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.casefile import opinion_entries
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.nodes_shown import done_choices
from oneseal.workbench.cases.words import OUTCOMES


class NodeForm(ActForm):
    """The opinion on one node."""

    at_field = {"cases.reason_missing": "text"}

    outcome = django_forms.ChoiceField(
        label=gettext_lazy("结论"),
        choices=[(name, OUTCOMES[name]) for name in ("agree", "disagree")],
        widget=django_forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择结论。")},
    )
    text = django_forms.CharField(
        label=gettext_lazy("意见"),
        help_text=gettext_lazy("写明这个环节核对了什么、结果怎样。后面的环节和审批员据此办理。"),
        widget=django_forms.Textarea(attrs={"rows": 7}),
        max_length=4000,
        error_messages={"required": gettext_lazy("请写明意见。")},
    )


class ReturnForm(ActForm):
    """To which finished node the examination returns, and why."""

    at_field = {"cases.reason_missing": "reason", "process.node_not_done": "node"}

    node = django_forms.ChoiceField(
        label=gettext_lazy("退回到哪个环节"),
        help_text=gettext_lazy("这个环节重新办理；在它之后办的都要重办，同时进行的不受影响。"),
        widget=django_forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择要退回的环节。")},
    )
    reason = django_forms.CharField(
        label=gettext_lazy("退回的理由"),
        help_text=gettext_lazy("写明还要核对什么。办理期限不因退回而停止。"),
        widget=django_forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": gettext_lazy("请写明退回的理由。")},
    )

    def __init__(self, facts: CaseFacts, told: Any = None) -> None:  # noqa: ANN401 - what Django hands over
        super().__init__(facts, told)
        field = self.fields["node"]
        if isinstance(field, django_forms.ChoiceField):
            field.choices = done_choices(facts)


def _finished(facts: CaseFacts, form: NodeForm, press: Any, *, node: str) -> None:  # noqa: ANN401 - a Press
    told = NodeOpinion(form.cleaned_data["outcome"], form.cleaned_data["text"])
    case_node_finish(case_id=facts.id, node=node, told=told, press=press)


def _beside(facts: CaseFacts, request: SignedInRequest, *, node: str) -> dict[str, Any]:
    examined = examination_of(facts)
    named = examined.definition.by_key.get(node) if examined else None
    if named is None:
        raise CaseNotFound("no such node")
    name = spoken_name(named, english=is_english())
    row = examined.newest(node) if examined else None
    reasons = [text for text in _reasons(facts, request, name=named.label) if row is not None and row.closed_at is None]
    return {"title": name, "opinions": opinion_entries(facts), "reasons": reasons}


def _reasons(facts: CaseFacts, request: SignedInRequest, *, name: str) -> list[str]:
    """Return why the examination returned to a node, newest first."""
    acts = ("cases.return_node", "cases.send_back")
    trace = trace_for_actor(facts, actor=request.actor)
    return [str(row.after["reason"]) for row in reversed(trace) if row.verb in acts and row.after.get("node") == name]


def _opinions(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    return {"opinions": opinion_entries(facts)}


@requires("cases.review", "cases.decide")
def node(request: SignedInRequest, case_id: UUID, key: str) -> HttpResponseBase:
    """Give the opinion on one node of the examination."""
    page = ActPage(
        Action.FINISH_NODE, NodeForm, partial(_finished, node=key), "workbench/cases/node.html",
        partial(_beside, node=key), has_paper=False,
    )  # fmt: skip
    return act(request, case_id, page)


@requires("cases.review", "cases.decide")
def node_return(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Return to a finished node of the examination."""
    page = ActPage(
        Action.RETURN_NODE, ReturnForm,
        lambda facts, form, press: case_node_return(
            case_id=facts.id, node=form.cleaned_data["node"], reason=form.cleaned_data["reason"], press=press
        ),
        "workbench/cases/node_return.html", _opinions, has_paper=False,
    )  # fmt: skip
    return act(request, case_id, page)
