"""A city whose targets are issued and whose homes were inspected, and jobs carried out here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from homes.actions.listing import list_employers
from homes.models import Finding, Home
from reports.models import Document
from targets.actions import draft_sheet
from targets.models import TargetSheet
from targets.workflow import SHEET
from tests.cast import YEAR, City, make_employer, make_uscc
from tests.reports.stand import stand  # noqa: F401 - a fixture
from unions.actions import cover_employer, found_union
from unions.jobs import carry_out
from unions.models import Job
from unions.offices import Level
from unions.scoping import owned_by

INJECTING = "=cmd|'/c calc'!A1有限公司"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sheet(town: City) -> TargetSheet:
    """This year's targets, issued."""
    sheet = draft_sheet(YEAR, by=town.city)
    SHEET.take("issue", sheet, by=town.city_leader)
    return sheet


@pytest.fixture
def year(town: City, sheet: TargetSheet) -> City:
    """The mill accepted in June; an employer with a dangerous name failed."""
    accept(town, town.mill, town.mill_union)
    fail(town, INJECTING)
    return town


def accept(town: City, employer, union) -> Home:
    plan = list_employers([employer], year=YEAR, by=town.county)[0]
    set_stage(plan, stage="accepted", level="qualified", score=Decimal("86.5"))
    return Home.objects.create(
        plan=plan, employer=employer, level="qualified", accepted_on=date(YEAR, 6, 1),
        **owned_by(union),
    )  # fmt: skip


def fail(town: City, name: str):
    employer = make_employer(name, town.street, uscc=make_uscc(77), headcount=30)
    union = found_union(f"{name}工会", Level.BASE, town.street, on=date(2001, 1, 1))
    cover_employer(employer, union, on=date(2001, 1, 1))
    plan = list_employers([employer], year=YEAR, by=town.county)[0]
    set_stage(plan, stage="failed", score=Decimal("61.0"))
    Finding.objects.create(plan=plan, origin="inspection", reason="缺少决议", **owned_by(union))
    return plan


def set_stage(plan, **changes) -> None:
    for name, value in changes.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(changes))


def finish(job: Job) -> Document:
    """Do the job's work here and now."""
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()
    assert job.state == "done", job.problem
    return Document.objects.get(job=job)
