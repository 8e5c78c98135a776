"""A board for the printer: what a page loads afterwards is in its place from the start."""

from __future__ import annotations

from dataclasses import dataclass

from reports.boards.board import PlaceBoard, Strand
from reports.boards.holding_back import HoldingBack, holding_back
from reports.boards.ranking import Ranking, rank_townships
from unions.models import Officer


@dataclass(frozen=True)
class PrintedStrand:
    """`held` None: nothing can be missing. `ranking` None: the parts cannot be told."""

    strand: Strand
    held: HoldingBack | None
    ranking: Ranking | None


def printed_strands(board: PlaceBoard, officer: Officer) -> list[PrintedStrand]:
    """Asks for each figure what its page would ask for by itself."""
    return [_printed(strand, board, officer) for strand in board.strands]


def _printed(strand: Strand, board: PlaceBoard, officer: Officer) -> PrintedStrand:
    asked = strand.indicator, board.place, board.year, officer
    return PrintedStrand(strand, holding_back(*asked), strand.ranking or rank_townships(*asked))
