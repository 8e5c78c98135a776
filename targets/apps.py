from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"

    def ready(self) -> None:
        from targets import inbox, joining, month_ends, organising, parameters, rail, snapshots  # noqa: F401 - declare the app's parts
