"""Campaigns and what comes of them: competitions, classes, honours, venues, drafts consulted on."""

from campaigns.models.campaign import Campaign, PartFile, Participation, Programme
from campaigns.models.competition import Contest, Contestant, ContestOutcome, ContestUnit
from campaigns.models.consultation import Consultation, ConsultationComment
from campaigns.models.course import Course, Learner, Lesson, SignIn
from campaigns.models.form import FormField, FormVersion
from campaigns.models.honour import HonourObjection, HonourQuota, HonourScheme, Nomination
from campaigns.models.rotation import BookRotation
from campaigns.models.suggestion import Suggestion, SuggestionBook, SuggestionTally
from campaigns.models.venue import StudioResult, Venue, VenueStanding, VenueStock, VenueUse

__all__ = [
    "BookRotation",
    "Campaign",
    "Consultation",
    "ConsultationComment",
    "Contest",
    "ContestOutcome",
    "ContestUnit",
    "Contestant",
    "Course",
    "FormField",
    "FormVersion",
    "HonourObjection",
    "HonourQuota",
    "HonourScheme",
    "Learner",
    "Lesson",
    "Nomination",
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
