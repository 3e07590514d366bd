"""What people read when an outside system does not answer."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "outside.no_answer": Sentence(_("外部系统没有回答，稍后会自动再试。您的办理不受影响。"), 503),
}
