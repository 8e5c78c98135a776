"""What differs from Django's Chinese formats: the books group yuan by three digits, not by four."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
