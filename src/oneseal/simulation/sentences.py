"""What people read when the demo city says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "simulation.no_city_clock": Sentence(_("这套系统的时间就是机器的时间，不能拨动。"), 409),
    "simulation.history_too_early": Sentence(
        _("不能从%(first)s起生成历史：当天还没有生效的事项，或者当天的经办记录已经封存。请选晚一些的日期。"), 409
    ),
}
