"""What is asked of whoever asks for a migration, and of whoever declines one."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.migrating.words import CASE_STATES
from oneseal.cases.selectors import State
from oneseal.cases.selectors.migration_lists import Asked
from oneseal.cases.services.migration_asking import MigrationTold
from oneseal.catalog.selectors import PublishedVersion

_FIRST: Final = (State.UNDER_REVIEW, State.SUSPENDED)


class MigrationForm(OfficeForm):
    """To which version, which running cases, why, and on what basis."""

    target = forms.ChoiceField(
        label=_("迁移到哪一版的审查过程"), widget=forms.RadioSelect,
        help_text=_("只改变审查过程。材料、条件、期限和文书仍按每件申请时的版本。"),
    )  # fmt: skip
    from_versions = forms.MultipleChoiceField(
        label=_("迁移现在按哪些版本审查的办件"), widget=forms.CheckboxSelectMultiple
    )
    states = forms.MultipleChoiceField(
        label=_("哪些状态的办件"), widget=forms.CheckboxSelectMultiple,
        choices=[(state.value, words) for state, words in CASE_STATES.items()],
        initial=[state.value for state in _FIRST],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("为什么在办的件也要改用新过程。每一件的经办轨迹都写明。"),
    )  # fmt: skip
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("文件的名称和文号，例如审查规程的修改通知。"))

    def __init__(self, asked: Asked, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the versions of an item."""
        super().__init__(*args, **kwargs)
        self._item_id = asked.item_id
        target, sources = self.fields["target"], self.fields["from_versions"]
        if isinstance(target, forms.ChoiceField) and isinstance(sources, forms.ChoiceField):
            target.choices = [(str(one.id), _version(one)) for one in asked.targets]
            sources.choices = [(str(one.id), _source(one, asked.running[one.id])) for one in asked.sources]

    def told(self) -> MigrationTold:
        """Return what was asked for."""
        told = self.cleaned_data
        return MigrationTold(
            self._item_id, UUID(told["target"]), tuple(UUID(one) for one in told["from_versions"]),
            tuple(State(one) for one in told["states"]), told["reason"], told["basis"],
        )  # fmt: skip


def _version(version: PublishedVersion) -> str:
    words = gettext("第%(number)s版，%(day)s起施行（已被以后的版本代替，只能迁回）")
    if not version.is_past:
        words = gettext("第%(number)s版，%(day)s起施行")
    return words % {"number": version.number, "day": version.effective_on.isoformat()}


def _source(version: PublishedVersion, count: int) -> str:
    words = ngettext("第%(number)s版（%(count)s件在办）", "第%(number)s版（%(count)s件在办）", count)
    return words % {"number": version.number, "count": count}


class DeclineForm(OfficeForm):
    """Why a migration is declined."""

    reason = forms.CharField(
        label=_("不批准的理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("提出的人据此修改后可以另行提出。"),
    )  # fmt: skip
