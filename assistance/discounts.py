"""What the medical discount card (医药优惠卡) of a worker in hardship takes off a bill."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.amounts import checked, spelled_short, to_fen


class Service(TextChoices):
    REGISTRATION = "registration", _("Outpatient registration")
    EXAMINATION = "examination", _("Outpatient examination with large equipment")
    HOSPITAL = "hospital", _("Stay in hospital")
    PHARMACY = "pharmacy", _("Listed drugs at a pharmacy")


@dataclass(frozen=True)
class CardScheme:
    """Rates in percent and bounds in yuan. The defaults are Hailar's scheme of 2006 (pharmacies)
    and 2008 (hospital); that exactly 10 000 yuan still count as "within" is a design default.

    Raises ValueError for a rate outside 0 to 100, a bound below zero, or a pharmacy range upside
    down.
    """

    registration_rate: Decimal = Decimal(100)
    examination_from: Decimal = Decimal(100)
    examination_rate: Decimal = Decimal(15)
    hospital_bound: Decimal = Decimal(10_000)
    hospital_rate: Decimal = Decimal(10)
    hospital_rate_above: Decimal = Decimal(15)
    pharmacy_least: Decimal = Decimal(8)
    pharmacy_most: Decimal = Decimal(20)

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            checked(value, name)
            if not name.endswith(("_from", "_bound")) and value > 100:
                raise ValueError(f"{name}: {value} is above 100 percent")
        if self.pharmacy_least > self.pharmacy_most:
            raise ValueError("pharmacy_least is above pharmacy_most")


HAILAR = CardScheme()


@dataclass(frozen=True)
class Bill:
    """One bill or receipt on which the card is shown, in yuan.

    `reducible` is the part the card works on: of a stay in hospital beds, examinations and
    treatment, but neither drugs nor surgery; of a receipt the drugs on the list. The other
    services are reducible as a whole. `rate` is the percentage a pharmacy grants.
    """

    service: Service
    total: Decimal | int
    reducible: Decimal | int | None = None
    rate: Decimal | int | None = None


@dataclass(frozen=True)
class Saving:
    """Yuan, to the fen; `charged` and `saved` make up the total of the bill."""

    charged: Decimal
    saved: Decimal
    words: str


def discount(bill: Bill, scheme: CardScheme = HAILAR) -> Saving:
    """What is still to pay, what is saved, and why; the saving is rounded to the fen, half up.

    Raises TypeError for floats, ValueError naming the field for amounts that are none, for a part
    above its whole, and for a rate that is missing or outside the scheme.
    """
    total = checked(bill.total, gettext("Total of the bill"))
    base = _reducible(bill, total)
    match bill.service:
        case Service.REGISTRATION:
            rate, words = scheme.registration_rate, gettext("Registration fee")
        case Service.EXAMINATION:
            rate, words = _examination(total, scheme)
        case Service.HOSPITAL:
            rate, words = _hospital(total, scheme)
        case Service.PHARMACY:
            rate, words = _pharmacy(bill, scheme)
    saved = to_fen(base * rate / 100)
    return Saving(charged=total - saved, saved=saved, words=f"{words}{_shown(rate)}")


def _reducible(bill: Bill, total: Decimal) -> Decimal:
    if bill.service in {Service.REGISTRATION, Service.EXAMINATION}:
        return total
    field = gettext("Part of the bill the card works on")
    if bill.reducible is None:
        raise ValueError(gettext("%(field)s: missing.") % {"field": field})
    part = checked(bill.reducible, field)
    if part > total:
        raise ValueError(gettext("%(field)s: above the total.") % {"field": field})
    return part


def _examination(total: Decimal, scheme: CardScheme) -> tuple[Decimal, str]:
    bound = {"bound": spelled_short(scheme.examination_from)}
    if total < scheme.examination_from:
        return Decimal(0), gettext("Examination below %(bound)s yuan") % bound
    return scheme.examination_rate, gettext("Examination from %(bound)s yuan on") % bound


def _hospital(total: Decimal, scheme: CardScheme) -> tuple[Decimal, str]:
    bound = {"bound": spelled_short(scheme.hospital_bound)}
    if total <= scheme.hospital_bound:
        words = gettext(
            "Stay of up to %(bound)s yuan in all: beds, examinations and treatment, not drugs or "
            "surgery"
        )
        return scheme.hospital_rate, words % bound
    words = gettext(
        "Stay of more than %(bound)s yuan in all: beds, examinations and treatment, not drugs or "
        "surgery"
    )
    return scheme.hospital_rate_above, words % bound


def _pharmacy(bill: Bill, scheme: CardScheme) -> tuple[Decimal, str]:
    field = gettext("Rate of the pharmacy")
    if bill.rate is None:
        raise ValueError(gettext("%(field)s: missing.") % {"field": field})
    rate = checked(bill.rate, field)
    if not scheme.pharmacy_least <= rate <= scheme.pharmacy_most:
        span = {"field": field, "least": scheme.pharmacy_least, "most": scheme.pharmacy_most}
        raise ValueError(gettext("%(field)s: between %(least)s%% and %(most)s%%.") % span)
    return rate, gettext("Drugs on the list of the card")


def _shown(rate: Decimal) -> str:
    return f" −{spelled_short(rate)}%" if rate else ""
