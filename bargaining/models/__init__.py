"""Rounds, the contracts they end in, and how workplaces are governed together."""

from bargaining.models.check import CheckedClause, FulfilmentCheck
from bargaining.models.clause import Clause, ContractBand, ContractChange
from bargaining.models.contract import Contract, ListedEmployer
from bargaining.models.delegate import Delegate
from bargaining.models.meeting import Ballot, Meeting
from bargaining.models.round import Round

__all__ = [
    "Ballot",
    "CheckedClause",
    "Clause",
    "Contract",
    "ContractBand",
    "ContractChange",
    "Delegate",
    "FulfilmentCheck",
    "ListedEmployer",
    "Meeting",
    "Round",
]
