from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from assistance.actions.card_import import headers, import_uses
from assistance.actions.carding import end_card, issue_cards, record_use
from assistance.discounts import Service
from assistance.models import BenefitCard, CardUse, Partner
from kernel.days import today
from kernel.spreadsheet import Column, Sheet, write_workbook
from kernel.tables import BadTable
from tests.assistance import story
from unions.models import Parameter
from unions.refusals import Refused
from unions.scoping import owned_by


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with override("en"):
        yield


@pytest.fixture
def card(filed, centre) -> BenefitCard:
    return issue_cards(filed.members.all(), by=centre.township)[0]


@pytest.fixture
def pharmacy(town, centre) -> Partner:
    return make_partner(town, "同心大药房", "pharmacy")


@pytest.fixture
def hospital(town, centre) -> Partner:
    return make_partner(town, "农垦医院", "hospital")


def make_partner(town, name, kind, **changes) -> Partner:
    known = {"name": name, "kind": kind, "valid_from": date(2008, 7, 1)}
    return Partner.objects.create(**{**known, **changes}, **owned_by(town.linghai))


def bill(where, **changes) -> dict[str, str]:
    known = {
        "partner": where.pk, "service": "hospital", "used_on": today().isoformat(),
        "receipt": "R-1", "total": "10000", "reducible": "6000",
    }  # fmt: skip
    return {name: str(value) for name, value in {**known, **changes}.items()}


def use(as_officer, officer, card, body):
    address = reverse("assistance:card-use-new", args=[card.pk])
    return as_officer(officer).post(address, body)


@pytest.mark.parametrize(
    ("service", "total", "reducible", "saved"),
    [
        ("hospital", "9999.99", "6000", "600.00"),
        ("hospital", "10000", "6000", "600.00"),
        ("hospital", "10000.01", "6000", "900.00"),
        ("examination", "99.99", "", "0.00"),
        ("examination", "100", "", "15.00"),
        ("registration", "8.50", "", "8.50"),
    ],
)
def test_a_bill_at_the_bounds(as_officer, centre, card, hospital, service, total, reducible, saved):
    body = bill(hospital, service=service, total=total, reducible=reducible)
    assert use(as_officer, centre.township, card, body).status_code == 302

    kept = CardUse.objects.get()
    assert (kept.saved, kept.charged) == (Decimal(saved), Decimal(total) - Decimal(saved))
    assert kept.rule


@pytest.mark.parametrize(("rate", "status"), [("7.99", 422), ("8", 302), ("20", 302), ("21", 422)])
def test_a_pharmacy_grants_within_its_range(as_officer, centre, card, pharmacy, rate, status):
    body = bill(pharmacy, service="pharmacy", total="100", reducible="80", rate=rate)
    response = use(as_officer, centre.township, card, body)

    assert response.status_code == status
    if status == 422:
        assert "rate" in response.context["form"].errors


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"total": "0"}, "total"),
        ({"total": "-5"}, "total"),
        ({"total": "1.005"}, "total"),
        ({"reducible": "10001"}, "reducible"),
        ({"reducible": ""}, "reducible"),
        ({"used_on": "2099-01-01"}, "used_on"),
        ({"used_on": "2008-01-01"}, "used_on"),
        ({"service": "pharmacy"}, "service"),
        ({"partner": "999999"}, "partner"),
        ({"receipt": ""}, "receipt"),
    ],
)
def test_a_wrong_bill_is_refused_with_its_field(as_officer, centre, card, hospital, changes, field):
    response = use(as_officer, centre.township, card, bill(hospital, **changes))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not CardUse.objects.exists()


def test_a_receipt_is_recorded_once(as_officer, centre, card, hospital):
    use(as_officer, centre.township, card, bill(hospital))
    response = use(as_officer, centre.township, card, bill(hospital))

    assert response.status_code == 422
    assert CardUse.objects.count() == 1


