"""Campaigns and what comes of them: competitions, classes, honours, venues, drafts consulted on."""

from campaigns.models.campaign import Campaign, PartFile, Participation, Programme
from campaigns.models.competition import Contest, Contestant, ContestOutcome, ContestUnit
from campaigns.models.course import Course, Learner, Lesson, SignIn
from campaigns.models.form import FormField, FormVersion
from campaigns.models.suggestion import Suggestion, SuggestionBook, SuggestionTally

__all__ = [
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
    "Suggestion",
    "SuggestionBook",
    "SuggestionTally",
]
