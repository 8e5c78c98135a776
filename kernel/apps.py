from django.apps import AppConfig
from django.core.checks import register

from kernel.checks import check_typesetting


class KernelConfig(AppConfig):
    name = "kernel"

    def ready(self) -> None:
        register(check_typesetting)