def test_the_preview_says_what_is_saved_and_keeps_nothing(as_officer, centre, card, hospital):
    address = reverse("assistance:card-use-preview", args=[card.pk])
    page = as_officer(centre.township).post(address, bill(hospital)).content.decode()

    assert "600.00" in page
    assert "9,400.00" in page
    assert not CardUse.objects.exists()


def test_the_federations_own_rate_is_used_from_its_day(as_officer, town, centre, card, hospital):
    Parameter.objects.create(
        key="assistance.card_hospital_rate", value=12, valid_from=today(),
        basis="锦工发〔2026〕6号", **owned_by(town.root),
    )  # fmt: skip
    use(as_officer, centre.township, card, bill(hospital))

    assert CardUse.objects.get().saved == Decimal("720.00")


def test_what_was_saved_stays_when_the_rate_changes(as_officer, town, centre, card, hospital):
    use(as_officer, centre.township, card, bill(hospital))
    Parameter.objects.create(
        key="assistance.card_hospital_rate", value=12, valid_from=today(),
        basis="锦工发〔2026〕6号", **owned_by(town.root),
    )  # fmt: skip

    assert CardUse.objects.get().saved == Decimal("600.00")


def test_cards_are_issued_to_several_households_from_a_list(as_officer, town, centre):
    files = [story.on_file(town.street, name=name) for name in ("赵和平", "钱国庆")]
    members = [file.members.get().pk for file in files]
    client = as_officer(centre.township)
    client.post(reverse("assistance:card-new"), {"members": members})

    assert BenefitCard.objects.count() == 2
    assert not client.get(reverse("assistance:card-new")).context["page"].rows


def test_of_a_list_with_one_holder_nobody_gets_a_card(town, centre, card):
    other = story.on_file(town.street, name="钱国庆")

    with pytest.raises(Refused, match="already holds"):
        issue_cards([other.members.get(), card.member], by=centre.township)
    assert BenefitCard.objects.get() == card


def test_no_card_before_the_file(town, centre, draft):
    with pytest.raises(Refused, match="not on file"):
        issue_cards(draft.members.all(), by=centre.township)


def test_a_card_that_ran_out_is_replaced_by_one_with_its_own_number(centre, card):
    yesterday = today() - timedelta(days=1)
    BenefitCard.objects.filter(pk=card.pk).update(issued_on=yesterday, valid_until=yesterday)
    (new,) = issue_cards([card.member], by=centre.township)

    card.refresh_from_db()
    assert (card.state, new.state) == ("withdrawn", "valid")
    assert new.number != card.number


def test_a_lost_card_takes_nothing_off_the_day_after(centre, card, hospital):
    end_card(card, "lost", "本人挂失", by=centre.township)
    BenefitCard.objects.filter(pk=card.pk).update(
        issued_on=today() - timedelta(days=9), ended_on=today() - timedelta(days=1)
    )
    card.refresh_from_db()
    wanted = CardUse(
        card=card, partner=hospital, used_on=today(), service="registration", receipt="R",
        total=Decimal(5),
    )  # fmt: skip

    with pytest.raises(Refused) as refused:
        record_use(wanted, by=centre.township)
    assert "not valid" in refused.value.missing[0]


def test_a_card_ends_once(centre, card):
    end_card(card, "lost", "本人挂失", by=centre.township)

    with pytest.raises(Refused, match="ended already"):
        end_card(card, "withdrawn", "退档", by=centre.township)


def workbook(*rows) -> bytes:
    book = BytesIO()
    write_workbook(book, [Sheet("使用", [Column(h) for h in headers()], rows)])
    return book.getvalue()


def row(held, where, **changes) -> list[object]:
    known = {
        "card": held.number, "day": today(), "service": str(Service.HOSPITAL.label),
        "partner": where.name,
        "receipt": "R-1", "total": Decimal(10_000), "reducible": Decimal(6_000), "rate": None,
    }  # fmt: skip
    return list({**known, **changes}.values())


