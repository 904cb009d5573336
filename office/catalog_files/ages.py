"""Ages as people write them: «5 лет», «От 8 до 17», «7-8 лет», «4+», «1,5–3 года»."""

from __future__ import annotations

import re
from typing import Final

from core.domain.program import AgeRange
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

CHILD_UNTIL: Final = 17
MONTHS_IN_YEAR: Final = 12
AGE_MAX: Final = 99

_NUMBER: Final = r"(\d{1,3})(?:[.,]\d)?"
_UNIT: Final = r"\s*(?:-?(?:х|ти|и|ми))?\s*(л\.|лет|года?|г\.|мес\.|месяц(?:а|ев)?)?"
_AGE: Final = _NUMBER + _UNIT
_RANGE: Final = re.compile(rf"(?:от|с)?\s*{_AGE}\s*(?:-|до|по)\s*{_AGE}")
_FROM: Final = re.compile(rf"(?:(?:от|с|старше)\s*{_AGE}|{_AGE}\s*(?:\+|и старше))")
_UNTIL: Final = re.compile(rf"до\s*{_AGE}")
_ONE: Final = re.compile(_AGE)
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")
_ADULTS: Final = re.compile(r"взросл|совершеннолетн|пенсионер")
# A Russian Excel makes the 7th of August of «7-8».
_DATE: Final = re.compile(
    r"\d{1,2}\.(?:янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек)\w*(?:\.\d+)?"
    r"|(?:янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек)\w*[.-]\d{1,4}"
    r"|\d{4}-\d\d-\d\d.*|\d{1,2}\.\d{1,2}\.\d{4}"
)


def parse_ages(text: str) -> AgeRange:
    """Full years, both ends included; an open end is that of childhood.

    Raises:
        NotUnderstood: No ages, ages of adults only, or what Excel made a date of.
    """
    written = _IN_BRACKETS.sub("", comparable(text))
    least, most = _ends(written)
    if least > CHILD_UNTIL:
        raise NotUnderstood(Reason.ADULTS)
    if not least <= most <= AGE_MAX:
        raise NotUnderstood(Reason.AGES_NOT_UNDERSTOOD)
    return AgeRange(least, most)


def _ends(written: str) -> tuple[int, int]:
    if match := _RANGE.fullmatch(written):
        least, unit, most, last_unit = match.groups()
        # «18-36 месяцев», but «6 месяцев - 3 года».
        return _years(least, unit or last_unit), _years(most, last_unit or unit)
    if match := _FROM.fullmatch(written):
        after, after_unit, before, before_unit = match.groups()
        least = _years(after or before, after_unit or before_unit)
        return least, max(least, CHILD_UNTIL)
    if match := _UNTIL.fullmatch(written):
        return 0, _years(*match.groups())
    if match := _ONE.fullmatch(written):
        years = _years(*match.groups())
        return years, years
    if _ADULTS.search(written):
        raise NotUnderstood(Reason.ADULTS)
    became_a_date = _DATE.fullmatch(written) is not None
    raise NotUnderstood(Reason.AGES_BECAME_A_DATE if became_a_date else Reason.AGES_NOT_UNDERSTOOD)


def _years(number: str, unit: str | None) -> int:
    in_months = unit is not None and unit.startswith("мес")
    return int(number) // MONTHS_IN_YEAR if in_months else int(number)
