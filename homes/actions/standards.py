from django.db import transaction

from homes.criteria import LINES, chapter_of
from homes.models import Criterion, Standard, UnitType
from unions.models import Union
from unions.scoping import owned_by


@transaction.atomic
def adopt_standards(root: Union, *, from_year: int) -> list[Standard]:
    """Give a federation the portal's default criteria, cut to each type of unit."""
    return [_adopt(root, UnitType(unit_type), from_year) for unit_type in UnitType.values]


def _adopt(root: Union, unit_type: UnitType, from_year: int) -> Standard:
    standard = Standard.objects.create(
        version=str(from_year), unit_type=unit_type, from_year=from_year, **owned_by(root)
    )
    lines = [entry for entry in LINES if entry.for_type(unit_type)[0]]
    Criterion.objects.bulk_create(
        Criterion(
            standard=standard,
            position=position,
            chapter=chapter_of(entry)[0],
            chapter_title=chapter_of(entry)[1],
            code=entry.code,
            title=entry.title,
            points=entry.for_type(unit_type)[0],
            threshold=entry.for_type(unit_type)[1],
            must=entry.must,
            rule=entry.rule,
            evidence=entry.evidence,
            indicator=entry.indicator,
            **owned_by(root),
        )
        for position, entry in enumerate(lines, start=1)
    )
    return standard
