"""Names of the checks on the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
    "Audit chains": _("经办轨迹"),
}
