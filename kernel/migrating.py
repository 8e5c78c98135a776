"""Operations of migrations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class AtOnce(Operation):
    """Changes of which none rests on the state between two of them: no field that is added here is
    altered here, nor is one added to a table that is.

    After every change, Django renders anew whatever is related to it; where everything belongs to a
    union that is everything, and an empty portal took a minute to migrate. Here it is once.
    """

    category = OperationCategory.ALTERATION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        (name,) = self.serialization_expand_args
        return (type(self).__qualname__, [], {name: self.operations})

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # a cached property: rendered when next asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "At once: " + "; ".join(operation.describe() for operation in self.operations)


class CreateModels(AtOnce):
    """Many tables at once."""

    category = OperationCategory.ADDITION
    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        super().__init__(models)
