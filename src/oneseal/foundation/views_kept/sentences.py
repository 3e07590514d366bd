"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import SentenceText

SENTENCES: dict[str, SentenceText] = {
    "views_kept.name_missing": _("请给视图起一个名字，再保存。"),
    "views_kept.too_many": _("已经保存了%(most)s个视图。请先删除不用的视图，再保存新的。"),
}
