"""Searching by words: each of them stands in one of the columns."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from unions.scoping import MOST_WORDS


def each_word_in(words: str, *columns: str) -> Q:
    match = Q()
    for word in words.split()[:MOST_WORDS]:
        match &= reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns))
    return match


OF_EMPLOYER = ("employer__name", "employer__pinyin")
