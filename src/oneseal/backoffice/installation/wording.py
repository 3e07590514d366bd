"""The checks in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.installation.checks import Check

NAMES = {
    "Database version": _("数据库版本"),
    "Migrations": _("数据表"),
    "Worker": _("后台任务"),
    "Holidays": _("放假通知"),
    "Fonts of papers": _("文书字体"),
    "File storage": _("文件存储"),
    "Keys": _("密钥"),
    "Time": _("时间"),
    "Outbox": _("待发事件"),
    "Outside systems": _("外部系统"),
    "Audit chains": _("经办轨迹"),
    "Last proof": _("记录核验"),
}
FOUND = {
    "server": _("PostgreSQL %(version)s"),
    "migrations_applied": _("全部已更新"),
    "migrations_open": _("有%(count)s步没有更新"),
    "worker_alive": _("正在运行"),
    "worker_silent": _("最近%(seconds)s秒没有动静"),
    "years_loaded": _("已载入%(years)s年"),
    "years_until": _("已载入%(years)s年，%(later)s年尚未载入"),
    "years_missing": _("缺少%(years)s年"),
    "font_installed": _("%(family)s已安装"),
    "font_missing": _("%(family)s没有安装"),
    "storage_works": _("试写、试读、试删均成功"),
    "storage_alters": _("试写的内容读回来不一样"),
    "key_missing": _("密钥文件不见了"),
    "key_there": _("指纹%(fingerprint)s，权限%(mode)s"),
    "clock": _("%(zone)s，%(at)s，与数据库相差%(apart)s秒"),
    "waiting": _("有%(count)s个事件等待发出，%(failed)s个任务多次失败后停止"),
    "chains_sampled": _("最近%(count)s件办件的轨迹与记录、链头一致"),
    "chains_whole": _("全部轨迹与记录、链头一致，每日总摘要与当日记录一致"),
    "chains_broken": _("轨迹不一致：%(faults)s"),
    "outside_none": _("没有接入任何外部系统"),
    "outside_well": _("已接入：%(systems)s"),
    "outside_ill": _("最近一次没有回答：%(systems)s"),
    "proof_never": _("还没有核验过"),
    "proof_clean": _("%(at)s核验，没有发现问题"),
    "proof_old": _("%(at)s核验，没有发现问题；此后没有再核验"),
    "proof_found": _("%(at)s核验，发现%(count)s处不对"),
    "stopped": _("检查没有完成：%(reason)s"),
}
MEND = {
    "Database version": _("请改用PostgreSQL 15或者更新的版本。"),
    "Migrations": _("请运行 ./oneseal manage migrate。"),
    "Worker": _("请运行 ./oneseal worker；演示环境重新运行 ./oneseal demo。"),
    "Holidays": _("请在“工作日历”载入国务院办公厅的放假通知。"),
    "Fonts of papers": _("请重新安装 package-lock.json 中的软件包，或者把字体放进 var/fonts。"),
    "File storage": _("请检查磁盘空间和程序的读写权限。"),
    "Keys": _("请从密钥备份恢复密钥文件；权限不对时用 chmod 600 收回其他人的权限。"),
    "Time": _("请把时区设为 Asia/Shanghai，并用NTP校准两边的时钟。"),
    "Outbox": _("请确认后台任务正在运行。"),
    "Outside systems": _("办件不会等它们，没有回答的会自动再问。请通知对方的运行人员。"),
    "Last proof": _("请看“记录核验”列出的问题；后台任务每晚核验一次。"),
    "Audit chains": _("有人绕过程序改动了记录。请保留数据库原样，与备份比对。"),
}


def in_words(check: Check) -> dict[str, object]:
    """Return a check for the page: title, ok, detail, and how to mend a fault."""
    detail = str(FOUND[check.found]) % check.facts
    return {"title": NAMES[check.name], "ok": check.ok, "detail": detail, "mend": "" if check.ok else MEND[check.name]}
