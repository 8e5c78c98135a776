"""How an application stands, for who wrote it: no name, no number, no amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assistance.models import PublicApplication
from assistance.workflows.aid import AidStage
from assistance.workflows.application import ApplicationStage
from assistance.workflows.household import ON_FILE, FileStage

RECEIVED, CHECKED, SHOWN, DECIDED, PAID = range(5)
IN_PUBLICITY = {FileStage.UNIT_PUBLICITY, FileStage.PORTAL_PUBLICITY, FileStage.OBJECTION}
AFTER_THE_DECISION = {*ON_FILE, FileStage.SUSPENDED, FileStage.EXITED, FileStage.REJECTED}


@dataclass(frozen=True)
class Standing:
    """`step` counts from 0 (received) to 4 (paid); `answer` is what the station wrote."""

    step: int
    now: str
    next: str
    answer: str = ""
    ended: bool = False

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The five steps, as templates/_steps.html draws them."""
        labels = (_("Received"), _("Being checked"), _("In publicity"), _("Decided"), _("Paid"))
        states = ["done"] * self.step + ["now"] + ["ahead"] * (4 - self.step)
        return [{"label": w, "state": s} for w, s in zip(labels, states, strict=True)]


def standing_of(application: PublicApplication) -> Standing:
    if application.stage == ApplicationStage.RECEIVED:
        return Standing(
            RECEIVED,
            _("We have received your application."),
            _("An officer of the station will call you. You need do nothing now."),
        )
    if application.stage == ApplicationStage.CALLED_BACK:
        return Standing(
            RECEIVED,
            _("The station needs something from you."),
            _("Please do what is written here, or call the station."),
            application.answer,
        )
    if application.stage == ApplicationStage.REFUSED or application.file is None:
        return Standing(
            DECIDED,
            _("The station has not taken your application up."),
            _("If you see it otherwise, go to the station, call 12351, or apply once more."),
            application.answer,
            ended=True,
        )
    return _standing_of_file(application)


def _standing_of_file(application: PublicApplication) -> Standing:
    file = application.file
    assert file is not None  # noqa: S101 - the caller has looked
    stage = file.stage
    if stage in IN_PUBLICITY:
        return Standing(
            SHOWN,
            _("Your application is in publicity: name and category are shown for some days."),
            _("You need do nothing now."),
        )
    if stage == FileStage.REJECTED:
        return Standing(
            DECIDED,
            _("The county has decided: it cannot be taken on file."),
            _("The station tells you why. You may appeal there."),
            ended=True,
        )
    if stage == FileStage.WITHDRAWN:
        return Standing(
            DECIDED,
            _("The application was withdrawn."),
            _("You may apply once more at any time."),
            ended=True,
        )
    if stage in AFTER_THE_DECISION:
        return _standing_on_file(file)
    return Standing(
        CHECKED,
        _("Your application is being checked."),
        _("Two persons will visit you at home. Keep your papers and your bank card ready."),
    )


def _standing_on_file(file: Any) -> Standing:
    if file.aids.filter(stage__in=[AidStage.PAID, AidStage.CLOSED]).exists():
        return Standing(
            PAID,
            _("Help has been paid to your bank card."),
            _("If it has not arrived, please ask the station."),
        )
    return Standing(
        DECIDED,
        _("The county has decided: your household is on file."),
        _("The station will tell you which help follows."),
    )
