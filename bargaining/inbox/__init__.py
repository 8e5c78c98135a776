"""What of bargaining waits on the workbench; importing it declares the sources."""

from bargaining.inbox import congress, contracts, rounds, season  # noqa: F401 - they declare themselves
