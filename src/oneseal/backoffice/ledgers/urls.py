"""The lists beside the items."""

from django.urls import path

from oneseal.backoffice.ledgers import intermediaries, laws, registries

urlpatterns = [
    path("laws/", laws.laws, name="laws"),
    path("laws/<uuid:law_id>/", laws.law, name="law"),
    path("laws/<uuid:law_id>/end/", laws.law_end_page, name="law_end"),
    path("laws/<uuid:law_id>/end/withdraw/", laws.law_ending_withdraw_page, name="law_ending_withdraw"),
    path("laws/<uuid:law_id>/affected.csv", laws.affected, name="law_affected"),
    path("certificates/", registries.certificates, name="certificates"),
    path("certificates/new/", registries.certificate_new, name="certificate_new"),
    path("certificates/<uuid:certificate_id>/", registries.certificate, name="certificate"),
    path("certificates/<uuid:certificate_id>/edit/", registries.certificate_edit, name="certificate_edit"),
    path("intermediaries/", intermediaries.intermediaries, name="intermediaries"),
    path("intermediaries/new/", intermediaries.intermediary_new, name="intermediary_new"),
    path("intermediaries/<uuid:service_id>/", intermediaries.intermediary, name="intermediary"),
    path("intermediaries/<uuid:service_id>/edit/", intermediaries.intermediary_edit, name="intermediary_edit"),
    path(
        "intermediaries/<uuid:service_id>/clean/",
        intermediaries.intermediary_move_page,
        {"state": "cleaned"},
        name="intermediary_clean",
    ),
    path(
        "intermediaries/<uuid:service_id>/keep/",
        intermediaries.intermediary_move_page,
        {"state": "kept"},
        name="intermediary_keep",
    ),
    path("licence-types/", registries.licence_types, name="licence_types"),
    path("licence-types/new/", registries.licence_type_new, name="licence_type_new"),
    path("licence-types/<uuid:type_id>/", registries.licence_type, name="licence_type"),
    path("licence-types/<uuid:type_id>/edit/", registries.licence_type_edit, name="licence_type_edit"),
    path("directory/", registries.directory, name="directory"),
    path("directory/<uuid:directory_id>/name/", registries.directory_name, name="directory_name"),
]
