"""Units that a header says once for all its cells: «Стоимость, руб./мес.», «Возраст (мес.)»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from office.catalog_files.columns import Field
from office.catalog_files.text import comparable

_OF_SCHOOL: Final = (("", "класс"),)
_IN_MONTHS: Final = ((r"\bмес", "мес."),)
_TIMES: Final = (
    (r"\b(?:\w*час|ч\b)", "часов"),
    (r"\bмес", "мес."),
    (r"\bнедел", "недель"),
    (r"\b(?:лет|год|учебн\w+ год)", "лет"),
)
_OF_A_LESSON: Final = (
    r"(?:за|/) ?(?:\w+ )?(?:занят|урок|час|раз)|\b(?:стоимость|цена) (?:занят|урок|посещ)"
    r"|\b(?:1|одного|разов\w+) (?:занят|урок|посещ)"
)
# The column itself says so, whatever else its header says.
_HOURS: Final = ((r"", "часов"),)
# What the header says, and the words that its numbers get by it.
_UNITS: Final[Mapping[Field, tuple[tuple[str, str], ...]]] = {
    Field.PRICE: (
        (r"(?:в|за|/) ?мес|\bмесячн|\bежемесячн", "в месяц"),
        (_OF_A_LESSON, "за занятие"),
    ),
    Field.AGES: _IN_MONTHS,
    Field.CLASSES: _OF_SCHOOL,
    Field.AGE_FROM: _IN_MONTHS,
    Field.AGE_UNTIL: _IN_MONTHS,
    Field.PROGRAM_AGES: _IN_MONTHS,
    Field.DURATION: _TIMES,
    Field.MODULE_DURATION: _TIMES,
    Field.HOURS: _HOURS,
    Field.MODULE_HOURS: _HOURS,
}
_NUMBER: Final = re.compile(r"[\d\s.,+-]*\d[\d\s.,+-]*(?:руб\w*\.?|р\.|₽)?")


def with_unit(field: Field, header: str, text: str) -> str:
    """The cell's text with the header's unit, if it is a number that has none of its own."""
    if field not in _UNITS or not _NUMBER.fullmatch(comparable(text)):
        return text
    said = comparable(header)
    found = (unit for pattern, unit in _UNITS[field] if re.search(pattern, said))
    return f"{text} {next(found, '')}".strip()
