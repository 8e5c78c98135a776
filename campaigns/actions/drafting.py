"""Drafting a campaign and writing its form, a field at a time, version by version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from campaigns.models import Campaign, FormField, FormVersion
from campaigns.offices import ISSUERS
from campaigns.prefill import campaign_before
from campaigns.workflows.campaign import TO_REPORT, CampaignStage
from kernel.days import today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

MOST_FIELDS = 60


def issues(officer: Officer) -> bool:
    return holds_any(officer, ISSUERS)


def may_write(campaign: Campaign, officer: Officer) -> bool:
    """Whether the campaign is this officer's to write, issue and sum up."""
    return issues(officer) and campaign.union_id == officer.union_id


@transaction.atomic
def draft_campaign(values: Mapping[str, Any], *, by: Officer) -> Campaign:
    """A new campaign with last time's form, or the programme's where it runs for the first time."""
    campaign = Campaign.objects.create(**values, drafted_by=by, **owned_by(by.union))
    version = FormVersion.objects.create(campaign=campaign, number=1, **same_owner(campaign))
    before = campaign_before(campaign)
    form = before.form if before else None
    specs = [field.spec for field in _in_order(form)] if form else campaign.programme.form
    _write(version, specs)
    log_event(campaign, "draft", _("Campaign drafted"), by=by)
    return campaign


@transaction.atomic
def change_campaign(campaign: Campaign, values: Mapping[str, Any], *, by: Officer) -> None:
    """Raises Refused once it is issued, and for who did not draft it."""
    if campaign.stage != CampaignStage.DRAFT or not may_write(campaign, by):
        raise Refused(_("Only a draft can be changed, by the union that drafted it."))
    for name, value in values.items():
        setattr(campaign, name, value)
    campaign.save(update_fields=list(values))
    log_event(campaign, "change", _("Campaign changed"), by=by, detail={"said": sorted(values)})


def _in_order(version: FormVersion) -> list[FormField]:
    return list(version.fields.order_by("position", "pk"))


def _write(version: FormVersion, specs: list[dict[str, Any]]) -> None:
    FormField.objects.bulk_create(
        FormField(version=version, position=place, **spec, **same_owner(version))
        for place, spec in enumerate(specs, 1)
    )


@transaction.atomic
def begin_version(campaign: Campaign, *, why: str, by: Officer) -> FormVersion:
    """A copy of the form in force, to be changed while units go on answering the old one.

    Raises Refused where there is nothing in force yet, or a version is being written already.
    """
    _hold(campaign, by)
    form = campaign.form
    if campaign.stage != CampaignStage.ISSUED or form is None:
        raise Refused(_("A new version begins only while the campaign is under way."))
    if campaign.versions.filter(in_force_on=None).exists():
        raise Refused(_("A new version is being written already."))
    last = campaign.versions.aggregate(last=Max("number"))["last"]
    version = FormVersion.objects.create(
        campaign=campaign, number=last + 1, why=why, **same_owner(campaign)
    )
    _write(version, [field.spec for field in _in_order(form)])
    log_event(campaign, "version", _("New version begun"), by=by, note=why)
    return version


@transaction.atomic
def put_in_force(version: FormVersion, *, by: Officer) -> int:
    """Ask by this version from now on; gives how many units it now asks.

    What is reported stays at the version it answered; the rest keep what they had saved under the
    codes that remain. Raises Refused for a version without a field, or in force already.
    """
    campaign = version.campaign
    _hold_open(version, by)
    if campaign.stage != CampaignStage.ISSUED:
        raise Refused(_("The campaign is not under way."))
    if not version.fields.exists():
        raise Refused(_("The form has no field yet."))
    version.in_force_on = today()
    version.save(update_fields=["in_force_on"])
    asked = campaign.parts.filter(stage__in=TO_REPORT).update(version=version)
    detail = {"number": version.number, "asked": asked}
    log_event(campaign, "in-force", _("New version in force"), by=by, detail=detail)
    return asked


def _hold(campaign: Campaign, by: Officer) -> None:
    """Of two people who write at one form, the second waits for the first."""
    if not may_write(campaign, by):
        raise Refused(_("This form is not yours to write."))
    Campaign.objects.unscoped("found by the caller").select_for_update().get(pk=campaign.pk)


def _hold_open(version: FormVersion, by: Officer) -> None:
    _hold(version.campaign, by)
    version.refresh_from_db(fields=["in_force_on"])
    if not version.is_open:
        raise Refused(_("This version is in force: begin a new one to change a question."))


@transaction.atomic
def add_field(version: FormVersion, values: Mapping[str, Any], *, by: Officer) -> FormField:
    """The new field comes last; its code is made from its words."""
    _hold_open(version, by)
    if version.fields.count() >= MOST_FIELDS:
        raise Refused(_("A form has at most %(most)d fields.") % {"most": MOST_FIELDS})
    last = version.fields.aggregate(last=Max("position"))["last"] or 0
    field = FormField(version=version, position=last + 1, **values, **same_owner(version))
    field.code = _free_code(version, field.label)
    field.save()
    _log_form(field, _("Question added"), by)
    return field


def _free_code(version: FormVersion, label: str) -> str:
    """A code no version of this campaign has: another question must not meet old answers."""
    stem = slugify(pinyin_key(label).rpartition(" ")[2])[:30] or "field"
    asked = FormField.objects.filter(version__campaign_id=version.campaign_id)
    taken = set(asked.values_list("code", flat=True))
    numbered = (f"{stem}-{n}" if n > 1 else stem for n in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)


@transaction.atomic
def change_field(field: FormField, values: Mapping[str, Any], *, by: Officer) -> None:
    """Raises Refused for another kind of a question that was asked before."""
    _hold_open(field.version, by)
    if values["kind"] != field.kind and _asked_before(field):
        raise Refused(_("This question was asked before and keeps its kind; add another one."))
    for name, value in values.items():
        setattr(field, name, value)
    field.save()
    _log_form(field, _("Question changed"), by)


def _asked_before(field: FormField) -> bool:
    others = FormField.objects.filter(version__campaign_id=field.version.campaign_id)
    return others.filter(code=field.code).exclude(pk=field.pk).exists()


@transaction.atomic
def remove_field(field: FormField, *, by: Officer) -> None:
    _hold_open(field.version, by)
    version = field.version
    _log_form(field, _("Question removed"), by)
    version.fields.filter(position__gt=field.position).update(position=F("position") - 1)
    field.delete()


@transaction.atomic
def move_field(field: FormField, *, up: bool, by: Officer) -> None:
    """Change places with its neighbour; at the end of the form nothing happens."""
    _hold_open(field.version, by)
    field.refresh_from_db(fields=["position"])
    fields = field.version.fields
    if up:
        other = fields.filter(position__lt=field.position).order_by("-position").first()
    else:
        other = fields.filter(position__gt=field.position).order_by("position").first()
    if other is None:
        return
    field.position, other.position = other.position, field.position
    field.save(update_fields=["position"])
    other.save(update_fields=["position"])


def _log_form(field: FormField, deed: str, by: Officer) -> None:
    detail = {"version": field.version.number, "field": field.code}
    log_event(field.version.campaign, "form", deed, by=by, note=field.label, detail=detail)
