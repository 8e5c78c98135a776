"""One row of every table of honours and of consultations."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaigns import models as m
from tests.cast import City
from unions.scoping import owned_by


def fill_honours(city: City) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    issuer, unit = owned_by(city.linghai), owned_by(city.mill_union)
    scheme = m.HonourScheme.objects.create(
        title="工人先锋号", year=2026, honours="collective", stage="open", **issuer
    )
    m.HonourQuota.objects.create(scheme=scheme, seats=3, **issuer)
    nomination = m.Nomination.objects.create(
        scheme=scheme, subject="collective", employer=city.mill, name="总装二班", members=12,
        summary="连续三年无事故", deeds="连续三年无事故。", drafted_by=city.chair, **unit,
    )  # fmt: skip
    m.HonourObjection.objects.create(
        nomination=nomination, ground="人数不实", recorded_by=city.county, **unit
    )
    consultation = m.Consultation.objects.create(
        title="评选办法（征求意见稿）", text="第一条 目的。\n第二条 范围。", stage="open",
        until=date(2099, 12, 30), **issuer,
    )  # fmt: skip
    comment = m.ConsultationComment.objects.create(
        consultation=consultation, paragraph=1, words="建议写明依据", written_by=city.chair, **unit
    )
    return {
        "honour_scheme_id": scheme.pk,
        "nomination_id": nomination.pk,
        "consultation_id": consultation.pk,
        "comment_id": comment.pk,
    }
