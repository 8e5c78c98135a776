"""Campaigns and what comes of them: competitions, classes, honours, venues, drafts consulted on."""

from campaigns.models.campaign import Campaign, Participation, Programme

__all__ = ["Campaign", "Participation", "Programme"]
