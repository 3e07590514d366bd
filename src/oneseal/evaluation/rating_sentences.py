"""What people read when a rating or its rectification is refused."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

RATING_SENTENCES: dict[str, SentenceText] = {
    "evaluation.rating_rules_unfit": _(
        "这个数应在%(least)s到%(most)s之间（标签按字数计），联系期限不长于整改期限。请改正后再启用。"
    ),
    "evaluation.rating_link_unknown": Sentence(
        _("这个评价链接不能用：可能已经评价过、已经过期，或者地址不完整。登录后可以在“我的办件”里评价。"), 404
    ),
    "evaluation.pad_unknown": Sentence(_("这个评价屏地址已经停用。请管理员在“评价屏”里重新生成地址。"), 404),
    "evaluation.visit_over": Sentence(
        _("这次办理的评价时间已过。还可以扫收到的评价码，或者登录后在“我的办件”里评价。"), 409
    ),
    "evaluation.tag_unknown": _("请从所选等级的标签里选择。"),
    "evaluation.rating_by_handler": Sentence(
        _("经办过这件办件的人不能录入对它的评价。请转给没有经办过它的工作人员。"), 409
    ),
    "evaluation.rating_not_found": Sentence(_("没有找到这条评价，或者现在还不能查看。"), 404),
    "evaluation.judged_before": Sentence(_("这条评价已经有人作出认定。请查看已有的认定。"), 409),
    "evaluation.rectification_not_found": Sentence(_("没有找到这件差评整改，或者不由您查看。"), 404),
    "evaluation.rectification_no_move": Sentence(
        _("这件差评整改已经到了别的步骤。请刷新页面，按现在可以做的继续。"), 409
    ),
    "evaluation.rectification_by_handler": Sentence(
        _("您或者您代班的人经办过这件办件，不能回访、核实或者认定对它的差评。请转给没有经办过它的工作人员。"), 409
    ),
    "evaluation.rectification_by_who_asked": Sentence(_("提出申诉的人不能自己认定。请另一位监察员认定。"), 409),
    "evaluation.call_back_first": Sentence(
        _("实名差评要先回访评价人。联系不上的，记录满%(attempts)s次联系再核实；现在记录了%(tried)s次。"), 409
    ),
    "evaluation.nobody_to_call": Sentence(_("这条差评没有留下姓名和联系方式，不用回访，请直接核实。"), 409),
    "evaluation.rectification_words_missing": _("请写明情况：谁在什么时候做了什么，结果怎样。"),
}
