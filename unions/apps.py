from django.apps import AppConfig
from django.db.models.signals import post_migrate


class UnionsConfig(AppConfig):
    name = "unions"

    def ready(self) -> None:
        from unions import job_news, rail  # noqa: F401 - declare sources, entries
        from unions.membership import inbox, parameters  # noqa: F401
        from unions.rowsecurity import secure_tenant_tables

        # Not domain flow: the database's own guard, laid over whatever tables the migrations made.
        post_migrate.connect(secure_tenant_tables, sender=self)
