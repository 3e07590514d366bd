"""Which posts the agency has, where they stand, and what they may do."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.pages import sent_in, show
from oneseal.backoffice.posts.forms import PostForm
from oneseal.backoffice.sheets import Sheet, confirmed, filled_in
from oneseal.backoffice.staff.wording import permissions_in_words, title_of
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import PlaceNotFound
from oneseal.identity.selectors import posts_of_agency, staff_of_agency
from oneseal.identity.services import post_close, post_keep


@require_safe
@requires("identity.manage")
def posts(request: SignedInRequest) -> HttpResponse:
    """List the posts of the agency with who holds them."""
    holders: dict[UUID, list[str]] = {}
    for holding in staff_of_agency(request.actor):
        holders.setdefault(holding.post_id, []).append(holding.account.display_name)
    rows = [
        {
            "post": post, "title": title_of(post.kind, post.title), "holders": "、".join(holders.get(post.id, [])),
            "permissions": permissions_in_words(post.permissions),
        }
        for post in posts_of_agency(request.actor.own_agency)
    ]  # fmt: skip
    return show(request, "backoffice/posts/posts.html", {"rows": rows}, room="posts")


def _sheet(title: str, purpose: str, action: str) -> Sheet:
    return Sheet(title, purpose, action, "posts", reverse("backoffice:posts"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def make(request: SignedInRequest) -> HttpResponse:
    """Open a post of the city's own."""
    form = PostForm(sent_in(request), actor=request.actor)

    def act() -> str:
        post_keep(told=form.told(), actor=request.actor, now=now())
        return _("已添加岗位。接着可以任命人员。")

    purpose = _("本机关自己的岗位，权限由您选择。")
    return filled_in(request, form, sheet=_sheet(_("添加岗位"), purpose, _("添加岗位")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def change(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Change a post: title, section, window, permissions."""
    post = posts_of_agency(request.actor.own_agency).filter(pk=post_id).first()
    if post is None:
        raise PlaceNotFound("no such post of the agency")
    initial = {
        "title": post.title, "section": str(post.section_id or ""), "window": str(post.window_id or ""),
        "permissions": post.permissions,
    }  # fmt: skip
    form = PostForm(sent_in(request), actor=request.actor, initial=initial)

    def act() -> str:
        post_keep(told=form.told(), actor=request.actor, now=now(), post_id=post_id)
        return _("岗位已保存，权限立即生效。")

    return filled_in(request, form, sheet=_sheet(_("修改岗位"), _("权限改变后立即生效。"), _("保存")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def close(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Ask, then close a post that nobody holds."""
    post = posts_of_agency(request.actor.own_agency).filter(pk=post_id).first()
    if post is None:
        raise PlaceNotFound("no such post of the agency")
    title = title_of(post.kind, post.title)

    def act() -> str:
        post_close(post_id=post_id, actor=request.actor, now=now())
        return _("岗位“%(title)s”已停用。") % {"title": title}

    told = _("岗位“%(title)s”从今天起停用，以前的经办记录保留。") % {"title": title}
    return confirmed(request, sheet=_sheet(_("停用岗位"), told, _("停用岗位")), act=act)
