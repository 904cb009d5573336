"""Places and vacancies as people write them: 12, «12 чел.», «Нет», «Группа укомплектована (…)»."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

_NUMBER: Final = re.compile(r"(\d{1,4})(?:[.,]0+)?\s*(?:чел\w*\.?|мест\w*|уч\w*\.?|дет\w+)?")
_FULL: Final = re.compile(
    r"нет|no|false|мест нет\b.*|нет (?:свободных )?мест\b.*"
    r"|(?:группа |полностью )*укомплектован\w*\b.*|набор (?:закрыт|окончен|завершен)\b.*"
)
_SOME: Final = re.compile(
    r"да|есть|yes|true|есть (?:свободные )?места\b.*|места есть\b.*"
    r"|частично укомплектован\w*\b.*|(?:идет |открыт )набор\b.*|набор открыт\b.*"
)


class Vacancy(Enum):
    """There are free places, but nobody wrote how many."""

    SOME = auto()


def parse_places(text: str) -> int:
    """How many children a group takes.

    Raises:
        NotUnderstood: Not fatal: a group whose places are not known is shown and not open (REG-6).
    """
    match = _NUMBER.fullmatch(comparable(text))
    if match is None:
        raise NotUnderstood(Reason.PLACES_NOT_UNDERSTOOD, fatal=False)
    return int(match[1])


def parse_vacancy(text: str) -> int | Vacancy:
    """How many places are free; 0 is what a sentence about a full group says.

    Raises:
        NotUnderstood: Not fatal, see `parse_places`.
    """
    written = comparable(text)
    if _SOME.fullmatch(written):
        return Vacancy.SOME
    return 0 if _FULL.fullmatch(written) else parse_places(written)
