"""Hours as people write them, brought to «16:30»; days and everything else stay as they are."""

from __future__ import annotations

import re
from typing import Final

from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable, items
from office.catalog_files.weekdays import are_weekdays, weekdays_of

_ROOM: Final = re.compile(
    r"[,;]?\s*(?:каб|ауд)\w*\.?\s*№?\s*\d{1,4}[а-я]?\b"
    r"|[,;]?\s*(?:(?:акт|спорт|мал|больш|хор|танц|тренаж)\w*\.?\s+)?(?:спорт|акт)?зал\w*\b"
)
# «(I группа)», but not «(вт, чт)».
_REMARK: Final = re.compile(r"\([^()\d]*\)")
_SPAN_IN_WORDS: Final = re.compile(r"\bсо? ([а-я]{2,12}) (?:по|до) ([а-я]{2,12})\b")
# «18⁰⁰».
_RAISED: Final = re.compile(r"(?<=\d)([⁰¹²³⁴⁵]|[°º])([⁰¹²³⁴⁵⁶⁷⁸⁹]|[°º])")
_LOWERED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹°º", "012345678900")
# A slot is of every week.
_NOT_WEEKLY: Final = re.compile(
    r"\b(?:не)?четн\w*|\bчерез (?:одну )?недел|\bв (?:две|2) недели|\bраза? в месяц"
    r"|\bкажд\w+ втор(?:ую|ой|ое|ая)\b"
    r"|\b(?:верхн|нижн)\w+ недел|\b(?:числител|знаменател)\w*"
)
# Somebody has decided the times, or will; the file does not know them.
_NOT_YET: Final = re.compile(
    r"(?:по(?! (?:понед|вторн|сред|четв|пятн|субб|воскр|будн|выходн))|соглас\w+|уточня\w+"
    r"|ожида\w+|формиру\w+|составля\w+|см(?:отри\w*)?|индивидуальн\w+|гибк\w+"
    r"|будет|утвержд\w+|[1-7]\s*(?:-\s*[1-7]\s*)?раза?)\b(?!.*\d[:.]\d\d).*"
)
# Instead of names of days.
_SPANS: Final = (
    (re.compile(r"\b(?:по )?будн\w+(?: дн\w+)?\b"), "пн-пт"),
    (re.compile(r"\b(?:по )?выходн(?:ые|ым)(?: дн\w+)?\b"), "сб,вс"),
    (re.compile(r"\bежедневно\b|\bкаждый день\b"), "пн-вс"),
)
_LENGTH: Final = re.compile(
    r"\((?:перерыв|по|\d{1,3}\s*(?:м|ч|ак|уч|занят|урок|раза?\b|р/))[^)]*\)|\(\s*\)"
)
# «2 занятия по 45 мин.» between days and hours, and «вт 17:00 + вс 10:00».
_LESSONS: Final = re.compile(r"\b[1-6] (?:занят\w+|урок\w*) по \d{2,3} ?мин\w*\.?,?")
_AND: Final = re.compile(r"(?<=\d)\s*\+\s*(?=[а-я]{2})")
_HOURS_AND_MINUTES: Final = re.compile(r"(\d{1,2})\s*ч(?:ас\w*)?\.?\s*(\d\d)\s*м(?:ин\w*)?\b\.?")
# «16ч30».
_HOURS_THEN_MINUTES: Final = re.compile(r"(?<!\d)(\d{1,2})ч([0-5]\d)(?!\w)")
# What a spreadsheet keeps of an hour whose cell is not shown as one: a part of a day, …
_PART_OF_A_DAY: Final = re.compile(r"(?<![\d:.,])0[.,]\d{1,15}(?![\d:.,])")
_MINUTES_IN_DAY: Final = 24 * 60
# … exact enough to be meant: 0.625 is 15:00, and 0.3 is none.
_STEP: Final = 5
_ALMOST: Final = 0.01
# … or an hour of its first days.
_FIRST_DAYS: Final = re.compile(r"(?:1899-12-3[01]|1900-01-0[01])[ t](?=\d\d:\d\d)")
_HOUR: Final = re.compile(r"(?<![\d:.])([89]|1\d|2[0-2])\s*ч(?:ас(?:ов|а)?)?\b\.?")
_OF_THE_CLOCK: Final = re.compile(r"(\d[:.]\d\d)\s*ч(?:ас(?:ов|а)?)?\b\.?")
# «1600-1730» and «16 00 - 17 30»: nothing else has both ends and such minutes.
_UNDIVIDED: Final = re.compile(
    r"(?<![\d:.,-])([01]?\d|2[0-3])( ?)([0-5][05])\s*(?:-|до)"
    r"\s*([01]?\d|2[0-3])\2([0-5][05])(?![\d:.])"
)
# Years look like that too: «2025-2030».
_LESSON_SHORTEST: Final = 20
# «10 утра», «в 6 вечера»: which half of the day is said.
_PART_SAID: Final = re.compile(
    r"(?<![\d:.-])(\d{1,2})(:\d\d)?\s*(?:ч(?:ас(?:ов|а)?)?\b\.?\s*)?(утра|дня|вечера)\b"
)
_NOON: Final = 12
# «сб. с 9»: one day and one number, which is an hour when children have lessons.
_DAY_AND_HOUR: Final = re.compile(r"(?P<days>[^\d]*?[^\d\s])\.?\s*(?P<hour>[89]|1\d|20)")
_BEFORE_HOUR: Final = re.compile(r"\s+[вс]$")
# The letter of the other alphabet, from the same key.
_LATIN_C: Final = re.compile(r"\bc(?=\s*\d)")


