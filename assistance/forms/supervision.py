from assistance.models import SupervisionOpinion
from assistance.workflows.supervision import OpinionStep
from unions.casework.forms import CaseForm

STEP_FIELDS = {
    OpinionStep.ISSUE.value: ("document_number",),
    OpinionStep.REPLY.value: ("replied_on", "reply"),
    OpinionStep.PROPOSE.value: ("proposal_number", "proposed_to"),
}
MAY_STAY_EMPTY = ()


class OpinionForm(CaseForm):
    """A supervision opinion, to be issued under a number."""

    class Meta:
        model = SupervisionOpinion
        fields = ("name", "matter", "facts", "demand")
