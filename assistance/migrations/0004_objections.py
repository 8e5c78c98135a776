from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0003_visits_cards_training")]

    operations: list[migrations.operations.base.Operation] = []
