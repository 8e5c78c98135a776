from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"

    def ready(self) -> None:
        from targets import parameters  # noqa: F401 - declares the app's figures