def test_a_months_uses_come_in_from_a_workbook(as_officer, centre, card, hospital, pharmacy):
    drugs = {"receipt": "R-2", "service": str(Service.PHARMACY.label), "total": Decimal("99.90")}
    second = row(card, pharmacy, **drugs, reducible=Decimal(50), rate=Decimal(8))
    book = SimpleUploadedFile("uses.xlsx", workbook(row(card, hospital), second))
    response = as_officer(centre.staff).post(reverse("assistance:card-import"), {"workbook": book})

    assert response.status_code == 302
    assert [u.saved for u in CardUse.objects.order_by("pk")] == [Decimal(600), Decimal(4)]


def test_one_bad_row_keeps_the_whole_workbook_out_and_is_named(as_officer, centre, card, hospital):
    bad = row(card, hospital, receipt="R-2", reducible=Decimal(20_000))
    book = SimpleUploadedFile("uses.xlsx", workbook(row(card, hospital), bad))
    response = as_officer(centre.staff).post(reverse("assistance:card-import"), {"workbook": book})

    assert response.status_code == 422
    assert "Row 3" in response.context["form"].errors["workbook"][0]
    assert not CardUse.objects.exists()


def test_the_same_workbook_twice_is_refused_by_its_receipts(centre, card, hospital):
    book = workbook(row(card, hospital))
    import_uses(book, by=centre.staff)

    with pytest.raises(BadTable, match="recorded already"):
        import_uses(book, by=centre.staff)
    assert CardUse.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"card": "999"}, {"partner": "别处药房"}, {"service": "美容"}, {"day": "昨天"},
        {"receipt": ""}, {"total": "很多"}, {"total": Decimal("1.005")}, {"total": "NaN"},
        {"reducible": None}, {"total": Decimal(-1)},
    ],
)  # fmt: skip
def test_each_fault_of_a_row_is_told_with_its_number(centre, card, hospital, changes):
    with pytest.raises(BadTable) as refused:
        import_uses(workbook(row(card, hospital, **changes)), by=centre.staff)

    assert refused.value.messages[0].startswith("Row 2: ")


def test_a_card_of_another_county_is_no_card_in_an_import(town, card, hospital):
    with pytest.raises(BadTable, match="no card of yours"):
        import_uses(workbook(row(card, hospital)), by=town.stranger)


def test_a_workbook_without_our_columns_is_refused(centre):
    book = BytesIO()
    write_workbook(book, [Sheet("x", [Column("别的")], [["1"]])])

    with pytest.raises(BadTable, match="first row"):
        import_uses(book.getvalue(), by=centre.staff)


def test_the_empty_workbook_has_our_columns(as_officer, centre):
    response = as_officer(centre.staff).get(reverse("assistance:card-import-form"))
    book = b"".join(response)

    with pytest.raises(BadTable, match="no card of yours"):
        import_uses(book, by=centre.staff)


def test_the_years_sums_add_up_by_service(as_officer, centre, card, hospital):
    for receipt in ("R-1", "R-2"):
        use(as_officer, centre.township, card, bill(hospital, receipt=receipt))
    address = reverse("assistance:card-sums")
    page = as_officer(centre.city).get(address).context

    assert (page["uses"], page["saved"], page["cards"]["valid"]) == (2, Decimal(1200), 1)
    assert (
        as_officer(centre.city).get(reverse("assistance:card-sums") + "?year=2001").status_code
        == 200
    )


def test_a_township_sees_the_countys_partners_and_may_not_change_them(
    as_officer, town, centre, pharmacy
):
    client = as_officer(centre.township)
    assert list(client.get(reverse("assistance:partner-list")).context["page"].rows) == [pharmacy]

    body = {"name": "改名", "kind": "pharmacy", "branches": 1, "valid_from": "2008-07-01"}
    response = client.post(reverse("assistance:partner-edit", args=[pharmacy.pk]), body)
    assert response.status_code == 422
    pharmacy.refresh_from_db()
    assert pharmacy.name == "同心大药房"


def test_a_base_chair_and_a_neighbour_may_not_touch_cards(as_officer, town, card):
    assert as_officer(town.chair).get(reverse("assistance:card-new")).status_code == 403
    assert as_officer(town.stranger).get(card.get_absolute_url()).status_code == 404
