"""Campaigns and what comes of them: competitions, classes, honours, venues, drafts consulted on."""

from campaigns.models.campaign import Campaign, PartFile, Participation, Programme
from campaigns.models.form import FormField, FormVersion

__all__ = ["Campaign", "FormField", "FormVersion", "PartFile", "Participation", "Programme"]
