from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0004_objections")]

    operations: list[migrations.operations.base.Operation] = []
