from __future__ import annotations

from decimal import Decimal

import pytest
from django.template.defaultfilters import floatformat
from django.utils.translation import override


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_money_is_grouped_by_three_digits_in_both_languages(language):
    with override(language):
        assert floatformat(Decimal(1234567), "2g") == "1,234,567.00"
