"""Cases of the services as tests want them. All names are made up."""

from __future__ import annotations

from datetime import time
from typing import Any

from assistance import models as m
from assistance.actions.hotline import take_call
from kernel.days import today
from tests.assistance.story import ILLNESS, PHONE, Centre, citizen_id
from tests.cast import City
from unions.models import Officer, Union
from unions.scoping import owned_by, same_owner

NUMBER = citizen_id(77)
PROBLEM = "夜里睡不着,心里慌"


def make_legal(union: Union, *, by: Officer | None = None, **changes: Any) -> m.LegalCase:
    known: dict[str, Any] = {
        "name": "周工友", "phone": PHONE, "id_number": NUMBER, "illness": ILLNESS,
        "kind": "dispute", "opponent": "远大建筑公司", "facts": "拖欠工资三个月",
        "means": "民政核对",
    }  # fmt: skip
    return m.LegalCase.objects.create(drafted_by=by, **{**known, **changes}, **owned_by(union))


def make_mediation(union: Union, *, by: Officer | None = None, **changes: Any) -> m.MediationCase:
    known: dict[str, Any] = {
        "tier": "unit", "in_charge": union, "name": "吴工友", "phone": PHONE, "persons": 3,
        "respondent": "大凌河农机厂", "claim": "wages", "amount": 9000, "facts": "欠薪",
        "mediators": "钱勇、孙丽",
    }  # fmt: skip
    return m.MediationCase.objects.create(drafted_by=by, **{**known, **changes}, **owned_by(union))


def make_call(by: Officer, **changes: Any) -> m.HotlineTicket:
    known: dict[str, Any] = {
        "channel": "phone", "anonymous": False, "name": "郑工友", "phone": PHONE,
        "workplace": "远大建筑公司", "matter": "complaint", "difficulty": "ordinary",
        "request": "工资没有发",
    }  # fmt: skip
    return take_call({**known, **changes}, by=by)


def make_slot(union: Union, counsellor: Officer, **changes: Any) -> m.CounselSlot:
    known: dict[str, Any] = {"day": today(), "begins": time(9, 0), "place": "职工服务中心"}
    return m.CounselSlot.objects.create(
        counsellor=counsellor, **{**known, **changes}, **owned_by(union)
    )


def make_appointment(slot: m.CounselSlot, union: Union, **changes: Any) -> m.Appointment:
    known: dict[str, Any] = {"client": "冯工友", "phone": PHONE, "problem": PROBLEM}
    return m.Appointment.objects.create(
        slot=slot, counsellor=slot.counsellor, **{**known, **changes}, **owned_by(union)
    )


def make_opinion(union: Union, *, by: Officer | None = None, **changes: Any) -> Any:
    known: dict[str, Any] = {
        "name": "远大建筑公司", "matter": "拖欠工资", "facts": "三个月未发", "demand": "限期支付",
    }  # fmt: skip
    return m.SupervisionOpinion.objects.create(
        drafted_by=by, **{**known, **changes}, **owned_by(union)
    )


def fill_services(city: City, centre: Centre, file: m.HouseholdFile) -> dict[str, Any]:
    """One row of every table of the services; gives the URL kwargs of the rows."""
    ticket = make_call(centre.staff)
    ticket.handler, ticket.file = city.linghai, file
    ticket.save(update_fields=["handler", "file"])
    m.HotlinePast.objects.create(ticket=ticket, until=today(), **same_owner(ticket))
    case = make_legal(
        city.street, by=centre.township, file=file, ticket=ticket, decided_by=centre.director
    )
    phase = m.LegalPhase.objects.create(case=case, kind="arbitration", **same_owner(case))
    dispute = make_mediation(city.mill_union, by=city.chair, ticket=ticket)
    slot = make_slot(city.linghai, centre.staff)
    appointment = make_appointment(slot, city.street, drafted_by=centre.township, notes=PROBLEM)
    opinion = make_opinion(city.street, by=centre.township)
    return {
        "legal_case_id": case.pk,
        "legal_phase_id": phase.pk,
        "mediation_id": dispute.pk,
        "appointment_id": appointment.pk,
        "ticket_id": ticket.pk,
        "opinion_id": opinion.pk,
    }
