"""One row of every tenant table for a city, for the nets; a new table fails until it is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction
from django.utils import timezone

from evidence.models import EvidenceFile
from homes import models as homes
from homes.actions.listing import list_employers
from kernel.days import today
from reports import models as reports
from reports.codes import printed_code
from targets import models as targets
from tests.assistance.world import fill_assistance
from tests.bargaining.world import fill_bargaining
from tests.campaigns.world import fill_campaigns
from tests.cast import YEAR, City, make_city, stands
from tests.database import empty_tables
from unions import models as unions
from unions.events import log_event
from unions.rowsecurity import federation_scope, open_federation
from unions.scoping import owned_by


@dataclass
class World:
    """A city with one row of everything; `ids` gives the URL kwargs of its rows."""

    city: City
    ids: dict[str, Any]


def fill(city: City) -> World:
    """Make one row of every tenant table in the city's open scope."""
    mine = owned_by(city.mill_union)
    plan = list_employers([city.mill], year=YEAR, by=city.county)[0]
    measure = plan.measures.order_by("pk").first()
    file = EvidenceFile.objects.create(
        name="公示栏照片.jpg", media_type="image/jpeg", extension=".jpg", size=3, sm3="0" * 64,
        file=f"evidence/{city.federation.pk}/one.jpg", uploaded_by=city.chair, **mine,
    )  # fmt: skip
    attachment = homes.Attachment.objects.create(measure=measure, file=file, **mine)
    criterion = measure.criterion
    homes.Finding.objects.create(
        plan=plan, criterion=criterion, origin="returned", reason="缺少决议", **mine
    )
    homes.ProgressNote.objects.create(plan=plan, text="已开工", written_by=city.chair, **mine)
    homes.SelfScore.objects.create(plan=plan, criterion=criterion, answer=1, points=1, **mine)
    county_plan = homes.CountyPlan.objects.create(year=YEAR, **owned_by(city.linghai))
    inspection = homes.Inspection.objects.create(plan=plan, visit_on=today(), place="厂区", **mine)
    member = homes.PanelMember.objects.create(
        inspection=inspection, officer=city.city_inspector, is_chair=True, **mine
    )
    score = homes.PanelScore.objects.create(
        member=member, criterion=criterion, answer=1, points=1, **mine
    )
    homes.ScorePhoto.objects.create(score=score, file=file, **mine)
    home = homes.Home.objects.create(
        plan=plan, employer=city.mill, level="qualified", accepted_on=date(2026, 6, 1), **mine
    )
    sheet = targets.TargetSheet.objects.create(year=YEAR, stage="issued", **owned_by(city.root))
    line = targets.TargetLine.objects.create(
        sheet=sheet, indicator="homes.growth", measure="growth", value=Decimal(30),
        split_by="same", **owned_by(city.root),
    )  # fmt: skip
    count = targets.TargetLine.objects.create(
        sheet=sheet, indicator="homes.qualified", measure="count", value=Decimal(1),
        split_by="homes.eligible", **owned_by(city.root),
    )  # fmt: skip
    share = targets.Share.objects.create(sheet=sheet, stage="issued", **owned_by(city.linghai))
    for asked, value in ((line, 30), (count, 1)):
        targets.SharePart.objects.create(
            share=share, line=asked, value=Decimal(value), **owned_by(city.linghai)
        )
    target_plan = targets.Plan.objects.create(
        title="五年目标", source="五年发展纲要", first_year=YEAR,
        last_year=YEAR + 4, **owned_by(city.linghai),
    )  # fmt: skip
    plan_line = targets.PlanLine.objects.create(
        plan=target_plan, code="model", title="示范单位", indicator="homes.model",
        measure="count", value=Decimal(5), unit="家", by_year=YEAR + 4, **owned_by(city.linghai),
    )  # fmt: skip
    targets.PlanYear.objects.create(
        line=plan_line, year=YEAR, value=Decimal(1), **owned_by(city.linghai)
    )
    targets.Snapshot.objects.create(
        indicator="homes.growth", day=date(2026, 1, 5), numerator=1, denominator=3,
        taken_at=timezone.now(), **owned_by(city.linghai),
    )  # fmt: skip
    job = unions.Job.objects.create(
        kind="probe", title=f"{city.mill.name}报告", officer=city.county, **owned_by(city.linghai)
    )
    bundle = unions.Job.objects.create(
        kind="reports.bundle", title=f"{city.mill.name}各县报告", officer=city.county,
        **owned_by(city.linghai),
    )  # fmt: skip
    frozen = {
        "day": "2026-06-01", "year": YEAR, "counties": [], "is_city": False, "period": f"{YEAR}年",
        "union": {"id": city.linghai.pk, "name": "凌海市总工会", "short": "凌海市"},
        "to": "市总工会", "panels": {"visits": 0, "seats": 0, "workers": 0}, "plans": [
        {"id": plan.pk, "name": plan.name, "county_id": city.linghai.pk, "county": "凌海市",
         "township_id": city.street.pk, "stage": "accepted", "score": "86.5", "level": "达标",
         "accepted_on": "2026-06-01", "reasons": [], "type": "B"},
    ]}  # fmt: skip
    document = reports.Document.objects.create(
        job=job, kind="reports.acceptance", title=f"{city.mill.name}报告", year=YEAR,
        as_of=timezone.now(), data=frozen,
        data_sm3="0" * 64, pdf="documents/none.pdf", xlsx="documents/none.xlsx",
        finished_at=timezone.now(), code="0123456789AB", **owned_by(city.linghai),
    )  # fmt: skip
    number = reports.give_number(document, "凌海工发", YEAR, by=city.county)
    own_report = reports.OwnReport.objects.create(
        officer=city.county, title=f"{city.mill.name}对比", indicators=["homes.qualified"],
        unions=[city.linghai.pk], years=[YEAR], **owned_by(city.linghai),
    )  # fmt: skip
    dispatch = reports.Dispatch.objects.create(
        kind="notice", title=f"关于{city.mill.name}的通知", addressees="各基层工会",
        body="一、目标", stage="issued", drafted_by=city.county, signed_on=date(YEAR, 5, 6),
        signed_by=city.county_deputy, issued_on=date(YEAR, 5, 6), pdf="documents/none.pdf",
        docx="documents/none.docx", **owned_by(city.linghai),
    )  # fmt: skip
    reports.DispatchAnnex.objects.create(
        dispatch=dispatch, document=document, **owned_by(city.linghai)
    )
    reports.give_number(dispatch, "凌海工发", YEAR, by=city.county_deputy)
    reports.Dispatch.objects.create(
        kind="notice", title="续", body="续", replaces=dispatch, **owned_by(city.linghai)
    )
    unions.Parameter.objects.create(
        key="homes.publicity_days", value=7, valid_from=today(), basis="锦工发〔2026〕1号",
        **owned_by(city.root),
    )  # fmt: skip
    content_type = ContentType.objects.get_for_model(homes.HomePlan)
    unions.Grant.objects.create(
        user=city.expert.user, officer=city.expert, content_type=content_type,
        permission=Permission.objects.get(codename="inspect_homeplan", content_type=content_type),
        object_pk=str(plan.pk), until=today() + timedelta(days=9), reason="验收",
        **mine,
    )  # fmt: skip
    event = log_event(plan, "probe", "探测", by=city.county)
    with connection.cursor() as cursor:  # the chain is closed at commit; here, at once
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    token, _key = unions.PostToken.objects.create(
        user=city.chair.user, federation=city.federation, officer=city.chair, label="探测"
    )
    ids = {
        **fill_assistance(city, city.federation.division_code),
        **fill_bargaining(city),
        **fill_campaigns(city),
        "attachment_id": attachment.pk,
        "county_plan_id": county_plan.pk,
        "criterion_id": criterion.pk,
        "dispatch_id": dispatch.pk,
        "number_id": number.pk,
        "paper_part": 1,
        "document_id": document.pk,
        "employer_id": city.mill.pk,
        "event_id": event.pk,
        "file_id": file.pk,
        "home_id": home.pk,
        "inspection_id": inspection.pk,
        "job_id": job.pk,
        "bundle_id": bundle.pk,
        "own_report_id": own_report.pk,
        "line_id": line.pk,
        "measure_id": measure.pk,
        "member_id": member.pk,
        "member_return_id": city.mill.member_returns.get().pk,
        "officer_id": city.chair.pk,
        "paper_code": printed_code(city.federation.division_code, document.code),
        "plan_id": plan.pk,
        "score_id": score.pk,
        "share_id": share.pk,
        "sheet_id": sheet.pk,
        "target_plan_id": target_plan.pk,
        "token_key": token.token_key,
        "union_id": city.mill_union.pk,
        "verify_code": printed_code(city.federation.division_code, document.code),
    }
    return World(city, ids)


@pytest.fixture(scope="module")
def standing_worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[World]]:
    """Both worlds, committed once for a module that asks hundreds of times and writes nothing.

    A module marks itself with `usefixtures("standing_worlds")`, so that they are made before a
    test's transaction begins; what its tests write ends with that.
    """
    with django_db_blocker.unblock():
        worlds = []
        for name, code, tag in (("锦州", "210700", ""), ("嘉兴", "330400", "乙")):
            with transaction.atomic():
                worlds.append(fill(make_city(name, code, tag)))
    yield worlds
    with django_db_blocker.unblock():
        for open_connection in connections.all():
            open_connection.close()
        empty_tables()


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """The city of the story with a row of everything; its scope is open for the test."""
    if not stands(request):
        return fill(request.getfixturevalue("town"))
    first: World = request.getfixturevalue("standing_worlds")[0]
    open_federation(first.city.federation.pk)
    return first


@pytest.fixture
def other_world(request: pytest.FixtureRequest, world: World) -> World:
    if stands(request):
        return request.getfixturevalue("standing_worlds")[1]
    other_city = request.getfixturevalue("other_city")
    with federation_scope(other_city.federation.pk):
        return fill(other_city)
