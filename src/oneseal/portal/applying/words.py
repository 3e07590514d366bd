"""Words that the pages of an application share."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

ACCEPT = "application/pdf,image/png,image/jpeg"


def step_words() -> list[str]:
    """Return the steps of an application in order."""
    return [_("填写申请表"), _("上传材料"), _("核对提交"), _("收到凭证")]


def upload_help() -> str:
    """Return which files are accepted and how large they may be."""
    return _("PDF、JPG或PNG，每个文件不超过%(limit)s MB，可以一次选几个。") % {
        "limit": settings.ONESEAL_UPLOAD_LIMIT_BYTES // (1024 * 1024)
    }
