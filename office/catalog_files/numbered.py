"""Columns called by a number: «1 группа», «2 группа», or «1 год обучения» and the next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from office.catalog_files.columns import Field
from office.catalog_files.text import comparable

# One alone is a column like any other.
COLUMNS_MIN: Final = 2

_LESSONS: Final = r"(?:(?:расписание|график|время|дни|занятия)(?: занятий)?,? )?"
_OF_A_GROUP: Final = re.compile(
    _LESSONS + r"(?:(?P<before>\d{1,2}) ?(?:-?[яй] )?(?:под)?гр(?:уппа|\.)?"
    r"|(?:под)?гр(?:уппа|\.) ?№? ?(?P<after>\d{1,2}))"
)
_OF_A_YEAR: Final = re.compile(
    _LESSONS + r"(?:(?P<before>[1-9]) ?(?:-?(?:й|ый|ой|го))? ?года?(?: обуч(?:ения|\.))?"
    r"|год(?: обучения)? ?№? ?(?P<after>[1-9]))"
)
_OF_EACH: Final = ((Field.GROUP, _OF_A_GROUP), (Field.STUDY_YEAR, _OF_A_YEAR))


_A_DAY: Final = re.compile(r"день(?: недели)? ?№? ?([1-7])|([1-7]) ?(?:-?й )?день")
_ITS_HOURS: Final = re.compile(r"(?:время|часы)(?: занятий)? ?№? ?([1-7])|([1-7]) ?(?:-?е )?время")


def days_and_hours(titles: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The places of «День 1» and «Время 1», of «День 2» and «Время 2» …; none where it is one."""
    known = list(map(comparable, titles))
    days, hours = (
        {match[1] or match[2]: n for n, title in enumerate(known) if (match := of.fullmatch(title))}
        for of in (_A_DAY, _ITS_HOURS)
    )
    if len(days) < COLUMNS_MIN or days.keys() != hours.keys():
        return ()
    return tuple((days[number], hours[number]) for number in sorted(days))


def numbered_columns(titles: Sequence[str]) -> tuple[Field, Mapping[int, str]]:
    """What has a column for each of its numbers, and the numbers by their places; no places where
    nothing has.
    """
    known = list(map(comparable, titles))
    for of, pattern in _OF_EACH:
        matches = ((place, pattern.fullmatch(title)) for place, title in enumerate(known))
        found = {place: match["before"] or match["after"] for place, match in matches if match}
        if len(found) >= COLUMNS_MIN and len(set(found.values())) == len(found):
            return of, found
    return Field.GROUP, {}
