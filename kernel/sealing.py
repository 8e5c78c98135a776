"""Model fields that hide themselves: sealed in the table, a mask everywhere but in `reveal()`.

Why it is done so, and what a change of keys asks for: docs/adr/0011-sealed-fields.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from kernel.ciphers import SealBroken, blind_index, current_key, key_number, open_text, seal_text

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = [
    "BlindIndex",
    "SealBroken",
    "Sealed",
    "SealedField",
    "SealedRow",
    "blind_index",
    "mask_all",
    "mask_card",
    "mask_id",
    "mask_phone",
]

log = logging.getLogger(__name__)


def mask_id(text: str) -> str:
    return _middle_hidden(text, 6, 4)


def mask_phone(text: str) -> str:
    return _middle_hidden(text, 3, 4)


def mask_card(text: str) -> str:
    return _middle_hidden(text, 0, 4)


def mask_all(text: str) -> str:
    return "●●●"


def _middle_hidden(text: str, start: int, end: int) -> str:
    """Nothing is shown of a text so short that less than four characters would be hidden."""
    hidden = len(text) - start - end
    if hidden < 4:
        return mask_all(text)
    return text[:start] + "*" * hidden + text[len(text) - end :]


class Sealed:
    """A value that shows its mask; only `reveal()` gives the text.

    It is what attribute access gives, what `values()` gives (of no row, so it does not open) and
    what an assigned text becomes until the row is saved.
    """

    __slots__ = ("_field", "_row", "_stored", "_text")

    def __init__(
        self,
        field: SealedField,
        *,
        stored: bytes = b"",
        text: str = "",
        row: models.Model | None = None,
    ) -> None:
        self._field, self._stored, self._text, self._row = field, stored, text, row

    @sensitive_variables("text")
    def reveal(self) -> str:
        """Raises SealBroken; the reason names the field, never the bytes."""
        if self.is_pending or not self._stored:
            return self._text
        if self._row is None:
            raise SealBroken(f"{self._field} was read without its row, and opens only there")
        try:
            text = open_text(self._stored, place_of(self._field, self._row))
        except SealBroken as reason:
            raise SealBroken(f"{self._field} of row {self._row.pk}: {reason}") from None
        return text

    reveal.alters_data = True  # type: ignore[attr-defined]  # templates may not call it

    @sensitive_variables("text")
    def __str__(self) -> str:
        if not self:
            return ""
        if self._row is None and not self.is_pending:
            return mask_all("")
        try:
            text = self.reveal()
        except SealBroken as reason:
            log.error("%s", reason)
            return _("unreadable")
        return self._field.mask(text)

    def __repr__(self) -> str:
        return f"<Sealed {self._field}>"

    def __format__(self, form: str) -> str:
        return format(str(self), form)

    def __bool__(self) -> bool:
        return bool(self._text or self._stored)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same stored value; two sealings of one text differ."""
        if self is other or not isinstance(other, Sealed):
            return self is other
        return bool(self._stored) and self._stored == other._stored

    def __hash__(self) -> int:
        return hash(self._stored) if self._stored else id(self)

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Sealed:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if self.is_pending:
            raise TypeError(f"{self._field} is not saved yet: its text may not be pickled")
        return _unpickled, (self._field, self._stored)

    @property
    def is_pending(self) -> bool:
        """Whether the text is still to be sealed, when its row is saved."""
        return bool(self._text)

    @property
    def is_stale(self) -> bool:
        """Whether an older key than the current one sealed it."""
        return bool(self._stored) and key_number(self._stored) != current_key()

    def of(self, row: models.Model) -> Sealed:
        """This value as one of `row`; a text that is not sealed yet stays as it is."""
        if self._row is not None or self.is_pending:
            return self
        return Sealed(self._field, stored=self._stored, row=row)

    def without_row(self) -> Sealed:
        return Sealed(self._field, stored=self._stored) if self._stored else self

    def comes_from(self, field: SealedField, row: models.Model) -> bool:
        """Whether it was read from `row`, perhaps through another instance of it."""
        return self._field == field and (
            self._row is row or (self._row is not None and row.pk is not None and self._row == row)
        )

    @sensitive_variables("text")
    def stored_for(self, field: SealedField, row: models.Model) -> SealedBytes:
        """The bytes to write into `row`.

        Raises SealBroken for stored bytes that do not open: they are not written again.
        """
        text = self.reveal()
        if self.comes_from(field, row):
            return SealedBytes(self._stored)
        return sealed_for(field, row, text)


def _unpickled(field: SealedField, stored: bytes) -> Sealed:
    return Sealed(field, stored=stored)


def place_of(field: SealedField, row: Any) -> bytes:
    """Where a sealed value stands: it opens nowhere else."""
    if row.federation_id is None:
        raise ValueError(f"{field} is sealed for a federation, and this row has none yet")
    return f"{row.federation_id}|{field.model._meta.label_lower}|{field.name}|{row.seal}".encode()


