"""The papers that are written in Python; reports by a definition are in reports/definitions."""

from reports.models import Kind
from reports.papers import campaign, household_form, letters, notice, record, round_list
from reports.papers.paper import Paper

PAPERS = {
    Kind.NOTICE: Paper(notice.freeze, notice.draw),
    Kind.RECORD: Paper(record.freeze, record.draw),
    Kind.HOUSEHOLD: Paper(household_form.freeze, household_form.draw),
    Kind.ROUND_LIST: Paper(round_list.freeze, round_list.draw),
    Kind.CAMPAIGN: Paper(campaign.freeze, campaign.draw),
    Kind.LETTER: Paper(letters.freeze, letters.draw, is_edited=True),
}
