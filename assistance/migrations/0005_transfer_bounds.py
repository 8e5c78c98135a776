from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0004_objections")]

    operations = [
        migrations.RemoveConstraint(model_name="transfer", name="transfer_positive"),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("amount__lt", 1000000000000)),
                name="transfer_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="transfer_has_a_key"
            ),
        ),
    ]