@sensitive_variables("text")
def sealed_for(field: SealedField, row: models.Model, text: str) -> SealedBytes:
    return SealedBytes(seal_text(text, place_of(field, row)))


class SealedBytes(bytes):
    """Bytes that were sealed here: the only ones that a SealedField writes."""


class _SealedAttribute(DeferredAttribute):
    field: SealedField

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value: Sealed = super().__get__(instance, cls)
        return value.of(instance)

    @sensitive_variables("value")
    def __set__(self, instance: models.Model, value: object) -> None:
        if value is None or isinstance(value, str):
            value = Sealed(self.field, text=value or "")
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.field} takes a text, not {type(value).__name__}")
        # Kept without the row, which would otherwise hold itself, or the instance it came from.
        if value.comes_from(self.field, instance):
            value = value.without_row()
        instance.__dict__[self.field.attname] = value


class SealedField(models.Field["str | Sealed | None", Sealed]):
    """A text in a bytea column, sealed for its row (see SealedRow).

    `mask` makes of the text what the screen may show.
    """

    _pyi_private_set_type: str | Sealed
    _pyi_private_get_type: Sealed
    descriptor_class = _SealedAttribute

    def __init__(
        self, verbose_name: Any = None, *, mask: Callable[[str], str] = mask_all, **options: Any
    ) -> None:
        if options.get("null") or options.get("unique") or options.get("primary_key"):
            raise TypeError("a sealed field is empty, never null; its index is what is unique")
        self.mask = mask
        super().__init__(verbose_name, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "mask": self.mask}

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        found = super().check(**options)
        if not issubclass(self.model, SealedRow):
            found.append(checks.Error("A sealed field needs a SealedRow.", obj=self))
        return found

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError(f"{self} is sealed: search by its index (kernel.sealing.BlindIndex)")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self} is sealed: search by its index (kernel.sealing.BlindIndex)")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(self, stored=bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> SealedBytes:
        value: Sealed = getattr(model_instance, self.attname)
        stored = value.stored_for(self, model_instance)
        model_instance.__dict__[self.attname] = Sealed(self, stored=stored)
        return stored

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        # An expression would pass the ordinary way, and carry its text unsealed into the column.
        return self.get_db_prep_value(value, connection)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if isinstance(value, SealedBytes) or (isinstance(value, bytes) and not value):
            return connection.Database.Binary(value)  # type: ignore[attr-defined]
        raise TypeError(
            f"{self} is sealed row by row: write it with save() or bulk_create(),"
            " not with update() or bulk_update()"
        )

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if not self.blank and not value:
            raise ValidationError(self.error_messages["blank"], code="blank")
        if value.is_pending:
            self.run_validators(value.reveal())
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return str(getattr(obj, self.attname))

    def value_from_object(self, obj: models.Model) -> str:  # type: ignore[override]  # the mask
        return str(getattr(obj, self.attname))

    @sensitive_variables("data")
    def save_form_data(self, instance: models.Model, data: Any) -> None:
        # A form that shows the mask, and gets it back, has changed nothing.
        if data != self.value_from_object(instance):
            setattr(instance, self.attname, data)

    def formfield(self, **options: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.CharField, **options})


def unchanged(text: str) -> str:
    return text


class BlindIndex(models.CharField):  # type: ignore[type-arg]
    """The keyed digest of a sealed field of the row, to search by; written when the row is.

    `clean` is how the text is normalised, `purpose` (by default the field's name) what it is:
    one number gives one index in every model with that purpose, within a federation.
    """

    def __init__(
        self,
        source: str,
        *,
        clean: Callable[[str], str] = unchanged,
        purpose: str = "",
        **options: Any,
    ) -> None:
        self.source, self.normalise, self.purpose = source, clean, purpose or source
        options = {"max_length": 64, "editable": False, "blank": True, "default": "", **options}
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, _args, options = super().deconstruct()
        own = {"source": self.source, "clean": self.normalise, "purpose": self.purpose}
        return name, path, [], {**options, **own}

    @sensitive_variables("text")
    def of(self, federation_id: int, text: str) -> str:
        """The index of `text`. Raises what `clean` raises."""
        return blind_index(federation_id, self.purpose, self.normalise(text)) if text else ""

    def of_row(self, row: Any) -> str:
        value: Sealed = getattr(row, self.source)
        return self.of(row.federation_id, value.reveal())

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        index = self.of_row(model_instance)
        setattr(model_instance, self.attname, index)
        return index


class SealedRow(models.Model):
    """A row with sealed fields. Whoever inherits it has a `federation_id` too."""

    # Stands for the primary key in the seals, and is known before the row is inserted.
    seal = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        abstract = True

    def save_base(  # type: ignore[override]  # Django calls it by keyword
        self, *, update_fields: Iterable[str] | None = None, **how: Any
    ) -> None:
        if update_fields:
            # An index never stays behind its field.
            update_fields = frozenset(update_fields)
            update_fields |= {
                index.name
                for index in self._meta.concrete_fields
                if isinstance(index, BlindIndex) and index.source in update_fields
            }
        super().save_base(update_fields=update_fields, **how)
