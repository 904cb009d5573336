"""Years of study as people write them: «3 года», «18 часов», «2-й год обучения»."""

from __future__ import annotations

import re
from typing import Final

from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

STUDY_YEARS_MAX: Final = 12

_YEARS: Final = re.compile(
    r"(\d{1,2})(?:[.,](\d))?\s*(?:учебн\w+ )?(?:год|года|лет|г\.)(?: обучения)?"
)
_SHORTER: Final = re.compile(
    r"\d{1,4}(?:[.,]\d)?\s*(?:час\w*|ч\.?|мес\w*\.?|недел\w*|нед\.?|дн\w*|ак\w*\.? ?час\w*)"
)
_ORDINAL: Final = re.compile(
    r"(\d{1,2})\s*(?:-?(?:й|ый|ой|ий|го))?\s*(?:год(?:а)?(?: обучения)?|г\. ?о\.?)?"
)
_WORDS: Final = ("первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой")


def parse_duration(text: str) -> int | None:
    """How many years a program takes; None when it is told in hours, weeks or months.

    Hours are never added up to years: nobody wrote how many there are in one.

    Raises:
        NotUnderstood: Not fatal: the groups' years of study tell the modules too.
    """
    written = comparable(text)
    if match := _YEARS.fullmatch(written):
        # A year and a half needs two modules: none is longer than 12 months.
        years = int(match[1]) + (match[2] not in {None, "0"})
        if 1 <= years <= STUDY_YEARS_MAX:
            return years
    elif _SHORTER.fullmatch(written):
        return None
    raise NotUnderstood(Reason.DURATION_NOT_UNDERSTOOD, fatal=False)


def parse_study_year(text: str) -> int:
    """Which year of the program a group is in, from 1.

    Raises:
        NotUnderstood
    """
    written = comparable(text)
    word = written.removesuffix(" год обучения").removesuffix(" год")
    if word in _WORDS:
        return _WORDS.index(word) + 1
    match = _ORDINAL.fullmatch(written)
    if match is None or not 1 <= int(match[1]) <= STUDY_YEARS_MAX:
        raise NotUnderstood(Reason.STUDY_YEAR_NOT_UNDERSTOOD)
    return int(match[1])
