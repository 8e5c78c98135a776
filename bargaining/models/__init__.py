"""Rounds, the contracts they end in, and how workplaces are governed together."""

from bargaining.models.check import CheckedClause, FulfilmentCheck
from bargaining.models.clause import Clause, ContractBand, ContractChange
from bargaining.models.contract import Contract, ListedEmployer

__all__ = [
    "CheckedClause",
    "Clause",
    "Contract",
    "ContractBand",
    "ContractChange",
    "FulfilmentCheck",
    "ListedEmployer",
]
