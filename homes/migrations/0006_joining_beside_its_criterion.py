from django.db import migrations

# As 0005: a line that still has the words of the default gets its figure, and row-level security
# is lifted for the owner here; `migrate` lays it again.
POINT = """
ALTER TABLE homes_criterion NO FORCE ROW LEVEL SECURITY;
UPDATE homes_criterion SET indicator = 'targets.joined'
    WHERE code = '1.3' AND title = '职工入会率' AND indicator = '';
ALTER TABLE homes_criterion FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("homes", "0005_figures_beside_criteria"),
    ]

    operations = [
        migrations.RunSQL(POINT, migrations.RunSQL.noop),
    ]
