"""Rounds, the contracts they end in, and how workplaces are governed together."""

from bargaining.models.contract import Contract, ListedEmployer

__all__ = ["Contract", "ListedEmployer"]
