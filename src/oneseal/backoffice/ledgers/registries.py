"""The list of certificates, the types of licences, and the three levels of the catalogue."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.ledgers.forms import REPLACEMENTS, CertificateForm, DirectoryForm, LicenceTypeForm
from oneseal.backoffice.ledgers.tabs import ROOM, shown, state_asked, state_chips
from oneseal.backoffice.pages import sent_in
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.catalog.selectors import kind_names
from oneseal.catalog.selectors.ledgers import (
    certificate_shown,
    certificates_listed,
    licence_type_shown,
    licence_types_listed,
)
from oneseal.catalog.selectors.levels import directory_entry, directory_tree
from oneseal.catalog.services import certificate_list, directory_rename, licence_type_set
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told, words_told
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import now, today

CERTIFICATE_STATES = ("kept", "cancelled")


@require_safe
@requires("catalog.edit")
def certificates(request: SignedInRequest) -> HttpResponse:
    """List the certificates that the city keeps or has cancelled."""
    words, state = words_told(request, "q"), state_asked(request, CERTIFICATE_STATES)
    chips = state_chips(words, state, (("kept", _("保留")), ("cancelled", _("取消"))))
    rows = [{"row": row, "replacement": _replacement(row.replacement)} for row in
            certificates_listed(words=words, state=state)]  # fmt: skip
    context = {"rows": rows, "words": words, "chips": chips}
    return shown(request, "backoffice/ledgers/certificates.html", context, tab="certificates")


def _replacement(code: str) -> str:
    return str(dict(REPLACEMENTS)[code]) if code else ""


@require_safe
@requires("catalog.edit")
def certificate(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """Show a certificate, and which published items ask for it."""
    found = certificate_shown(certificate_id, on=today())
    context = {"shown": found, "replacement": _replacement(found.row.replacement)}
    return shown(request, "backoffice/ledgers/certificate.html", context, tab="certificates")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def certificate_new(request: SignedInRequest) -> HttpResponse:
    """Put a certificate on the list."""
    form = CertificateForm(sent_in(request), initial={"state": "kept"})

    def act() -> str:
        certificate_list(told=form.told(), actor=request.actor, now=now())
        return _("“%(name)s”已列入证明事项清单。") % {"name": form.cleaned_data["name"]}

    purpose = _("取消的证明不得再出现在任何事项的材料里；保留的，写明依据和替代方式。")
    sheet = Sheet(_("列入证明事项"), purpose, _("列入清单"), ROOM, reverse("backoffice:certificates"))
    return filled_in(request, form, sheet=sheet, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def certificate_edit(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """Say something else of a certificate, such as that it is cancelled."""
    row = certificate_shown(certificate_id, on=today()).row
    form = CertificateForm(sent_in(request), initial={name: getattr(row, name) for name in CertificateForm.base_fields})

    def act() -> str:
        certificate_list(told=form.told(), actor=request.actor, now=now(), certificate_id=certificate_id)
        return _("“%(name)s”已保存。") % {"name": form.cleaned_data["name"]}

    purpose = _("改为取消以后，要求它的草稿不能发布；已经发布的事项列在它的页面上。")
    back = reverse("backoffice:certificate", args=[certificate_id])
    return filled_in(request, form, sheet=Sheet(row.name, purpose, _("保存"), ROOM, back), act=act)


@require_safe
@requires("catalog.edit")
def licence_types(request: SignedInRequest) -> HttpResponse:
    """List the types of licences: who issues them, and which materials they replace."""
    words = words_told(request, "q")
    context = {"rows": licence_types_listed(request.actor, words=words, on=today()), "words": words}
    return shown(request, "backoffice/ledgers/licence_types.html", context, tab="licence_types")


@require_safe
@requires("catalog.edit")
def licence_type(request: SignedInRequest, type_id: UUID) -> HttpResponse:
    """Show one type of licences."""
    context = {"shown": licence_type_shown(type_id, actor=request.actor, on=today())}
    return shown(request, "backoffice/ledgers/licence_type.html", context, tab="licence_types")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def licence_type_new(request: SignedInRequest) -> HttpResponse:
    """Register a type of licences."""
    form = LicenceTypeForm(sent_in(request))

    def act() -> str:
        licence_type_set(told=form.told(), actor=request.actor, now=now())
        return _("“%(name)s”已登记。") % {"name": form.cleaned_data["name"]}

    purpose = _("由政府部门核发的材料，应当指明能够代替它的证照类型，以便共享获取，不再要求申请人提交。")
    sheet = Sheet(_("登记证照类型"), purpose, _("登记"), ROOM, reverse("backoffice:licence_types"))
    return filled_in(request, form, sheet=sheet, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def licence_type_edit(request: SignedInRequest, type_id: UUID) -> HttpResponse:
    """Say the code and the issuing body of a type; its name stays, because materials name it."""
    row = licence_type_shown(type_id, actor=request.actor, on=today()).row
    initial = {"type_code": row.type_code or "", "issuing_body": row.issuing_body}
    form = LicenceTypeForm(sent_in(request), initial=initial)
    del form.fields["name"]

    def act() -> str:
        licence_type_set(told=form.told(row.name), actor=request.actor, now=now(), type_id=type_id)
        return _("“%(name)s”已保存。") % {"name": row.name}

    back = reverse("backoffice:licence_type", args=[type_id])
    purpose = _("名称不变，因为材料用它指明证照类型。")
    return filled_in(request, form, sheet=Sheet(row.name, purpose, _("保存"), ROOM, back), act=act)


def _kinds() -> list[tuple[str, str]]:
    """Return the ten powers, public services and the extensions, in the reader's language."""
    return [(code, names[1] if is_english() else names[0]) for code, names in kind_names().items()]


@require_safe
@requires("catalog.edit")
def directory(request: SignedInRequest) -> HttpResponse:
    """Show the three levels as a tree, narrowed to words and a type."""
    words, kind = words_told(request, "q"), request.GET.get("type", "")[:2]
    start = number_told(request.GET.get("from", ""))
    tree = directory_tree(request.actor, words=words, item_type=kind, on=today(), start=start)
    chips = [
        {
            "label": _("%(kind)s（%(count)s）") % {"kind": name, "count": tree.counts.get(code, 0)},
            "url": "?" + urlencode({"q": words, "type": "" if code == kind else code}),
            "is_on": code == kind,
        }
        for code, name in _kinds()
    ]
    context = {
        "tree": tree, "words": words, "chips": chips,
        "next_url": "?" + urlencode({"q": words, "type": kind, "from": tree.next_start}) if tree.next_start else "",
        "previous_url": "?" + urlencode({"q": words, "type": kind}) if start else "",
    }  # fmt: skip
    return shown(request, "backoffice/ledgers/directory.html", context, tab="directory")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def directory_name(request: SignedInRequest, directory_id: UUID) -> HttpResponse:
    """Name an entry of the directory as nation or province do."""
    row = directory_entry(directory_id, actor=request.actor)
    form = DirectoryForm(sent_in(request), initial={"name": row.name})

    def act() -> str:
        name = form.cleaned_data["name"]
        directory_rename(directory_id=directory_id, name=name, actor=request.actor, now=now())
        return _("“%(name)s”已保存。") % {"name": name}

    purpose = _("基本目录由国家和省级设定，本市不改编码，只照它写明名称。")
    sheet = Sheet(_("目录%(code)s") % {"code": row.code}, purpose, _("保存"), ROOM, reverse("backoffice:directory"))
    return filled_in(request, form, sheet=sheet, act=act)
