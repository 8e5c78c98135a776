"""Rounds, the contracts they end in, and how workplaces are governed together."""

from bargaining.models.check import CheckedClause, FulfilmentCheck
from bargaining.models.clause import Clause, ContractBand, ContractChange
from bargaining.models.congress import CongressEmployer, CongressResolution, CongressSession
from bargaining.models.congress_proposal import CongressProposal
from bargaining.models.contract import Contract, ListedEmployer
from bargaining.models.delegate import Delegate
from bargaining.models.meeting import Ballot, Meeting
from bargaining.models.openness import OpennessRule, Posting
from bargaining.models.round import Round
from bargaining.models.season import Season, SeasonUnit

__all__ = [
    "Ballot",
    "CheckedClause",
    "Clause",
    "CongressEmployer",
    "CongressProposal",
    "CongressResolution",
    "CongressSession",
    "Contract",
    "ContractBand",
    "ContractChange",
    "Delegate",
    "FulfilmentCheck",
    "ListedEmployer",
    "Meeting",
    "OpennessRule",
    "Posting",
    "Round",
    "Season",
    "SeasonUnit",
]
