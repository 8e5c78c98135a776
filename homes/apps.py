from django.apps import AppConfig


class HomesConfig(AppConfig):
    name = "homes"

    def ready(self) -> None:
        from homes import indicators, parameters  # noqa: F401 - declare the app's figures
