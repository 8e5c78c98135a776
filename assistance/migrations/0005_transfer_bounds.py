from django.db import migrations


class Migration(migrations.Migration):
    """The bounds were set by 0003 already; both go into one when the app is squashed."""

    dependencies = [("assistance", "0004_objections")]

    operations: list[migrations.operations.base.Operation] = []
