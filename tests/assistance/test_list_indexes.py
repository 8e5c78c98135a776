"""The lists that grow for ever are read in the order of an index, with row security on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from unions.pages import SIZE

PAGE = f"LIMIT {SIZE + 1}"  # of the list; the rail counts others
# Of a small table the planner would rather read all; what is asked is whether it could do else.
NO_OTHER_WAY = "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"


def plan_of(client, table: str, where: str) -> str:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    (sql,) = (q["sql"] for q in asked if f'FROM "{table}"' in q["sql"] and PAGE in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute(NO_OTHER_WAY)
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("route", "asked", "table", "index"),
    [
        ("yearly-review-list", "", "assistance_householdfile", "householdfile_review"),
        ("call-back-list", "", "assistance_callback", "callback_open"),
        ("call-back-list", "?made=yes", "assistance_callback", "callback_made"),
    ],
)
@pytest.mark.parametrize("who", ["township", "staff", "city"])
def test_a_list_is_read_from_its_index(as_officer, centre, who, route, asked, table, index):
    where = reverse(f"assistance:{route}") + asked

    plan = plan_of(as_officer(getattr(centre, who)), table, where)

    assert f"using {index} on {table}" in plan
    assert "Sort Key" not in plan
