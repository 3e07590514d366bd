"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "identity.already_set_up": Sentence(_("系统已经初始化。请用系统管理员账号登录。"), 409),
    "identity.setup_code_wrong": _(
        "初始化口令不正确。请使用程序启动时显示的口令，或让运维人员运行 oneseal doctor 查看。"
    ),
    "identity.name_taken": _("登录名“%(username)s”已被使用。请换一个登录名。"),
    "identity.person_known": _("这个公民身份号码已经注册。请直接登录；忘记登录名或密码请到窗口办理。"),
    "identity.organisation_differs": _("这个统一社会信用代码已登记为“%(name)s”。请核对营业执照上的名称后重新填写。"),
    "identity.person_differs": _("这个公民身份号码已登记为“%(name)s”。请对照身份证原件核对姓名和号码。"),
    "identity.person_at_window": _(
        "这个公民身份号码曾在窗口登记，但姓名或者手机号与登记的不一致。请填写在窗口留下的姓名和手机号，"
        "或者带身份证到窗口更正。"
    ),
    "identity.holding_not_found": Sentence(_("没有找到这项任职，它可能已经结束。请刷新人员名单查看。"), 404),
    "identity.last_administrator": Sentence(
        _("这是最后一位系统管理员，免职后将无人能任命人员。请先任命另一位系统管理员。"), 409
    ),
    "identity.agency_known": _("名称或者统一社会信用代码已由“%(name)s”使用。请核对后重新填写。"),
    "identity.agency_not_found": Sentence(_("没有找到这个机关，它可能已经撤销。请回到机关名单查看。"), 404),
    "identity.agency_kind_unknown": _("请从列出的类型中选择机关类型。"),
    "identity.agency_is_first": Sentence(_("最先登记的机关负责设立其他机关，不能撤销。"), 409),
    "identity.upper_circle": _("机关不能直接或者间接地成为自己的上级。请另选上级机关。"),
    "identity.place_not_found": Sentence(_("没有找到，它可能已经停用。请回到列表查看。"), 404),
    "identity.place_taken": _("“%(name)s”已经有了。请换一个名称或者编号。"),
    "identity.place_in_use": Sentence(_("“%(name)s”里面还有在用的场所或者岗位。请先停用或者移走它们。"), 409),
    "identity.network_wrong": _("“%(network)s”不是网络地址范围。请按“10.1.0.0/16”的样式填写。"),
    "identity.post_held": Sentence(_("%(name)s还在这个岗位上任职。请先结束任职，再停用岗位。"), 409),
    "identity.permission_unknown": _("请从列出的权限中选择。"),
    "identity.absence_wrong": _("离岗的最后一天不能早于第一天，第一天不能早于今天。请核对日期。"),
    "identity.substitute_wrong": _("代岗人应当是本机关的另一位在任人员。请另选一人。"),
    "identity.substitute_known": Sentence(_("这位同事已经是他的B岗，不用重复设定。"), 409),
    "identity.not_your_post": Sentence(_("今天您不能在这个岗位上办理。B岗在A岗登记离岗期间才能代为办理。"), 409),
    "identity.agent_unknown": _("没有找到以这个姓名和公民身份号码注册的人。请逐字核对；对方还没有注册的，请他先注册。"),
    "identity.mandate_not_found": Sentence(_("没有找到这份委托，它可能已经结束。请回到委托列表查看。"), 404),
    "identity.mandate_wrong": _("不能委托自己。请填写代理人的姓名和公民身份号码。"),
    "identity.mandate_dates_wrong": _("委托的最后一天不能早于第一天，也不能早于今天。请核对日期。"),
    "identity.division_wrong": _("区划代码应当是6位或者9位数字，继任区划应当已在表中，起止日期应当先后有序。请核对。"),
    "identity.division_over": _("“%(name)s”的区划代码已经停用，不能再选。请在“区划”里查找现在的代码。"),
    "identity.division_followed": _(
        "“%(name)s”的区划代码已经停用，不能再选。继任区划是%(successor)s，请填写它的代码。"
    ),
    "identity.government_known": Sentence(
        _("“%(name)s”已经登记为这个区划的本级人民政府。一个区划只有一个本级人民政府，请核对机关类型。"), 409
    ),
    "identity.letter_wrong": _("授权书至少授权一项，截止日期不能早于开始日期。请对照授权书核对。"),
    "identity.letter_taken": _("文号为“%(number)s”的授权书已经登记。请核对文号。"),
    "identity.letter_not_found": Sentence(_("没有找到这份授权书，它可能已经撤销。请回到授权书列表查看。"), 404),
    "identity.entrustment_wrong": _(
        "委托收件要写明依据文件，截止日期不能早于开始日期；政务服务中心自己没有可以委托的事项。请对照文件核对。"
    ),
    "identity.entrustment_not_found": Sentence(_("没有找到这项委托，它可能已经终止。请回到委托收件列表查看。"), 404),
    "identity.centre_not_found": _("请从列出的政务服务中心中选择。没有列出的，请先在机关名单里设立。"),
    "identity.data_request_not_found": Sentence(_("没有找到等待答复的请求，它可能已经答复。请回到列表查看。"), 404),
    "identity.data_request_wrong": _("请选择一种请求或者答复，并写明理由。"),
    "identity.account_not_found": Sentence(_("没有找到这个登录名，它可能已经停用。请回到人员名单查看。"), 404),
    "identity.password_link_over": Sentence(_("这个链接已经用过或者过期。请向系统管理员再要一个。"), 409),
    "identity.post_kind_unknown": _("请从列出的岗位类型中选择。"),
    "identity.mail_not_connected": Sentence(_("本市还没有开通邮件通知。进展请看短信或者“我的办件”。"), 409),
    "identity.mail_address_wrong": _("这不是一个能收信的邮箱地址。请按“name@example.com”的样式填写。"),
    "identity.mail_address_missing": Sentence(
        _("没有可用的邮箱地址，它可能已经删除或者还没有确认。请刷新页面查看。"), 409
    ),
    "identity.mail_code_too_soon": Sentence(_("验证码刚刚发出。请先查收邮件，%(seconds)s 秒后可以再发。"), 429),
    "identity.mail_codes_used_up": Sentence(_("今天已经发过 %(most)s 次验证码，不能再发。请明天再试。"), 429),
    "identity.mail_code_over": Sentence(_("验证码已经失效。请重新发送一个。"), 409),
    "identity.mail_code_wrong": _("验证码不对，还可以试 %(left)s 次。请核对邮件里的六位数字。"),
    "identity.not_allowed": Sentence(_("您当前的岗位不能办理这一步。请联系系统管理员确认岗位权限。"), 403),
    "numbering.wrong_length": _("号码应当是%(expected)s位，现在是%(length)s位。请逐位核对后重新填写。"),
    "numbering.wrong_character": _("第%(position)s位“%(character)s”不应当出现在这里。请对照证件核对。"),
    "numbering.wrong_date": _("号码中的出生日期不存在或者晚于今天。请对照身份证核对第7至14位。"),
    "numbering.wrong_check": _("最后的校验位与前面的数字不符，说明有一位填错了。请对照证件逐位核对。"),
    "http.too_many_tries": Sentence(_("尝试次数过多。请 %(minutes)s 分钟后再试，或凭收件凭证到窗口查询。"), 429),
}
