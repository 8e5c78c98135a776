"""The addresses of campaigns, a file for each part of the work."""

from typing import Any

app_name = "campaigns"
urlpatterns: list[Any] = []
