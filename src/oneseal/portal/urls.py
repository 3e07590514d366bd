"""Addresses of this front door."""

from django.urls import URLPattern, URLResolver, path, re_path

from oneseal.portal.accounts import self_service
from oneseal.portal.accounts.views import register
from oneseal.portal.applying import asking, correcting, filling, handing_in
from oneseal.portal.catalogue import handouts, opendata
from oneseal.portal.catalogue import views as catalogue
from oneseal.portal.catalogue.ten_open import ten_open
from oneseal.portal.downloads import views as downloads
from oneseal.portal.efficiency.views import efficiency
from oneseal.portal.following import views as following
from oneseal.portal.ledgers import registries
from oneseal.portal.ledgers import views as ledgers
from oneseal.portal.mandates import views as mandates
from oneseal.portal.matters import views as matters
from oneseal.portal.mine import talking
from oneseal.portal.mine import views as mine
from oneseal.portal.mine.again import again
from oneseal.portal.mine.asking_licence import licence_ask_page
from oneseal.portal.mine.delivering import case_delivery
from oneseal.portal.mine.hearing import hearing, recusal, waiver
from oneseal.portal.mine.rating import case_rating
from oneseal.portal.mine.supplying import supply
from oneseal.portal.mine.withdrawing import withdraw
from oneseal.portal.notices import views as notices
from oneseal.portal.own_data import mailing
from oneseal.portal.own_data import views as own_data
from oneseal.portal.paying import views as paying
from oneseal.portal.rating import figures
from oneseal.portal.rating.doors import by_code
from oneseal.portal.reform import views as reform

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", catalogue.home, name="home"),
    path("items/", catalogue.items, name="items"),
    path("items/listed/<uuid:listed_id>/", catalogue.listed_item, name="listed_item"),
    path("departments/<str:key>/", catalogue.department, name="department"),
    path("themes/<slug:theme>/", catalogue.theme, name="theme"),
    path("together/<slug:key>/", catalogue.joined, name="joined"),
    path("items/<uuid:item_id>/", catalogue.item, name="item"),
    path("items/<uuid:item_id>/<slug:kind>.pdf", handouts.item_file, name="item_file"),
    path("items/<uuid:item_id>/code.svg", handouts.item_code, name="item_code"),
    path("open/", ten_open, name="ten_open"),
    path("data/", opendata.open_data, name="open_data"),
    path("data/items.json", opendata.items_json, name="items_json"),
    path("data/items.csv", opendata.items_csv, name="items_csv"),
    path("sitemap.xml", opendata.sitemap, name="sitemap"),
    path("robots.txt", opendata.robots, name="robots"),
    path("items/<uuid:item_id>/apply/", filling.apply, name="apply"),
    path("items/<uuid:item_id>/<slug:kind>/", handouts.item_page, name="item_page"),
    path("efficiency/", efficiency, name="efficiency"),
    re_path(r"^(?P<kind>rate|pad)/(?P<code>[\w-]+)/$", by_code, name="by_code"),
    path("ratings/", figures.ratings, name="ratings"),
    path("reform/", reform.reform, name="reform"),
    path("reform/items/", reform.reform_items, name="reform_items"),
    path("reform/files/<slug:kind>/", reform.reform_file, name="reform_file"),
    path("accounts/register/", register, name="register"),
    path("accounts/self/", self_service.account, name="account"),
    path("accounts/self/posts/<uuid:holding_id>/", self_service.take_post, name="take_post"),
    path("accounts/new-password/<uuid:account_id>/<str:token>/", self_service.new_password, name="new_password"),
    path("my/", mine.my, name="my"),
    path("my/parties/", mine.my_parties, name="my_parties"),
    path("my/parties/add/", mine.party_add, name="party_add"),
    path("my/mandates/", mandates.mandates, name="mandates"),
    path("my/mandates/give/", mandates.give, name="mandate_give"),
    path("my/mandates/ask/", mandates.ask, name="mandate_ask"),
    path("my/mandates/<uuid:mandate_id>/accept/", mandates.accept, name="mandate_accept"),
    path("my/mandates/<uuid:mandate_id>/revoke/", mandates.revoke, name="mandate_revoke"),
    path("my/mandates/<uuid:mandate_id>/letter/", mandates.letter, name="mandate_letter"),
    path("my/data/", own_data.own_data, name="own_data"),
    path("my/data/export.json", own_data.export, name="own_data_export"),
    path("my/data/request/", own_data.ask, name="own_data_ask"),
    path("my/data/mail/", mailing.mail, name="mail"),
    path("my/data/mail/confirm/", mailing.confirm, name="mail_confirm"),
    path("my/data/mail/code/", mailing.code_again, name="mail_code"),
    path("my/data/mail/agree/", mailing.agree, name="mail_agree"),
    path("my/data/mail/withdraw/", mailing.withdraw, name="mail_withdraw"),
    path("my/data/mail/remove/", mailing.remove, name="mail_remove"),
    path("my/licences/<uuid:licence_id>/", mine.my_licence, name="my_licence"),
    path("my/licences/<uuid:licence_id>/cancel/", licence_ask_page, {"kind": "cancel"}, name="licence_cancel"),
    path("my/licences/<uuid:licence_id>/reissue/", licence_ask_page, {"kind": "reissue"}, name="licence_reissue"),
    path("my/cases/<uuid:case_id>/", mine.my_case, name="my_case"),
    path("my/cases/<uuid:case_id>/message/", talking.case_message, name="case_message"),
    path("my/cases/<uuid:case_id>/pay/", paying.pay, name="fee_pay"),
    path("my/cases/<uuid:case_id>/payments/<uuid:order_id>/back/", paying.back, name="fee_back"),
    path("my/cases/<uuid:case_id>/payments/<uuid:order_id>/confirm/", paying.confirm, name="fee_confirm"),
    path("payments/notice/", paying.notice, name="payment_notice"),
    path("my/cases/<uuid:case_id>/rate/", case_rating, name="case_rate"),
    path("my/cases/<uuid:case_id>/delivery/", case_delivery, name="case_delivery"),
    path("my/cases/<uuid:case_id>/supply/", supply, name="case_supply"),
    path("my/cases/<uuid:case_id>/withdraw/", withdraw, name="case_withdraw"),
    path("my/cases/<uuid:case_id>/again/", again, name="case_again"),
    path("my/cases/<uuid:case_id>/hearing/", hearing, name="case_hearing"),
    path("my/cases/<uuid:case_id>/hearing/waiver/", waiver, name="case_waiver"),
    path("my/cases/<uuid:case_id>/recusal/", recusal, name="case_recusal"),
    path("laws/", ledgers.laws, name="laws"),
    path("laws/<uuid:law_id>/", ledgers.law, name="law"),
    re_path(r"^(?P<name>certificates|intermediaries)/$", registries.ledger, name="ledger"),
    path("duties/", ledgers.duties, name="duties"),
    path("duties/<uuid:item_id>/", ledgers.duty_list, name="duty_list"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<uuid:notice_id>/", notices.notice, name="notice"),
    path("notices/adjustments/<uuid:adjustment_id>/", notices.adjustment_notice, name="adjustment_notice"),
    path("my/cases/<uuid:case_id>/complain/", matters.complain_of_case, name="case_complain"),
    path("my/matters/<uuid:matter_id>/", matters.my_matter, name="my_matter"),
    path("matters/", matters.matters, name="matters"),
    path("matters/new/<slug:kind>/", matters.matter_new, name="matter_new"),
    path("matters/followed/", matters.matter_follow, name="matter_followed"),
    path("applications/<uuid:case_id>/form/", filling.form, name="form"),
    path("applications/<uuid:case_id>/form/autosave/", filling.autosave, name="autosave"),
    path("applications/<uuid:case_id>/form/<slug:key>/", asking.question, name="question"),
    path("applications/<uuid:case_id>/lacks/", filling.lacks, name="lacks"),
    path("applications/<uuid:case_id>/materials/", handing_in.materials, name="materials"),
    path("applications/<uuid:case_id>/materials/<slug:key>/", handing_in.upload, name="upload"),
    path("applications/<uuid:case_id>/files/<uuid:file_id>/remove/", handing_in.remove, name="remove"),
    path("applications/<uuid:case_id>/review/", handing_in.review, name="review"),
    path("applications/<uuid:case_id>/receipt/", handing_in.receipt, name="receipt"),
    path("applications/<uuid:case_id>/discard/", filling.discard, name="discard"),
    path("applications/<uuid:case_id>/correct/", correcting.correct, name="correct"),
    path("applications/<uuid:case_id>/correct/<slug:key>/", correcting.correct_upload, name="correct_upload"),
    path("track/", following.track, name="track"),
    path("track/result/", following.track_result, name="track_result"),
    path("verify/", following.verify, name="verify"),
    path("v/<str:identifier>", following.verify_identifier, name="verify_identifier"),
    path("papers/<uuid:paper_id>/", downloads.paper, name="paper"),
    path("files/<uuid:file_id>/", downloads.material, name="file"),
    path("minutes/<uuid:scan_id>/", downloads.minutes, name="minutes"),
]
