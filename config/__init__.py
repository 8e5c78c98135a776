"""Settings, URLs and entry points. The worker's app must exist before any task is declared."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
