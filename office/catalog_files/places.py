"""Places and vacancies as people write them: 12, «12 чел.», «Нет», «Группа укомплектована (…)»."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

_CHILDREN: Final = r"(?:чел\w*\.?|мест\w*|уч\w*\.?|дет\w+|обуч\w*\.?)"
_NUMBER: Final = re.compile(
    rf"(?:(?:до|по|не более|макс\w*\.?|мест\w*)\s*:?\s*)?(\d{{1,4}})(?:[.,]0+)?\s*{_CHILDREN}?"
)
# «Осталось 2 места», «3 свободных места», «3 места из 15», «есть 4».
_LEFT: Final = re.compile(
    r"(?:(?:еще )?(?:остал\w+|свободн\w*|есть|имеется|доступно|вакантн\w*)(?: мест\w*)?"
    r"\s*[:-]?\s*)?"
    r"(\d{1,4})(?:[.,]0+)?\s*(?:(?:свободн|вакантн)\w*)?\s*(?:мест\w*|чел\w*\.?)?"
    r"(?:\s*\(?из\s*(\d{1,4})(?:\s*мест\w*)?\)?)?"
)
# «15 (3 свободно)», «15 мест, свободно 3».
_OF_ALL: Final = re.compile(
    r"(\d{1,4})\s*(?:мест\w*|чел\w*\.?)?\s*[(,;]\s*"
    r"(?:(\d{1,4})\s*свободн\w*|свободн\w*\s*[:-]?\s*(\d{1,4}))\s*\)?"
)
_FULL: Final = re.compile(
    r"нет|no|false|отсутству\w+"
    r"|мест нет\b.*|нет (?:свободных |вакантных )?мест\b.*|мест не осталось\b.*"
    r"|(?:свободн|вакантн)\w+ мест\w* нет\b.*"
    r"|(?:группа |полностью )*(?:укомплектован|заполнен|набран)\w*\b.*"
    r"|(?:набор|запись|прием) (?:закрыт|окончен|заверш|прекращ)\w*\b.*"
)
_SOME: Final = re.compile(
    r"да|есть|yes|true|\+|свободно|име[ею]тся|доп\w*\.? набор"
    r"|есть (?:свободные )?места\b.*|места есть\b.*"
    r"|частично укомплектован\w*\b.*"
    r"|(?:идет|открыт\w*|ведется|продолжается) (?:набор|запись|прием)\b.*"
    r"|(?:набор|запись|прием) (?:открыт|ид|вед|продолж)\w*\b.*"
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


def says_vacancy(text: str) -> bool:
    """«Нет», «есть места», «мест нет»: a sentence about free places, not their number."""
    written = comparable(text)
    return any(each.fullmatch(written) for each in (_SOME, _FULL, _OF_ALL))


def parse_vacancy(text: str) -> int | Vacancy:
    """How many places are free; 0 is what a sentence about a full group says.

    Raises:
        NotUnderstood: Not fatal, see `parse_places`; nor are more free places than there are.
    """
    written = comparable(text)
    if _SOME.fullmatch(written):
        return Vacancy.SOME
    if _FULL.fullmatch(written):
        return 0
    if of_all := _OF_ALL.fullmatch(written):
        return _free(int(of_all[2] or of_all[3]), of_all[1])
    match = _LEFT.fullmatch(written)
    return _free(int(match[1]), match[2]) if match else parse_places(written)


def free_beside(taken: str, total: str) -> int:
    """What taken places leave of all of them.

    Raises:
        NotUnderstood: Not fatal, see `parse_places`; nor are more of them than there are.
    """
    free = parse_places(total) - parse_places(taken)
    if free < 0:
        raise NotUnderstood(Reason.PLACES_CONTRADICT, fatal=False)
    return free


def ensure_within(free: int, total: str) -> None:
    """Refuse more free places than the cell of all places says; a sentence there says none.

    Raises:
        NotUnderstood: Not fatal.
    """
    match = _NUMBER.fullmatch(comparable(total))
    if match is not None and free > int(match[1]):
        raise NotUnderstood(Reason.PLACES_CONTRADICT, fatal=False)


def _free(free: int, total: str | None) -> int:
    ensure_within(free, total or "")
    return free
