"""Weekly lessons as people write them: «16:30 – 17:40», «вторник, четверг 16.50-18.30»."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache
from typing import Final

from core.domain.program import Slot
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

SCHEDULE_MAX: Final = 2000
# Many groups meet at the same hours.
WEEKS_REMEMBERED: Final = 2000
WEEKDAYS_SHORT: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

_WEEKDAYS: Final = tuple(
    re.compile(rf"(?:{names})\.?")
    for names in (
        r"понед\w*|пон|пн|mon(?:day)?",
        r"вторн\w*|втор|вт|tue(?:sday)?",
        r"сред[аыуе]м?|сре|ср|wed(?:nesday)?",
        r"четв\w*|чет|чтв|чт|thu(?:rsday)?",
        r"пятн\w*|пят|птн|пт|fri(?:day)?",
        r"субб\w*|суб|сб|sat(?:urday)?",
        r"воскр\w*|воск|вос|вск|вс|sun(?:day)?",
    )
)
_TIME: Final = r"(\d{1,2})(?:[:.](\d\d))?(?::00)?"
_LESSON: Final = re.compile(rf"(?:с\s*)?{_TIME}(?:\s*(?:-|до)\s*{_TIME})?")
_HOUR_ALONE: Final = re.compile(r"\d{1,2}(?::\d\d(?::00)?|[.-](?:00|1[3-9]|[2-5]\d))")
# «16-30 - 17-40»: dashes between hours and minutes too.
_DASHED: Final = re.compile(r"(\d{1,2})-(\d\d)\s*(?:-|до)\s*(\d{1,2})-(\d\d)")
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
_BETWEEN_LESSONS: Final = re.compile(r"\s*(?:[,;/|]|\bи\b)\s*|(?<=\d)\s+(?=\d)")
_BETWEEN_DAYS: Final = re.compile(r"(?:[\s,;/.]|\b(?:и|по|в|кажд\w+)\b)+")
_DAYS_THEN_TIMES: Final = re.compile(
    r"(?P<days>[^\d]+?)(?:\s+с)?\s*(?P<times>\d(?:[^a-zа-я]|до|[ис](?=\s*\d))*)"
)
_TIMES_THEN_DAYS: Final = re.compile(
    r"(?:с\s*)?(?P<times>\d(?:[^a-zа-я]|до|[ис](?=\s*\d))*)(?P<days>[^\d]+?)(?=(?:\s*с)?\s*\d|$)"
)
# A slot is of every week.
_NOT_WEEKLY: Final = re.compile(
    r"\b(?:не)?четн\w*|\bчерез (?:одну )?недел|\bв (?:две|2) недели|\bраз в месяц"
    r"|\b(?:верхн|нижн)\w+ недел|\b(?:числител|знаменател)\w*"
)
# Somebody has decided the times, or will; the file does not know them.
_NOT_YET: Final = re.compile(
    r"(?:по|соглас\w+|уточня\w+|ожида\w+|формиру\w+|составля\w+|индивидуальн\w+|гибк\w+"
    r"|будет|утвержд\w+|[1-7]\s*(?:-\s*[1-7]\s*)?раза?)\b(?!.*\d[:.]\d\d).*"
)
_NO_LESSON: Final = frozenset({"нет", "выходной", "вых", "вых.", "х", "x", "/", "нет занятий"})
# Instead of names of days.
_SPANS: Final = (
    (re.compile(r"\b(?:по )?будн\w+(?: дн\w+)?\b"), "пн-пт"),
    (re.compile(r"\b(?:по )?выходн(?:ые|ым)(?: дн\w+)?\b"), "сб,вс"),
    (re.compile(r"\bежедневно\b|\bкаждый день\b"), "пн-вс"),
)
_LENGTH: Final = re.compile(
    r"\((?:перерыв|по|\d{1,3}\s*(?:м|ч|ак|уч|занят|урок|раза?\b|р/))[^)]*\)|\(\s*\)"
)
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


@lru_cache(maxsize=WEEKS_REMEMBERED)
def parse_lessons(text: str, weekday: int) -> tuple[Slot, ...]:
    """The lessons of one weekday's cell, in order, each once.

    Raises:
        NotUnderstood: Not a time, or one that ends before it starts.
    """
    written = _comparable_times(text)
    if written in _NO_LESSON:
        return ()
    parts = [part for part in _BETWEEN_LESSONS.split(_DASHED.sub(r"\1:\2-\3:\4", written)) if part]
    slots = {_lesson(part, weekday) for part in parts}
    # «16:30 17:40» may be one lesson or the starts of two.
    if len(parts) > 1 and any(slot.ends is None for slot in slots):
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    return in_order(slots)


@lru_cache(maxsize=WEEKS_REMEMBERED)
def parse_schedule(text: str) -> tuple[Slot, ...]:
    """The lessons of a cell that names the days too: «ср/пт 15:00–16:30; сб 10:00».

    Raises:
        NotUnderstood
    """
    written = _comparable_times(text[:SCHEDULE_MAX])
    if written in _NO_LESSON:
        return ()
    order = _TIMES_THEN_DAYS if re.match(r"(?:с\s*)?\d", written) else _DAYS_THEN_TIMES
    slots: set[Slot] = set()
    position = 0
    while position < len(written):
        match = order.match(written, position)
        if match is None:
            raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
        for weekday in _weekdays(match["days"]):
            slots.update(parse_lessons(match["times"], weekday))
        position = match.end()
        position += len(written[position:]) - len(written[position:].lstrip(" ,;"))
    if not slots or len(text) > SCHEDULE_MAX:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    return in_order(slots)


def is_hour(text: str) -> bool:
    """«15:00», also as a spreadsheet keeps it; «15.10» may be a day of October, and is none."""
    try:
        return _HOUR_ALONE.fullmatch(_comparable_times(text)) is not None
    except NotUnderstood:
        return False


def in_order(slots: set[Slot]) -> tuple[Slot, ...]:
    """From Monday morning to Sunday night."""
    return tuple(sorted(slots, key=lambda slot: (slot.weekday, slot.starts, slot.ends or time.max)))


def _comparable_times(text: str) -> str:
    written = comparable(text)
    if _NOT_YET.fullmatch(written):
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD, fatal=False)
    if _NOT_WEEKLY.search(written):
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    for pattern, days in _SPANS:
        written = pattern.sub(days, written)
    written = _SPAN_IN_WORDS.sub(r"\1-\2", _REMARK.sub(_unless_days, written))
    written = _RAISED.sub(lambda raised: ":" + raised[0].translate(_LOWERED), written)
    written = _HOURS_AND_MINUTES.sub(r"\1:\2", _LENGTH.sub(" ", _ROOM.sub(" ", written)))
    written = _HOURS_THEN_MINUTES.sub(r"\1:\2", _FIRST_DAYS.sub("", written))
    written = _PART_OF_A_DAY.sub(_of_a_day, written)
    written = _HOUR.sub(r"\1:00", _OF_THE_CLOCK.sub(r"\1", written))
    return " ".join(written.replace("(", " ").replace(")", " ").split())


def _unless_days(remark: re.Match[str]) -> str:
    try:
        return remark[0] if _weekdays(remark[0].strip("()")) else " "
    except NotUnderstood:
        return " "


def _of_a_day(part: re.Match[str]) -> str:
    minutes = float(part[0].replace(",", ".")) * _MINUTES_IN_DAY
    whole = round(minutes)
    if whole % _STEP or abs(minutes - whole) > _ALMOST:
        return part[0]
    return f"{whole // 60}:{whole % 60:02d}"


def _lesson(written: str, weekday: int) -> Slot:
    match = _LESSON.fullmatch(written.strip(" ."))
    if match is None:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    hour, minute, last_hour, last_minute = match.groups()
    if last_hour is None and minute is None:
        # «16» alone may be an hour, a room or a number of lessons.
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    starts = _time(hour, minute)
    ends = None if last_hour is None else _time(last_hour, last_minute)
    if ends is not None and ends <= starts:
        raise NotUnderstood(Reason.TIMES_BACKWARDS)
    return Slot(weekday, starts, ends)


def _time(hour: str, minute: str | None) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD) from None


def _weekdays(written: str) -> list[int]:
    """«пн, ср» and «пн-ср-пт» are those days, «пн-пт» all from the first to the last, «пн-вс,
    кроме вт» all of these but one.
    """
    named_days, but, others = written.partition("кроме ")
    if but:
        left_out = _weekdays(others)
        return [day for day in _weekdays(named_days) if day not in left_out]
    days: list[int] = []
    names = re.sub(r"\s*-\s*", "-", written).strip(" :,;/-(")
    for part in filter(None, _BETWEEN_DAYS.split(names)):
        named = [_weekday(name) for name in part.split("-")]
        is_span = len(named) == len(("first", "last"))
        if is_span and named[0] >= named[1]:
            raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
        days.extend(range(named[0], named[1] + 1) if is_span else named)
    if not days:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    return days


def _weekday(name: str) -> int:
    for weekday, pattern in enumerate(_WEEKDAYS):
        if pattern.fullmatch(name):
            return weekday
    raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
