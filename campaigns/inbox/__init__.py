"""What of campaigns waits on the workbench; importing it declares the sources."""

from campaigns.inbox import (  # noqa: F401 - they declare their sources
    consultations,
    contests,
    core,
    honours,
    venues,
)
