from django.urls import path

from bargaining.views import contract, contract_writing, covering

urlpatterns = [
    # contracts/…
    path("contracts/", contract.contract_list, name="contract-list"),
    path("contracts/new/", contract_writing.contract_new, name="contract-new"),
    path("contracts/renewals/", contract.contract_renewals, name="contract-renewals"),
    path("contracts/import/", contract_writing.contract_import, name="contract-import"),
    path(
        "contracts/import/form/", contract_writing.contract_import_form, name="contract-import-form"
    ),
    path("contracts/<int:contract_id>/", contract.contract_detail, name="contract-detail"),
    path("contracts/<int:contract_id>/edit/", contract_writing.contract_edit, name="contract-edit"),
    path(
        "contracts/<int:contract_id>/change/",
        contract_writing.contract_change,
        name="contract-change",
    ),
    path("contracts/<int:contract_id>/end/", contract_writing.contract_end, name="contract-end"),
    path(
        "contracts/<int:contract_id>/remove/",
        contract_writing.contract_remove,
        name="contract-remove",
    ),
    path("contracts/<int:contract_id>/alike/", contract.contract_alike, name="contract-alike"),
    path(
        "contracts/<int:contract_id>/alike/<int:other_contract_id>/",
        contract.contract_compare,
        name="contract-compare",
    ),
    path("contracts/<int:contract_id>/checks/new/", contract_writing.check_new, name="check-new"),
    path("checks/<int:check_id>/", contract.check_detail, name="check-detail"),
    # the employers of a regional or industry contract
    path("contracts/<int:contract_id>/listed/", covering.listed_list, name="listed-list"),
    path("contracts/<int:contract_id>/listed/new/", covering.listed_new, name="listed-new"),
    path("contracts/<int:contract_id>/listed/seal/", covering.listed_seal, name="listed-seal"),
    path("listed/<int:listed_id>/strike/", covering.listed_strike, name="listed-strike"),
]
