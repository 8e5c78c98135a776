"""What of assistance waits on the workbench; importing it declares the sources."""

from assistance.inbox import aid, files, loans, payments, public, services, visits  # noqa: F401 - they declare their sources
