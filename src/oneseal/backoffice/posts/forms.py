"""A post: its title, where it stands, what it may do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.staff.wording import PERMISSIONS
from oneseal.identity.selectors import permissions_known, sections_of_agency, windows_for_posts
from oneseal.identity.services.posting import PostTold
from oneseal.kernel.access import Actor


class PostForm(OfficeForm):
    """A post of the actor's agency."""

    title = forms.CharField(label=_("岗位名称"), max_length=100, help_text=_("写在经办记录里，例如“初审岗”。"))
    section = forms.ChoiceField(label=_("科室"), required=False)
    window = forms.ChoiceField(label=_("窗口"), required=False)
    permissions = forms.MultipleChoiceField(
        label=_("能办理"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("录入和审批分开：收件、受理不要和决定放在同一个岗位。"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer sections and windows of the agency, and every permission that a post can have."""
        super().__init__(*args, **kwargs)
        nowhere = ("", _("没有或者不清楚"))
        choices: dict[str, list[tuple[str, Any]]] = {
            "section": [nowhere, *((str(row.id), row.name) for row in sections_of_agency(actor.own_agency))],
            "window": [
                nowhere,
                *(
                    (str(row.id), f"{row.zone.hall.name} {row.number} {row.name}")
                    for row in windows_for_posts(actor.own_agency)
                ),
            ],
            "permissions": [(name, PERMISSIONS.get(name, name)) for name in permissions_known()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def told(self) -> PostTold:
        """Return the post as the administrator tells it."""
        told = self.cleaned_data
        return PostTold(
            told["title"], tuple(told["permissions"]), UUID(told["section"]) if told["section"] else None,
            UUID(told["window"]) if told["window"] else None,
        )  # fmt: skip
