"""The old register taken over: whole or not at all, each fault with its row."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistance.actions.legacy_rows import LegacyRefused
from assistance.actions.migrating import import_legacy_files, take_over
from assistance.models import HouseholdFile, HouseholdMember
from kernel.days import today
from kernel.spreadsheet import Column, Sheet, write_workbook
from tests.assistance import story
from tests.assistance.entering import url
from unions.models import Event

HEAD = ["old_number", "union", "relation", "name", "id_number", "legacy_class", "phone", "filed_on"]
TITLES = ["Old file number", "Township or basic union", "Relation", "Name", "Identity number",
          "Class in the old register", "Mobile number", "On file since"]  # fmt: skip


def person(number: int, **changes: str) -> list[str]:
    known = {
        "old_number": f"A{number}", "union": "", "relation": "self", "name": f"李{number}",
        "id_number": story.citizen_id(number), "legacy_class": "allowance",
        "phone": "13841650001", "filed_on": "2019-05-01",
    }  # fmt: skip
    return [{**known, **changes}[name] for name in HEAD]


def workbook(*rows: list[str]) -> bytes:
    target = BytesIO()
    write_workbook(target, [Sheet("旧档案", [Column(t) for t in TITLES], rows)])
    return target.getvalue()


def refused(rows, by) -> list[str]:
    with pytest.raises(LegacyRefused) as told:
        import_legacy_files(workbook(*rows), by=by)
    assert not HouseholdFile.objects.exists()
    return told.value.missing


def test_households_keep_the_class_of_their_time(centre, town):
    rows = [
        person(1), person(2, old_number="A1", relation="spouse", legacy_class=""),
        person(3, legacy_class="national_2016"),
    ]  # fmt: skip
    assert import_legacy_files(workbook(*rows), by=centre.township) == 2

    first, second = HouseholdFile.objects.order_by("pk")
    assert (first.legacy_class, first.category, first.stage) == ("allowance", "deep", "active")
    assert (second.legacy_class, second.category) == ("national_2016", "")
    assert (first.members.count(), first.union, first.origin) == (2, town.street, "migrated")
    assert first.review_due_on == today()
    assert first.phone.reveal() == "13841650001"


def test_words_of_any_language_are_understood(centre):
    rows = [person(1, relation="Applicant", legacy_class="Household in hardship by accident")]

    import_legacy_files(workbook(*rows), by=centre.township)

    assert HouseholdFile.objects.get().category == "accident"


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"id_number": "210781198001010001"}, "2"), ({"name": ""}, "2"),
        ({"relation": "uncle"}, "2"), ({"phone": "123"}, "2"), ({"filed_on": "2019-13-01"}, "2"),
        ({"filed_on": "2999-01-01"}, "2"), ({"legacy_class": ""}, "2"),
        ({"union": "北山纺织工会"}, "2"), ({"relation": "child"}, "2"),
    ],
)  # fmt: skip
def test_a_fault_names_its_row_and_takes_over_nothing(centre, changes, row):
    faults = refused([person(1, **changes), person(5)], centre.township)

    assert faults
    assert all(row in fault for fault in faults)


def test_every_row_at_fault_is_named_at_once(centre):
    faults = refused([person(1, phone="1"), person(2), person(3, name="")], centre.township)

    assert ["2" in faults[0], "4" in faults[1], len(faults)] == [True, True, 2]


def test_a_person_stands_once_and_is_not_taken_from_another_county(centre, town):
    assert "2" in refused([person(1), person(9, id_number=story.citizen_id(1))], centre.township)[0]

    story.make_file(town.far_union.parent, name="冯远", number=7)
    with pytest.raises(LegacyRefused) as told:
        import_legacy_files(workbook(person(7)), by=centre.township)
    assert town.heishan.short_name in told.value.missing[0]
    assert "冯远" not in told.value.missing[0]


def test_a_county_names_the_union_that_keeps_a_file(centre, town):
    assert refused([person(1)], centre.staff)

    import_legacy_files(workbook(person(1, union=town.street.name)), by=centre.staff)

    assert HouseholdFile.objects.get().union == town.street


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"no workbook", workbook()],
    ids=["nothing", "cut short", "text", "no rows"],
)
def test_what_is_no_such_workbook_is_refused(centre, content):
    with pytest.raises(LegacyRefused):
        import_legacy_files(content, by=centre.township)


def test_a_number_typed_as_a_number_is_refused(centre):
    with pytest.raises(LegacyRefused) as told:
        take_over([TITLES, person(1, phone=13841650001.0)], by=centre.township)

    assert "2" in told.value.missing[0]


def test_queries_do_not_grow_with_the_rows(centre):
    def asked(first: int, count: int) -> int:
        rows = [person(n) for n in range(first, first + count)]
        with CaptureQueriesContext(connection) as captured:
            take_over([TITLES, *rows], by=centre.township)
        return len(captured)

    asked(1, 1)  # content types are read once per process

    assert asked(2, 1) == asked(100, 60)
    assert HouseholdMember.objects.count() == 62


def test_the_page_takes_a_workbook_and_tells_what_is_wrong(as_officer, centre, town):
    client = as_officer(centre.staff)

    def send(*rows):
        return client.post(
            url("file-import"), {"workbook": SimpleUploadedFile("旧.xlsx", workbook(*rows))}
        )

    assert send(person(1)).status_code == 422
    assert send(person(1, union=town.street.short_name)).url == url("file-list")
    event = Event.objects.get(step="import")
    assert event.detail["files"] == 1
    assert "李1" not in str(event.detail)
    assert as_officer(centre.township).get(url("file-import")).status_code == 403


def test_the_empty_workbook_has_the_columns(as_officer, centre):
    content = as_officer(centre.staff).get(url("file-import-form")).content

    with pytest.raises(LegacyRefused, match=r"row|行"):
        import_legacy_files(content, by=centre.staff)


def test_the_command_acts_for_an_officer(centre, town, tmp_path):
    book = tmp_path / "old.xlsx"
    book.write_bytes(workbook(person(1)))

    call_command("import_legacy_files", str(book), officer=centre.township.pk,
                 federation=town.federation.division_code)  # fmt: skip
    assert HouseholdFile.objects.count() == 1

    with pytest.raises(CommandError):
        call_command("import_legacy_files", str(book), officer=centre.township.pk,
                     federation=town.federation.division_code)  # fmt: skip
