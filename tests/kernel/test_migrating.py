"""Tables made at once are the tables made one by one."""

from __future__ import annotations

from django.db import migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from kernel.migrating import CreateModels

OWNER = migrations.CreateModel(
    name="Lender", fields=[("id", models.BigAutoField(primary_key=True))], options={}
)
OWNED = migrations.CreateModel(
    name="Loan",
    fields=[
        ("id", models.BigAutoField(primary_key=True)),
        ("lender", models.ForeignKey("probe.Lender", models.CASCADE)),
    ],
)


def test_the_state_is_that_of_the_models_one_by_one():
    together, apart = ProjectState(), ProjectState()

    CreateModels([OWNER, OWNED]).state_forwards("probe", together)
    for one in (OWNER, OWNED):
        one.state_forwards("probe", apart)

    assert together == apart


def test_a_state_that_was_rendered_before_knows_the_new_models():
    state = ProjectState()
    assert not state.apps.get_models()

    CreateModels([OWNER, OWNED]).state_forwards("probe", state)

    loan = state.apps.get_model("probe", "Loan")
    assert loan._meta.get_field("lender").related_model.__name__ == "Lender"


def test_the_autodetector_can_write_it_down():
    class Written(migrations.Migration):
        operations = (CreateModels([OWNER, OWNED]),)

    migration = Written("0001_initial", "probe")
    written = MigrationWriter(migration, include_header=False).as_string()

    assert "kernel.migrating.CreateModels(" in written
    assert written.count("migrations.CreateModel(") == 2
