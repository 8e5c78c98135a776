"""Plans of the tests, brought to where a test begins."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from homes.actions.gathering import gather_approved
from homes.actions.planning import Draft, save_measures
from homes.actions.stepping import take_step
from homes.models import CountyPlan, HomePlan, Measure
from homes.workflow import COUNTY_PLAN, Step
from tests.cast import YEAR, City

AT_YEARS_END = date(YEAR, 12, 31)


def photo(name: str = "公示栏.jpg", shade: int = 90) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), (shade, 60, 60)).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def measures_of(plan: HomePlan) -> list[Measure]:
    return list(plan.measures.select_related("criterion").order_by("criterion__position"))


def write(plan: HomePlan, town: City) -> None:
    """Everything a submission needs."""
    measures = measures_of(plan)
    for measure in measures:
        measure.text, measure.responsible, measure.due_on = "召开职代会", "李强", AT_YEARS_END
    save_measures(plan, [Draft(measure) for measure in measures], by=town.chair)


def submit(plan: HomePlan, town: City) -> None:
    write(plan, town)
    take_step(plan, Step.SUBMIT, by=town.chair)


def approve(plan: HomePlan, town: City) -> None:
    submit(plan, town)
    take_step(plan, Step.APPROVE, by=town.county)


def bring_to_city(plan: HomePlan, town: City) -> CountyPlan:
    approve(plan, town)
    county_plan = gather_approved(plan.year, by=town.county)
    COUNTY_PLAN.take(Step.SUBMIT, county_plan, by=town.county)
    plan.refresh_from_db()
    return county_plan


def build(plan: HomePlan, town: City) -> None:
    """To where the enterprise builds."""
    COUNTY_PLAN.take(Step.CONFIRM, bring_to_city(plan, town), by=town.city)
    plan.refresh_from_db()
