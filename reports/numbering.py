"""Numbers of official documents: without a gap, per federation, mark (代字) and year."""

from __future__ import annotations

from django.db.models import F

from reports.models import NumberRegister
from unions.models import Federation, Union
from unions.offices import Level

DIVISIONS = "市县区旗"


def mark_of(union: Union, federation: Federation) -> str:
    """The root's own mark; a county's is its name's: 凌海市 gives 凌海工发."""
    if union.level == Level.FEDERATION:
        return federation.document_mark
    name = union.short_name
    # 义县 keeps its last character: one alone would not tell who it is.
    place = name[:-1] if len(name) > 2 and name[-1] in DIVISIONS else name
    return f"{place[:5]}工发"


def take_number(federation_id: int, mark: str, year: int) -> int:
    """The next number. The register stays locked until the caller's transaction ends: a number is
    kept together with what bears it, or not at all."""
    registers = NumberRegister.objects.unscoped("a number is the portal's to give")
    register, _new = registers.get_or_create(federation_id=federation_id, mark=mark, year=year)
    own = registers.filter(pk=register.pk)
    own.update(last=F("last") + 1)
    return own.values_list("last", flat=True).get()
