"""Who: federations, the union tree, employers, officers; and what every record here shares."""

from unions.models.employers import Coverage, Employer, EmployerProfile
from unions.models.events import Event, EventLink
from unions.models.federation import Federation
from unions.models.grants import Grant
from unions.models.jobs import Job
from unions.models.lifecycle import Lifecycle
from unions.models.members import MemberReturn
from unions.models.officers import Officer, PostToken, User
from unions.models.parameters import Parameter
from unions.models.tree import Placement, Union

__all__ = [
    "Coverage",
    "Employer",
    "EmployerProfile",
    "Event",
    "EventLink",
    "Federation",
    "Grant",
    "Job",
    "Lifecycle",
    "MemberReturn",
    "Officer",
    "Parameter",
    "Placement",
    "PostToken",
    "Union",
    "User",
]
