import pytest
from django.utils import translation


@pytest.fixture(autouse=True, scope="package")
def english():
    """These tests quote messages as the code writes them, not as the catalogue does."""
    with translation.override("en"):
        yield
