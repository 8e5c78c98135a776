from django.apps import AppConfig


class HomesConfig(AppConfig):
    name = "homes"

    def ready(self) -> None:
        from homes import (  # noqa: F401 - declare the app's figures, to-dos and rail
            inbox,
            indicators,
            parameters,
            rail,
        )
