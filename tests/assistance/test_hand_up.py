import io

import openpyxl
import pytest
from django.urls import reverse

from assistance.actions import handing_up
from assistance.models import HouseholdFile, PrivacyRecord
from assistance.workflows.household import FileStage
from tests.assistance import story
from unions.models import Event

pytestmark = pytest.mark.django_db
WHERE = "assistance:file-hand-up"
BASIS = {"basis": "锦工发〔2026〕9号"}


def test_the_workbook_has_the_national_forms_fields_in_clear(as_officer, centre, town):
    story.on_file(town.street, number=31)

    answer = as_officer(centre.director).post(reverse(WHERE), BASIS)

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows(max_row=2))
    told = dict(zip(head, row, strict=True))
    assert told["证件号码"] == story.citizen_id(31)
    assert told["银行卡号"] == story.CARD
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("on_file", [1, 5])
def test_files_are_read_some_at_a_time_and_all_are_counted(town, centre, monkeypatch, on_file):
    monkeypatch.setattr(handing_up, "AT_ONCE", 2)
    files = [story.on_file(town.street) for _ in range(on_file)]

    with handing_up.hand_up(HouseholdFile.objects.all(), basis="依据", by=centre.director) as book:
        lines = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))

    assert [line[0] for line in lines[1:]] == [f"{file.pk:08d}" for file in files]
    assert Event.objects.get(step="hand-up").detail["rows"] == on_file


def test_every_hand_over_goes_on_record(as_officer, centre, town):
    story.on_file(town.street)

    b"".join(as_officer(centre.director).post(reverse(WHERE), BASIS))

    assert PrivacyRecord.objects.get(kind="transfer").basis == BASIS["basis"]
    assert Event.objects.filter(step="hand-up").count() == 1


def test_without_a_basis_nothing_is_handed_over(as_officer, centre, town):
    story.on_file(town.street)

    answer = as_officer(centre.director).post(reverse(WHERE), {"basis": ""})

    assert answer.status_code == 422
    assert not PrivacyRecord.objects.exists()


def test_it_is_the_directors_alone(as_officer, centre):
    for other in (centre.township, centre.staff, centre.finance):
        assert as_officer(other).get(reverse(WHERE)).status_code == 403


def test_only_households_on_file_are_handed_over(as_officer, centre, town):
    story.stand_at(story.on_file(town.street), FileStage.SUSPENDED)

    assert as_officer(centre.director).post(reverse(WHERE), BASIS).status_code == 422
