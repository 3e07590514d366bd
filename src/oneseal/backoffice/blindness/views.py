"""For which topics items may be approved in blind mode: the choice that holds, a new one, and the ones before."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.catalog.selectors import blind_topic_choices, blind_topics
from oneseal.catalog.services import blind_topics_choose
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError


class TopicsForm(OfficeForm):
    """The topics, one a line, and why."""

    topics = forms.CharField(
        label=gettext_lazy("适用的法人主题"), required=False, max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("一行一个，与事项的“法人主题分类”一致；只填工程建设项目的主题。留空表示不再发布这样的事项。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=200, help_text=gettext_lazy("写入历史，例如批准文件。")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def blind_topics_page(request: SignedInRequest) -> HttpResponse:
    """Show the topics that hold, and choose others."""
    form, status = TopicsForm(sent_in(request), initial={"topics": "\n".join(blind_topics())}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                blind_topics_choose(
                    topics=told["topics"].splitlines(), reason=told["reason"], actor=request.actor, now=now()
                )
                messages.success(request, _("已保存。已经发布的事项版本不受影响。"))
                return redirect("backoffice:blind_topics")
            except RuleError as problem:
                status = refused(form, problem, fields={"catalog.blind_topics_unfit": "reason"})
    history = [
        {"row": row, "topics": _("、").join(row.topics) or _("没有")} for row in blind_topic_choices(request.actor)
    ]
    context = {"form": form, "history": history}
    return show(request, "backoffice/blindness/topics.html", context, room="blind_topics", status=status)
