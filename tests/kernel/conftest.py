import pytest
from django.utils import translation

from tests.kernel.sealed_cards import card, table

__all__ = ["card", "table"]  # fixtures


@pytest.fixture(autouse=True, scope="package")
def english():
    """These tests quote messages as the code writes them, not as the catalogue does."""
    with translation.override("en"):
        yield
