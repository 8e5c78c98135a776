from django.db import migrations


class Migration(migrations.Migration):
    """The table was made by 0003 already; both go into one when the app is squashed."""

    dependencies = [("assistance", "0003_visits_cards_training")]

    operations: list[migrations.operations.base.Operation] = []
