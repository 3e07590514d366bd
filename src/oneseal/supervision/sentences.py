"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "supervision.finding_not_found": Sentence(_("没有找到这条监察发现，或者它不归您查看。请从监察列表打开。"), 404),
}
