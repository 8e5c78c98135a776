"""The addresses of bargaining, a file for each part of the work."""

from typing import Any

app_name = "bargaining"
urlpatterns: list[Any] = []
