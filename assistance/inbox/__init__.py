"""What of assistance waits on the workbench; importing it declares the sources."""
from assistance.inbox import visits  # noqa: F401 - declares its sources
