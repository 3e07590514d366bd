"""What people read when the demo city says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "simulation.no_city_clock": Sentence(_("这套系统的时间就是机器的时间，不能拨动。"), 409),
}
