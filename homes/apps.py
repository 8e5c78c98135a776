from django.apps import AppConfig


class HomesConfig(AppConfig):
    name = "homes"

    def ready(self) -> None:
        from homes import parameters  # noqa: F401 - declares the app's figures
