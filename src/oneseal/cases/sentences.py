"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "cases.not_found": Sentence(_("没有找到这件办件。请核对办件编号，或从列表中打开。"), 404),
    "cases.nothing_to_apply_again": Sentence(
        _("只有不予许可、退件或者撤回的办件可以接着重新申请。请从事项页面提出新的申请。"), 409
    ),
    "cases.item_not_open": Sentence(_("这个事项目前不接受申请。请返回事项目录，查看现行版本或咨询窗口。"), 409),
    "cases.package_incomplete": _("还缺：%(names)s。请补齐后再提交，已填内容已保存。"),
    "cases.draft_changed": Sentence(
        _("这份申请刚刚在别处保存过。请对照最新内容，再决定保留哪一份；您刚才填写的内容仍在页面上。"), 409
    ),
    "cases.material_unknown": _("本事项不需要这份材料，系统没有保存。请从材料清单中选择对应的一项上传。"),
    "cases.too_many_files": _("这份材料已有 %(most)s 个文件，不能再加。请合并成较少的文件，或先移除不需要的文件。"),
    "cases.not_in_notice": _("补正告知书没有要求修改这一项，因此不能改动。只需补正告知书列出的内容。"),
    "cases.defects_not_listed": _("请至少列出一项需要补正的内容，并写明问题。补正必须一次告知全部内容。"),
    "cases.correction_too_late": Sentence(
        _(
            "收到申请材料（%(received_on)s）后五个工作日内没有告知补正，依法自收到之日起视为受理，不能再要求补正。"
            "请办理受理；材料不符合法定条件的，在审查中处理。"
        ),
        409,
    ),
    "cases.refused_too_late": Sentence(
        _(
            "收到申请材料（%(received_on)s）后五个工作日内没有答复，依法自收到之日起视为受理，不能再决定不予受理。"
            "请办理受理；不符合法定条件的，经审查作出不予许可决定。"
        ),
        409,
    ),
    "cases.examined_below": Sentence(
        _("下级机关已经初审并报送全部材料，上级机关不得要求申请人重复提供，不能再要求补正。请直接办理受理。"), 409
    ),
    "cases.defect_seen_before": Sentence(
        _("“%(names)s”在上次告知时已经可以发现，不能再次要求补正。只能列出仍未改正或补正后新出现的问题。"),
        409,
    ),
    "cases.defect_unexplained": _(
        "再次告知时，请逐项说明：“%(names)s”是上次告知过、仍未改正，还是补正后新产生的；新产生的，还要写明由补正的什么内容引起。"
    ),
    "cases.defects_not_mended": _("还没有补正：%(names)s。请逐项补正后再提交。"),
    "cases.reason_missing": _("请写明理由。申请人有权知道理由，没有理由不能办理这一步。"),
    "cases.same_person": Sentence(
        _("受理、审查和决定必须由不同的人办理。您已经办理过本件的“%(step)s”，请转给另一位工作人员。"), 409
    ),
    "cases.letter_missing": Sentence(
        _("没有授权书授权窗口对“%(item)s”办理“%(authority)s”。请联系本机关的系统管理员登记授权书后再办。"), 403
    ),
    "cases.letter_expired": Sentence(
        _(
            "授权窗口对“%(item)s”办理“%(authority)s”的授权书“%(number)s”已于%(until)s到期。"
            "请联系本机关的系统管理员登记新的授权书后再办。"
        ),
        403,
    ),
    "cases.letter_not_yet": Sentence(
        _(
            "授权窗口对“%(item)s”办理“%(authority)s”的授权书“%(number)s”自%(since)s起才有效。"
            "请到期再办，或联系本机关的系统管理员。"
        ),
        403,
    ),
    "cases.letter_revoked": Sentence(
        _(
            "授权窗口对“%(item)s”办理“%(authority)s”的授权书“%(number)s”已于%(since)s撤销。"
            "请联系本机关的系统管理员登记新的授权书后再办。"
        ),
        403,
    ),
    "cases.not_entrusted": Sentence(
        _("主管部门没有委托本中心收“%(item)s”的件，或者委托已经终止。请引导申请人到主管部门的窗口，或联系系统管理员。"),
        403,
    ),
    "cases.outside_centre": Sentence(
        _(
            "受理和办结只能在中心的网络内办理，您现在的网络地址%(address)s不在其中。请到中心的电脑上办理，或者请系统管理员在“场所”中登记地址段。"
        ),
        403,
    ),
    "cases.reply_day_unfit": _("补正期限应当在今天以后。请另选一天，或者不设期限。"),
    "cases.reply_period_runs": Sentence(_("补正期限到%(until)s为止，还没有届满，不能退件。"), 409),
    "cases.right_agency_missing": _("不属于本机关职权范围的，请写明申请人应当向哪个机关申请。"),
    "cases.recipient_missing": _("请填写领取人姓名，并核对身份。"),
    "cases.papers_not_ready": Sentence(_("证照或文书正在制作，请稍候片刻后刷新页面再送达。"), 409),
    "cases.message_empty": _("请先写下要说的话，再发送。"),
    "cases.party_not_met": _("请先核对申请人的身份证件，登记以后再替其申请。"),
    "cases.not_on_the_spot": Sentence(_("这个事项不是即办件，不能在窗口当场决定。请先受理，再转审查。"), 409),
    "cases.spot_over": Sentence(
        _("本件于%(received_on)s收到，当个工作日没有办结，从此按承诺件办理，不能再当场决定。请先受理，再审查、决定。"),
        409,
    ),
    "cases.second_examiner_missing": _(
        "核实实质内容的，或者事项规定须两人核查的，应当由两名以上工作人员进行。请选择第二名审查人员。"
    ),
    "cases.second_examiner_unfit": _(
        "第二名审查人员应当是本机关另一位有审查职责、今天在岗、没有受理过本件的工作人员，按两不见面审批不能参加的除外。请重新选择。"
    ),
    "cases.procedure_not_named": Sentence(_("本事项没有列明这项特别程序，不能启动。请核对事项目录。"), 409),
    "cases.procedure_plan_missing": _("请写明预计需要的工作日数和参加人员。所需时间应当书面告知申请人。"),
    "cases.procedure_too_long": _("依据规定，这项程序最多%(most)s个工作日。请改为不超过这个天数。"),
    "cases.procedure_not_open": Sentence(_("这项程序没有在进行，或者已经结束。请查看页面上正在进行的程序。"), 409),
    "cases.procedure_open": Sentence(
        _("“%(names)s”还没有结束，期间不计时，不能作出决定。请先记录结果，再作决定。"), 409
    ),
    "cases.result_missing": _("请写明结果。结果是决定的依据，会记入结果报告。"),
    "cases.result_date_unfit": _("结果日期应当在%(since)s至今天之间。请核对日期。"),
    "cases.surveyors_missing": _("现场核查由两名以上工作人员进行。请从本机关工作人员中选择两名不同的核查人员。"),
    "cases.extended_before": Sentence(_("本件已经延长过一次。办理期限只能延长一次，不能再延长。"), 409),
    "cases.extension_too_late": Sentence(
        _("法定期限（%(due_on)s）已经届满，不能再延长。请尽快作出决定，并说明超期原因。"), 409
    ),
    "cases.extension_too_long": _("依法最多延长%(most)s日，至少延长一日。请改为这个范围内的天数。"),
    "cases.extension_by_government": Sentence(
        _("本事项由几个部门共同办理，延长期限须经本级人民政府负责人批准。请改用“提请延长期限”。"), 409
    ),
    "cases.extension_by_agency": Sentence(_("本事项由本机关单独办理，延长期限由本机关负责人批准。请直接延长。"), 409),
    "cases.government_unknown": Sentence(
        _("系统中还没有登记本级人民政府，不能提请延长。请系统管理员先在机关名单里设立“本级人民政府”。"), 409
    ),
    "cases.extension_proposed_before": Sentence(_("已经提请延长期限，正在等待本级人民政府负责人答复。"), 409),
    "cases.extension_not_proposed": Sentence(
        _("没有等待答复的延长提请，它可能已经答复，或者办件已经办结。请回到列表查看。"), 409
    ),
    "cases.proposed_yourself": Sentence(_("这次延长是您自己提出的，应当由另一人批准。"), 409),
    "cases.second_unconfirmed": Sentence(
        _(
            "核实实质内容应当由两名以上工作人员进行，第二名审查人员%(name)s还没有确认审查记录，不能作出决定。请等他确认，或者退回审查。"
        ),
        409,
    ),
    "cases.decided_above": Sentence(
        _("本事项由上级机关决定，本机关只作初审。请写明初审意见，连同全部材料报送上级机关。"), 409
    ),
    "cases.two_examiners_owed": Sentence(
        _("本事项须由两人核查，不能由一人在窗口当场准予或者不予许可。请先受理，再转审查、决定。"), 409
    ),
    "cases.upper_agency_unknown": Sentence(
        _("平台上没有登记上级决定机关“%(name)s”，不能报送。请事项管理员在事项中核对决定机关的名称。"), 409
    ),
    "cases.fees_unpaid": Sentence(_("法定在准予前缴纳的费用还没有缴清：%(names)s。缴清后再作准予决定。"), 409),
    "cases.fees_unknown": Sentence(
        _("本事项须先缴费再准予，但目前查不到缴费情况，不能作出准予决定。请联系收费管理人员。"), 409
    ),
    "cases.quota_full": Sentence(
        _(
            "本事项的数量限制是%(most)s个，有效的许可（包括暂扣的和已准予、等待制证的）已满，不能再准予。"
            "有许可失效后，按受理的先后顺序作出决定。"
        ),
        409,
    ),
    "cases.quota_unknown": Sentence(
        _("本事项有数量限制，但目前查不到有效许可的数量，不能作出准予决定。请稍后再试。"), 409
    ),
    "cases.applicant_unfit": _("这个事项的服务对象不包括这一类申请人。请核对办事指南中的服务对象，换一个申请人。"),
    "cases.licence_not_held": _("请选择一份您持有的有效证照。延续和变更从已有的证照开始申请。"),
    "cases.renewal_too_late": Sentence(_("这份证照的有效期到%(until)s为止，已经届满，不能延续。请重新申请许可。"), 409),
    "cases.renewal_deemed": Sentence(
        _("许可有效期届满前没有作出决定，依法已经视为准予延续，不能再作决定。延续后的证照会自动制作，请稍后刷新页面。"),
        409,
    ),
    "cases.renewal_too_early": Sentence(_("这份证照从%(from_on)s起可以申请延续。请到时再申请。"), 409),
    "cases.not_tolerant": _("“%(names)s”不在本市公布的容缺受理清单中，不能承诺后补。请先备齐再提交。"),
    "cases.promised_day_unfit": _("承诺补齐的日期应当在今天以后、%(until)s以前（含当天）。请另选一天。"),
    "cases.credit_bad": Sentence(
        _("申请人有没有履行的承诺或者失信记录，信用修复以前不适用容缺受理和告知承诺。请一次告知补正，按一般程序办理。"),
        409,
    ),
    "cases.credit_unknown": Sentence(
        _("信用平台还没有答复申请人的信用情况，不能适用容缺受理和告知承诺。请稍候再办，或者按一般程序办理。"), 409
    ),
    "cases.supplements_open": Sentence(_("承诺后补的材料还没有补齐：%(names)s。补齐以前不能作出决定。"), 409),
    "cases.supplement_not_open": Sentence(_("这份材料不在承诺后补的清单中，或者已经补齐。"), 409),
    "cases.supplement_file_missing": _("没有收到文件。请选择文件后再提交。"),
    "cases.promise_not_over": Sentence(_("承诺补齐的日期是%(until)s，还没有到期，不能退件。"), 409),
    "cases.not_by_commitment": Sentence(
        _("本件不适用告知承诺：事项没有实行告知承诺，或者申请人选择了一般程序。请按一般程序办理。"), 409
    ),
    "cases.promise_not_signed": _("选择告知承诺方式的，请阅读告知书，勾选承诺后再提交。"),
    "cases.check_day_unfit": _("请核对日期：核查期限应当在今天以后，核查日期应当在%(since)s至今天之间。"),
    "cases.post_check_not_open": Sentence(_("没有需要记录的事后核查，或者已经记录。"), 409),
    "cases.barred": Sentence(
        _("依照%(basis)s，您在%(until)s以前（含当天）不得再次申请这项许可。对此有异议的，请与作出决定的机关联系。"), 403
    ),
    "cases.bar_not_found": Sentence(_("没有找到这条限制，或者已经解除。请从列表中打开。"), 404),
    "cases.suspension_document_missing": _(
        "法定期限只有依据法律和相应的文书才能停止。请同时写明法律条款和文书文号，或者都不填写，法定期限照常计算。"
    ),
    "cases.not_filed_online": Sentence(_("只有网上提交的申请可以预审。窗口收到的申请请直接办理。"), 409),
    "cases.licence_stands": Sentence(
        _("本件核发的证照仍然有效，不能作废办件。证照确有错误的，请按撤销、撤回或者注销的程序办理。"), 409
    ),
    "cases.void_asked": Sentence(_("本件有一份作废申请还没有复核，不能归档。请等监察员复核以后再办。"), 409),
    "cases.pick_up_code_wrong": _("取件码与本件不符。请向领取人核对取件码，或者改为核验身份证件。"),
    "cases.nodes_open": Sentence(
        _("“%(names)s”还没有办完，现在不能提出审查意见。请先办完这些环节，或者等承办人办完。"), 409
    ),
    "process.node_not_open": Sentence(
        _("这个环节现在不等人办理，可能别人刚刚办完，或者被退回了。请查看页面上正在办理的环节。"), 409
    ),
    "process.node_not_done": Sentence(
        _("只能退回已经办完的环节。“%(name)s”还没有办完，或者刚刚被退回。请重新选择。"), 409
    ),
    "cases.drawn_to_another": Sentence(
        _(
            "本件实行两不见面审批，由系统抽取的审查人员办理，没有抽到您，您不能查看或者办理。确需更换审查人员的，由机关负责人说明理由后重新抽取。"
        ),
        403,
    ),
    "cases.intake_apart": Sentence(
        _("本件实行两不见面审批，录入和审批分离：窗口收件、受理的人员不能审查、审批。请由后台岗位的人员办理。"), 403
    ),
    "cases.own_case": Sentence(
        _(
            "您是本件的当事人：您本人或者您代表的单位提出申请，您代为申请，或者申请表里写有您的身份证号码。当事人应当回避，不能经办本件，请转给另一位工作人员。"
        ),
        403,
    ),
    "cases.takes_no_part": Sentence(
        _(
            "本件实行两不见面审批，您看过申请人信息、已经回避或者与申请人有关，换一个岗位也不能审查、审批本件。请由其他人员办理。"
        ),
        403,
    ),
    "cases.cover_on": Sentence(
        _(
            "这份内容写有申请人的姓名或者联系方式。本件实行两不见面审批，审查、审批期间您看不到，作出决定后可以查看。需要申请人补充的，请交窗口联系。"
        ),
        403,
    ),
    "cases.not_in_blind_mode": Sentence(_("本件没有实行两不见面审批，不需要抽取审查人员，申请人信息也没有隐去。"), 409),
    "cases.nobody_to_draw": Sentence(
        _("没有其他可以审查本件的人员：有的请假，有的经手过本件。请先安排人员或者代岗，再重新抽取。"), 409
    ),
    "cases.cover_lifted": Sentence(_("您已经可以看到本件的申请人信息，不需要再次申请。"), 409),
    "cases.result_not_seen": Sentence(
        _("电子送达以申请人首次查看为准，由系统自动登记，不能代为登记。请改选窗口领取或者邮政寄递。"), 409
    ),
    "cases.parcel_not_told": _("邮政寄递的，请填写邮件号。尚未交寄的，请先交寄，签收以后再登记送达。"),
    "cases.signature_not_told": _(
        "邮政寄递的，以签收时间为送达时间。请填写签收日期和签收时间；尚未签收的，签收以后再登记送达。"
    ),
    "cases.signature_day_unfit": _("签收不能早于%(since)s作出决定的时间，也不能晚于现在。请核对签收日期和签收时间。"),
    "cases.pressed_otherwise": Sentence(
        _(
            "这份表单已经提交过，当时填写的内容与现在不同。以先提交的为准，这次填写的没有保存。请打开办件页面核对已经办理的内容。"
        ),
        409,
    ),
    "cases.preset_unknown": _("没有这一种亮灯规则。请从列出的规则中选择。"),
    "cases.thresholds_unfit": _(
        "自定的数字不合适：黄灯在比例（1%%到%(percent)s%%）和天数（0到%(days)s天）中填一个，红灯不能早于黄灯。"
    ),
    "lifecycle.no_such_move": Sentence(
        _("这件办件的状态已经变化，这一步现在不能办理。请查看页面上当前可以办理的步骤。"), 409
    ),
}
