from django.urls import path

from assistance.views import funds

urlpatterns = [
    path("funds/", funds.fund_list, name="fund-list"),
    path("funds/new/", funds.fund_new, name="fund-new"),
    path("funds/<int:fund_id>/", funds.fund_detail, name="fund-detail"),
    path("funds/<int:fund_id>/edit/", funds.fund_edit, name="fund-edit"),
    path("funds/<int:fund_id>/arrivals/new/", funds.fund_arrival_new, name="fund-arrival-new"),
    path("funds/<int:fund_id>/returns/new/", funds.fund_return_new, name="fund-return-new"),
    path("funds/<int:fund_id>/closing/", funds.fund_close, name="fund-close"),
    path("aid/<int:aid_id>/refunds/new/", funds.refund_new, name="refund-new"),
]
