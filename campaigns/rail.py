"""Campaigns' entries of the left rail."""

from django.utils.translation import gettext_lazy as _

from campaigns.offices import reads_campaigns
from unions.navigation import Item, everyone, section

CAMPAIGNS = 7

section(_("Campaigns"), CAMPAIGNS).items += [
    Item(_("Campaigns"), "campaigns:campaign-list", reads_campaigns),
    Item(_("Reports on campaigns"), "campaigns:part-list", reads_campaigns),
    Item(_("Programmes"), "campaigns:programme-list", reads_campaigns),
]

section(_("Campaigns"), CAMPAIGNS).items += [
    Item(_("Competitions"), "campaigns:contest-list", reads_campaigns),
    Item(_("Suggestions"), "campaigns:suggestion-list", reads_campaigns),
    Item(_("Courses"), "campaigns:course-list", reads_campaigns),
]

section(_("Campaigns"), CAMPAIGNS).items += [
    Item(_("Venues"), "campaigns:venue-list", reads_campaigns),
]

section(_("Campaigns"), CAMPAIGNS).items += [
    Item(_("Honours"), "campaigns:honour-list", reads_campaigns),
    Item(_("Honours in publicity"), "campaigns:honour-publicity", everyone),
    Item(_("Consultations"), "campaigns:consultation-list", reads_campaigns),
]
