"""Campaigns and what comes of them: competitions, classes, honours, venues, drafts consulted on."""

from campaigns.models.campaign import Campaign, PartFile, Participation, Programme
from campaigns.models.competition import Contest, Contestant, ContestOutcome, ContestUnit
from campaigns.models.course import Course, Learner, Lesson, SignIn
from campaigns.models.form import FormField, FormVersion
from campaigns.models.rotation import BookRotation
from campaigns.models.suggestion import Suggestion, SuggestionBook, SuggestionTally
from campaigns.models.venue import StudioResult, Venue, VenueStanding, VenueStock, VenueUse

__all__ = [
    "BookRotation",
    "Campaign",
    "Contest",
    "ContestOutcome",
    "ContestUnit",
    "Contestant",
    "Course",
    "FormField",
    "FormVersion",
    "Learner",
    "Lesson",
    "PartFile",
    "Participation",
    "Programme",
    "SignIn",
    "StudioResult",
    "Suggestion",
    "SuggestionBook",
    "SuggestionTally",
    "Venue",
    "VenueStanding",
    "VenueStock",
    "VenueUse",
]
