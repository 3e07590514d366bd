"""Somebody to appoint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.founding.forms import AccountForm
from oneseal.backoffice.staff.wording import permissions_in_words, title_of
from oneseal.identity.selectors import posts_of_agency
from oneseal.kernel.access import Actor


class AppointForm(AccountForm):
    """A post, and the login of the person who takes it."""

    post = forms.ChoiceField(
        label=_("岗位"), widget=forms.RadioSelect, help_text=_("一人一岗。录入、审查、决定由不同的人办理。")
    )
    field_order = ("post", "display_name", "username", "password1", "password2")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the posts of the actor's agency, each with what it may do."""
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(post.id), f"{title_of(post.kind, post.title)}（{permissions_in_words(post.permissions)}）")
            for post in posts_of_agency(actor.own_agency)
        ]
