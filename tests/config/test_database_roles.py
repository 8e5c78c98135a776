"""What deploy/roles.sql promises, asked of the database the tests run on."""

import pytest
from django.db import ProgrammingError, connections

pytestmark = pytest.mark.django_db(databases=["default", "owner", "platform"])


def ask(alias: str, question: str) -> tuple:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


MY_RIGHTS = (
    "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
    " WHERE rolname = current_user"
)


@pytest.mark.parametrize(
    ("alias", "rights"),
    [
        ("default", ("hejia_app", False, False, False)),
        ("platform", ("hejia_platform", False, True, False)),
        ("owner", ("hejia_owner", False, False, False)),
    ],
)
def test_each_role_has_its_rights_and_no_more(alias, rights):
    assert ask(alias, MY_RIGHTS) == rights


def test_the_application_owns_no_table():
    owners = "SELECT array_agg(DISTINCT tableowner::text) FROM pg_tables"

    assert ask("default", f"{owners} WHERE schemaname = 'public'") == (["hejia_owner"],)


def test_the_application_may_not_empty_a_table():
    with pytest.raises(ProgrammingError, match="permission denied"):
        connections["default"].cursor().execute("TRUNCATE unions_user CASCADE")


def test_a_table_of_a_later_migration_is_open_to_the_application_at_once():
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY)")

    rights = "SELECT array_agg(privilege_type) FROM pg_class, aclexplode(relacl)"
    (granted,) = ask(
        "owner", f"{rights} WHERE relname = 'later' AND grantee = 'hejia_app'::regrole"
    )
    assert sorted(granted) == ["DELETE", "INSERT", "SELECT", "UPDATE"]


def test_text_is_compared_alike_on_every_machine():
    how = "SELECT datlocprovider, datlocale, datctype FROM pg_database"

    answer = ask("default", f"{how} WHERE datname = current_database()")

    assert answer == ("b", "PG_UNICODE_FAST", "C.UTF-8")