def comparable_times(text: str) -> str:
    """Small letters, one spelling of hours, no rooms and remarks.

    Raises:
        NotUnderstood: The times are not known yet, or not those of every week (not fatal); or
            they are counted, and nobody can tell whether groups are.
    """
    written = comparable(text)
    if _NOT_YET.fullmatch(written):
        raise NotUnderstood(Reason.TIMES_NOT_KNOWN_YET, fatal=False)
    if is_not_weekly(written):
        raise NotUnderstood(Reason.TIMES_NOT_WEEKLY, fatal=False)
    if items(written):
        raise NotUnderstood(Reason.TIMES_COUNTED)
    for pattern, days in _SPANS:
        written = pattern.sub(days, written)
    written = _AND.sub("; ", _LESSONS.sub(" ", written))
    written = _SPAN_IN_WORDS.sub(r"\1-\2", _REMARK.sub(_unless_days, _LATIN_C.sub("с", written)))
    written = _RAISED.sub(lambda raised: ":" + raised[0].translate(_LOWERED), written)
    written = _HOURS_AND_MINUTES.sub(r"\1:\2", _LENGTH.sub(" ", _ROOM.sub(" ", written)))
    written = _HOURS_THEN_MINUTES.sub(r"\1:\2", _FIRST_DAYS.sub("", written))
    written = _PART_OF_A_DAY.sub(_of_a_day, written)
    written = _UNDIVIDED.sub(_divided, written)
    written = _PART_SAID.sub(_in_its_half, written)
    written = _HOUR.sub(r"\1:00", _OF_THE_CLOCK.sub(r"\1", written))
    return _with_its_hour(" ".join(written.replace("(", " ").replace(")", " ").split()))


def is_not_weekly(written: str) -> bool:
    """«Через неделю», «по чётным неделям»: no lesson of every week, of what `comparable` made."""
    return _NOT_WEEKLY.search(written) is not None


def _with_its_hour(written: str) -> str:
    found = _DAY_AND_HOUR.fullmatch(written)
    if found is None:
        return written
    days = _BEFORE_HOUR.sub("", found["days"])
    one = are_weekdays(days) and len({*weekdays_of(days)}) == 1
    return f"{days} {found['hour']}:00" if one else written


def _in_its_half(said: re.Match[str]) -> str:
    hour, minutes, part = int(said[1]), said[2] or ":00", said[3]
    if part == "утра":
        return f"{hour}{minutes}" if hour < _NOON else said[0]
    later = hour if hour >= _NOON else hour + _NOON
    return f"{later}{minutes}"


def _unless_days(remark: re.Match[str]) -> str:
    return remark[0] if are_weekdays(remark[0].strip("()")) else " "


def _of_a_day(part: re.Match[str]) -> str:
    minutes = float(part[0].replace(",", ".")) * _MINUTES_IN_DAY
    whole = round(minutes)
    if whole % _STEP or abs(minutes - whole) > _ALMOST:
        return part[0]
    return f"{whole // 60}:{whole % 60:02d}"


def _divided(lesson: re.Match[str]) -> str:
    hour, _, minute, last_hour, last_minute = lesson.groups()
    minutes = (int(last_hour) - int(hour)) * 60 + int(last_minute) - int(minute)
    if minutes < _LESSON_SHORTEST:
        return lesson[0]
    return f"{hour}:{minute}-{last_hour}:{last_minute}"
