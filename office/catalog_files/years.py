"""Years of study as people write them: «3 года», «18 часов», «2-й год обучения»."""

from __future__ import annotations

import re
from typing import Final

from core.domain.calendar import MONTHS_IN_YEAR
from core.domain.program import Duration
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

STUDY_YEARS_MAX: Final = 12
TENTHS: Final = 10

# By the first letter of the written unit.
_UNITS: Final = {"г": "years", "л": "years", "м": "months", "ч": "hours"}

_MEASURED: Final = re.compile(
    r"(\d{1,4})(?:[.,](\d))?\s*(?:учебн\w+ |уч\.? ?|академическ\w+ |ак\w*\.? ?)?"
    r"(год\w*|лет|г\b|мес\w*|нед\w*|час\w*|ч\b|дн\w*|день)\.?(?: обучения| в год)?"
)
_AROUND: Final = re.compile(r"\([^)\d]*\)|[()/,;+]|\bи\b|\bобъем\b|:")
_IN_WORDS: Final = {"полгода": "6 мес.", "учебный год": "1 год"}
_NUMBERS: Final = {"один": "1", "два": "2", "три": "3", "четыре": "4", "пять": "5"}
_ORDINAL: Final = re.compile(
    r"(\d{1,2})\s*(?:-?(?:й|ый|ой|ий|го))?\s*(?:год(?:а)?(?: обучения)?|г\. ?о\.?)?"
)
_WORDS: Final = ("первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой")


def parse_duration(text: str) -> Duration:
    """«2 года (144 часа)» is two years and 144 hours; weeks and days are nothing of these, and
    alone they are not understood.

    A year and a half are a year and six months.

    Raises:
        NotUnderstood: Not fatal: the groups' years of study tell the modules too.
    """
    written = comparable(text)
    written = _IN_WORDS.get(written, written)
    number, _, rest = written.partition(" ")
    written = f"{_NUMBERS.get(number, number)} {rest}"
    found = _MEASURED.findall(written)
    said: dict[str, int] = {}
    for whole, part, unit in found:
        more = bool(part and part != "0")
        said[_UNITS.get(unit[0], "")] = int(whole)
        if more and _UNITS.get(unit[0]) == "years":
            said.setdefault("months", int(part) * MONTHS_IN_YEAR // TENTHS)
    left = _AROUND.sub("", _MEASURED.sub("", written)).strip(" .-")
    years = said.get("years")
    if (
        set(said) <= {""}
        or left
        or len({_UNITS.get(unit[0], "") for *_, unit in found}) != len(found)
    ):
        raise NotUnderstood(Reason.DURATION_NOT_UNDERSTOOD, fatal=False)
    if years is not None and not 1 <= years <= STUDY_YEARS_MAX:
        raise NotUnderstood(Reason.DURATION_NOT_UNDERSTOOD, fatal=False)
    return Duration(years, said.get("months"), said.get("hours"))


def parse_hours(text: str) -> int:
    """«72», «72 ч.», «144 часа» in a column of hours.

    Raises:
        NotUnderstood: Not fatal.
    """
    duration = parse_duration(text)
    if duration.hours is None or duration != Duration(hours=duration.hours):
        raise NotUnderstood(Reason.DURATION_NOT_UNDERSTOOD, fatal=False)
    return duration.hours


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
