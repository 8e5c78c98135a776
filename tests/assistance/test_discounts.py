"""The medical discount card: its rates, their bounds, and what no bill may come to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from assistance.discounts import Bill, CardScheme, Service, discount

D = Decimal
fen = st.decimals(0, 1_000_000, places=2)


@pytest.mark.parametrize(
    ("bill", "charged", "saved"),
    [
        (Bill(Service.REGISTRATION, D("12.50")), "0.00", "12.50"),
        (Bill(Service.EXAMINATION, D("99.99")), "99.99", "0.00"),
        (Bill(Service.EXAMINATION, 100), "85.00", "15.00"),
        (Bill(Service.EXAMINATION, D("100.10")), "85.08", "15.02"),
        (Bill(Service.HOSPITAL, 10_000, 6000), "9400.00", "600.00"),
        (Bill(Service.HOSPITAL, D("10000.01"), 6000), "9100.01", "900.00"),
        (Bill(Service.HOSPITAL, 20_000, 0), "20000.00", "0.00"),
        (Bill(Service.HOSPITAL, 10_000, 10_000), "9000.00", "1000.00"),
        (Bill(Service.PHARMACY, 100, 60, rate=8), "95.20", "4.80"),
        (Bill(Service.PHARMACY, 100, 100, rate=20), "80.00", "20.00"),
        (Bill(Service.PHARMACY, D("0.05"), D("0.05"), rate=10), "0.04", "0.01"),
        (Bill(Service.PHARMACY, D("0.04"), D("0.04"), rate=10), "0.04", "0.00"),
        (Bill(Service.PHARMACY, 0, 0, rate=10), "0.00", "0.00"),
    ],
)
def test_the_card_takes_its_share_off_a_bill(bill, charged, saved):
    saving = discount(bill)

    assert (saving.charged, saving.saved) == (D(charged), D(saved))


@pytest.mark.parametrize(
    ("bill", "words"),
    [
        (Bill(Service.REGISTRATION, 10), "Registration fee −100%"),
        (Bill(Service.EXAMINATION, 99), "Examination below 100 yuan"),
        (Bill(Service.EXAMINATION, 100), "Examination from 100 yuan on −15%"),
        (Bill(Service.HOSPITAL, 10_000, 1), "up to 10,000 yuan in all: beds"),
        (Bill(Service.HOSPITAL, 10_001, 1), "more than 10,000 yuan in all: beds"),
        (Bill(Service.PHARMACY, 10, 1, D("8.5")), "Drugs on the list of the card −8.50%"),
    ],
)
def test_the_saving_names_its_rule(bill, words):
    with override("en"):
        assert words in discount(bill).words


@pytest.mark.parametrize(
    ("bill", "message"),
    [
        (Bill(Service.EXAMINATION, -1), "Total of the bill"),
        (Bill(Service.EXAMINATION, D("1.001")), "Total of the bill"),
        (Bill(Service.HOSPITAL, 100), "Part of the bill .* missing"),
        (Bill(Service.HOSPITAL, 100, D("100.01")), "Part of the bill .* above the total"),
        (Bill(Service.PHARMACY, 100, 100), "Rate of the pharmacy: missing"),
        (Bill(Service.PHARMACY, 100, 100, D("7.99")), "between 8% and 20%"),
        (Bill(Service.PHARMACY, 100, 100, D("20.01")), "between 8% and 20%"),
        (Bill(Service.PHARMACY, 100, 100, D("NaN")), "Rate of the pharmacy"),
    ],
)
def test_a_wrong_bill_is_refused_by_its_field(bill, message):
    with override("en"), pytest.raises(ValueError, match=message):
        discount(bill)


@pytest.mark.parametrize("bill", [Bill(Service.EXAMINATION, 99.99), Bill(Service.HOSPITAL, 1, 1.0)])
def test_floats_are_refused(bill):
    with pytest.raises(TypeError):
        discount(bill)


def test_a_federation_sets_its_own_rates_and_bounds():
    scheme = CardScheme(examination_from=D(50), examination_rate=D(20), pharmacy_most=D(30))

    assert discount(Bill(Service.EXAMINATION, 50), scheme).saved == 10
    assert discount(Bill(Service.PHARMACY, 50, 50, rate=30), scheme).saved == 15


@pytest.mark.parametrize(
    "figures",
    [
        {"hospital_rate": D("100.01")},
        {"hospital_bound": D(-1)},
        {"pharmacy_least": D(21)},
    ],
)
def test_a_scheme_that_cannot_be_is_refused(figures):
    with pytest.raises(ValueError, match=next(iter(figures))):
        CardScheme(**figures)


@given(st.sampled_from(Service), fen, fen, st.decimals(8, 20, places=2))
def test_charge_and_saving_make_up_the_bill_and_neither_is_below_zero(service, one, other, rate):
    total, part = max(one, other), min(one, other)

    saving = discount(Bill(service, total, part, rate))

    assert saving.charged + saving.saved == total
    assert min(saving.charged, saving.saved) >= 0
    assert saving.saved == saving.saved.quantize(D("0.01"))
