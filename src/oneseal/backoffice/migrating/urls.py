"""Migrations of running cases."""

from django.urls import path

from oneseal.backoffice.migrating import acting, asking, views

urlpatterns = [
    path("migrations/", views.migrations, name="migrations"),
    path("migrations/new/", asking.items, name="migration_items"),
    path("migrations/new/<uuid:item_id>/", asking.new, name="migration_new"),
    path("migrations/<uuid:migration_id>/", views.migration, name="migration"),
    path("migrations/<uuid:migration_id>/results.csv", views.results, name="migration_results"),
    path("migrations/<uuid:migration_id>/choose/", acting.choose, name="migration_choose"),
    path("migrations/<uuid:migration_id>/request/", acting.ask, name="migration_request"),
    path("migrations/<uuid:migration_id>/withdraw/", acting.withdraw, name="migration_withdraw"),
    path("migrations/<uuid:migration_id>/approve/", acting.approve, name="migration_approve"),
    path("migrations/<uuid:migration_id>/decline/", acting.decline, name="migration_decline"),
    path("migrations/<uuid:migration_id>/continue/", acting.go_on, name="migration_continue"),
]
