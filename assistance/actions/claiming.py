"""One household, one file: who is in a file already, and where; and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.identity import NUMBERED_AS_CITIZENS, born_and_sex, clean_identity
from assistance.models import HouseholdFile, HouseholdMember
from kernel.days import today
from kernel.identifiers import clean_citizen_id, clean_mobile
from kernel.sealing import BlindIndex, Sealed
from unions.models import Officer, Union
from unions.parameters import parameter
from unions.refusals import Refused

ALL_COUNTIES = "one household has one file, in whatever county"


class AlreadyOnFile(Refused):
    """A person of the household belongs to a live file; it says in which county, and no more."""


@sensitive_variables("typed", "text", "number")
def settle_identity(
    kind: str, typed: str, birth_year: int | None, sex: str, *, known: Sealed | None = None
) -> tuple[str, int, str]:
    """The number to keep, the year of birth and the sex; a document that tells them is believed.

    `typed` may be the mask of `known`, and is then given back as it came: nothing changes.
    Raises ValidationError by field.
    """
    same = known is not None and bool(known) and typed == str(known)
    text = known.reveal() if known is not None and same else typed
    try:
        number = clean_identity(kind, text)
    except ValidationError as wrong:
        raise ValidationError({"id_number": wrong.messages}) from None
    if kind in NUMBERED_AS_CITIZENS:
        birth_year, sex = _as_the_number_says(number, birth_year, sex)
    elif not birth_year or not sex:
        missing = {} if birth_year else {"birth_year": _("A passport does not tell it: enter it.")}
        if not sex:
            missing["sex"] = _("A passport does not tell it: enter it.")
        raise ValidationError(missing)
    return (typed if same else number), birth_year, sex


@sensitive_variables("number")
def _as_the_number_says(number: str, birth_year: int | None, sex: str) -> tuple[int, str]:
    born, theirs = born_and_sex(number)
    wrong = {}
    if birth_year and birth_year != born:
        wrong["birth_year"] = _("The identity number says another year.")
    if sex and sex != theirs:
        wrong["sex"] = _("The identity number says otherwise.")
    if wrong:
        raise ValidationError(wrong)
    return born, theirs


@contextmanager
def one_live_file(member: HouseholdMember) -> Iterator[None]:
    """Save `member` inside. Raises AlreadyOnFile where the person belongs to a file already."""
    index = _index_of(member)
    _refuse(index, member)
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        # Someone entered the person since we looked; the unique key let only one of us through.
        if "one_applicant" in str(error):
            raise Refused(_("A file has one applicant.")) from None
        if "one_live_file" not in str(error):
            raise
        _refuse(index, member)
        raise


def _index_of(member: HouseholdMember) -> str:
    field = member._meta.get_field("id_index")
    assert isinstance(field, BlindIndex)  # noqa: S101 - the model says so
    return field.of_row(member)


def _refuse(index: str, member: HouseholdMember) -> None:
    others = HouseholdMember.objects.unscoped(ALL_COUNTIES).filter(id_index=index, live=True)
    other = others.exclude(pk=member.pk).select_related("file", "county", "federation").first()
    if other is None:
        return
    if other.file_id == member.file_id:
        raise AlreadyOnFile(_("This person is already a member of this household."))
    if other.union_id == member.union_id:
        told = _("This person belongs to file %(number)s of your union.")
        raise AlreadyOnFile(told % {"number": other.file.number})
    raise AlreadyOnFile(told_where(other))


def told_where(row: HouseholdMember | HouseholdFile) -> str:
    """All that another county may be told about a file."""
    place = row.county.short_name if row.county else row.federation.short_name
    return _("A file exists in %(county)s: please ask %(county)s.") % {"county": place}


@sensitive_variables("text")
def find_by_number(text: str, *, by: Officer) -> HouseholdFile | str:
    """The file of an identity or mobile number, live ones first; else a sentence for the officer.

    The sentence names the county of a file outside the officer's branch, and nothing else.
    """
    found = _with_number(text, by)
    if found is None:
        return _("This is neither an identity number nor a mobile number: check the digits.")
    ranked = sorted(found, key=lambda file: (not file.is_live, -file.pk))
    if not ranked:
        return _("No file holds this number.")
    mine = [file for file in ranked if by.oversees(file)]
    return mine[0] if mine else told_where(ranked[0])


@sensitive_variables("text")
def _with_number(text: str, by: Officer) -> list[HouseholdFile] | None:
    queryset = HouseholdFile.objects.unscoped(ALL_COUNTIES).select_related("county", "federation")
    phone = HouseholdFile._meta.get_field("phone_index")
    number = HouseholdMember._meta.get_field("id_index")
    assert isinstance(phone, BlindIndex)  # noqa: S101 - the model says so
    assert isinstance(number, BlindIndex)  # noqa: S101 - the model says so
    for clean, index, column in (
        (clean_citizen_id, number, "members__id_index"),
        (clean_mobile, phone, "phone_index"),
    ):
        try:
            wanted = index.of(by.federation_id, clean(text))
        except ValidationError:
            continue
        return list(queryset.filter(**{column: wanted}).distinct()[:20])
    return None


def warnings_of(file: HouseholdFile, members: list[HouseholdMember]) -> dict[str, list[str]]:
    """What to look at twice, by field; nothing here stops anybody."""
    found = {
        "phone": _shared(file, "phone_index", _("The same number stands in a file of %(places)s.")),
        "card": _shared(file, "card_index", _("The same card stands in a file of %(places)s.")),
        "card_holder": [],
        "members": [*_doubles(members), *_past_retirement(file, members)],
    }
    if file.card_holder and file.card_holder != file.applicant_name:
        found["card_holder"].append(_("The card is not in the applicant's name."))
    return {field: lines for field, lines in found.items() if lines}


def _shared(file: HouseholdFile, column: str, sentence: str) -> list[str]:
    index = getattr(file, column)
    if not index:
        return []
    others = HouseholdFile.objects.unscoped(ALL_COUNTIES).filter(
        federation_id=file.federation_id, **{column: index}
    )
    others = others.exclude(pk__in=[file.pk, file.previous_id or 0])
    counties = others.order_by("county").values_list("county__short_name", flat=True).distinct()
    places = [name or file.federation.short_name for name in counties]
    return [sentence % {"places": "、".join(places)}] if places else []


def _doubles(members: list[HouseholdMember]) -> list[str]:
    seen, lines = set(), []
    for member in members:
        who = member.name, member.birth_year
        if who in seen:
            lines.append(
                _("%(name)s stands twice with the same year of birth.") % {"name": member.name}
            )
        seen.add(who)
    return lines


def _past_retirement(file: HouseholdFile, members: list[HouseholdMember]) -> list[str]:
    self = next((m for m in members if m.relation == "self"), None)
    if self is None or file.worker_kind == "retired":
        return []
    who = "women" if self.sex == "f" else "men"
    age = today().year - self.birth_year
    if age <= int(parameter(f"assistance.retirement_{who}")):
        return []
    return [_("The applicant is %(age)d: retired, rather than at work?") % {"age": age}]


def keeper_for(by: Officer, chosen: Union | None) -> Union:
    """The union a new file belongs to: the officer's own, or what a county officer chose."""
    if chosen is not None and by.level in {"county", "federation"}:
        return chosen
    return by.union
