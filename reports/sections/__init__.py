"""The sections that definitions of reports can name."""

from reports.sections import acceptance, places, relief, targets
from reports.sections.section import Section

SECTIONS: dict[str, Section] = {
    "targets": targets.LINES,
    "progress": targets.PROGRESS,
    "acceptance": acceptance.ACCEPTANCE,
    "accepted units": acceptance.ACCEPTED,
    "failed units": acceptance.FAILED,
    "units carried over": acceptance.CARRIED,
    "fund use": relief.FUNDS,
    "assistance registers": relief.REGISTERS,
    "figures by county": places.TABLE,
    "ranking of counties": places.RANKING,
}
