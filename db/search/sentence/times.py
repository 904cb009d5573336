"""«После 17», «вечером», «с 15 до 17»: when lessons begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.domain.searching import Kind
from db.search.sentence.numbers import VALUES, WORD, number
from db.search.sentence.text import REFUSED, Match, rule

# An hour that no lesson begins at in the morning is meant after noon: «после 5».
AFTERNOON_UNTIL: Final = 8
HOURS: Final = 24
NOON: Final = 12

_UNIT: Final = r"(?:час(?:ов|ами|ам|а|у)?|ч)\.?"
_HOUR: Final = rf"(?:[01]?\d|2[0-3])(?:\s?[:.\-]\s?[0-5]0|:[0-5]\d|_часов_[0-5]\d)?|{WORD}"
_AT_SCHOOL: Final = r"(?:(?:уч[а-я]+|ход[а-я]+|школ[а-я]+)_)?(?:в_школ[еу]_)?(?:(?:во?|на|со?)_)?"
_SHIFT: Final = r"(?P<shift>1|2|перв|втор)(?:-?(?:ю|я|й|ую|ая|ой))?_смен[аеуы]"
# A camp has shifts too.
_CAMP: Final = re.compile(r"лагер|площадк|летн|каникул|июн|июл|август")
# Until then the child is elsewhere: «ходим в садик до 17», «уроки до 14».
_BUSY: Final = (
    r"(?:(?:ход|сид|наход|быва|заня|уч|работа)[а-я]+|(?:(?:в|на)_)?(?:(?:детск[а-я]+_)?сад(?:ик)?[ауе]?"
    r"|школ[аеу]|гимнази[яию]|продленк[аеу]|учеб[аеу]|работ[аеу])|урок[а-я]*)"
)
_PART: Final = r"утра|дня|вечера"
_NOT_AGES: Final = (
    r"(?!\s*(?:-\s*)?(?:\d|лет|год|г\b|г\.р|руб|тыс|р\b|₽|%|кл(?:асс|\b)|месяц|раз|человек))"
)
# Before these a number is a form, a house or a length: «в 9-м классе», «в 21 школе».
_NO_CLOCK: Final = (
    r"(?!\s*-\s*[а-я]|\s+[бгд]\b|\s*(?:,|и|или|либо|до|по)\s*\d|\s+(?:школ[еуы]\b|гимнази|лице[йея]|"
    r"сад[уа]?\b|кабинет|корпус|мкр|микрорайон|дом[еау]?\b|минут|дней|дня|недел|занятий|уроков|числ|"
    r"шаг|останов|км|метрах))"
)


def _clock(text: str, part: str | None) -> str | None:
    hour_text, minute = text, 0
    for sign in (":", ".", "-"):
        if sign in text:
            hour_text, minute_text = (each.strip() for each in text.split(sign, 1))
            minute = int(minute_text)
            break
    hour = number(hour_text) if hour_text in VALUES or hour_text.isdigit() else -1
    if not 0 <= hour < HOURS:
        return None
    if (part in {"вечера", "дня"} and hour < NOON) or (
        part is None and minute == 0 and 1 <= hour <= AFTERNOON_UNTIL
    ):
        hour += 12
    return f"{hour:02d}:{minute:02d}"


def _from(match: Match) -> Sequence[tuple[Kind, str]]:
    clock = _clock(match["from"], match["part"])
    return REFUSED if clock is None else ((Kind.STARTS, clock),)


def _until(match: Match) -> Sequence[tuple[Kind, str]]:
    clock = _clock(match["until"], match["part"])
    return REFUSED if clock is None else ((Kind.ENDS, clock),)


def _between(match: Match) -> Sequence[tuple[Kind, str]]:
    one, other = _clock(match["from"], None), _clock(match["until"], match["part"])
    if one is None or other is None or one >= other:
        return REFUSED
    return ((Kind.STARTS, one), (Kind.ENDS, other))


def _first(match: Match) -> bool:
    return match["shift"] in {"1", "перв"}


def _at_shift(match: Match) -> Sequence[tuple[Kind, str]]:
    """Who learns in the second shift is free before it, and who learns in the first one after it."""
    if _CAMP.search(match.string):
        return REFUSED
    return ((Kind.STARTS, "13:00"),) if _first(match) else ((Kind.ENDS, "13:00"),)


_TAIL: Final = rf"(?:\s*{_UNIT})?(?:_(?P<part>{_PART})(?![^\W_])|{_NOT_AGES})"
# When the child is fetched is when lessons end, and no question asks that they end late.
_FETCHED: Final = r"(?:заб(?:рать|ир[а-я]+|ер[а-я]+)|заканчивал[а-я]*)"
_LATE: Final = (
    r"(?:после|(?:по)?позже|не_раньше|не_ранее|не_раньше_чем|в|к|ко|около)(?:_чем_в|_чем)?"
)
RULES: Final = (
    rule(rf"{_FETCHED}(?:_[а-я]+){{0,3}}?_{_LATE}_(?P<from>{_HOUR}){_TAIL}", lambda _: (), unused=True),
    rule(rf"{_LATE}_(?P<from>{_HOUR}){_TAIL}_(?:[а-я]+_)?{_FETCHED}", lambda _: (), unused=True),
    rule(rf"(?:{_BUSY}_){{1,2}}до_(?P<from>(?:9|1\d|2[0-2])(?:[:.]\d\d)?|\d(?=_(?:{_PART}))){_TAIL}", _from),
    rule(rf"(?:с|от)_(?P<from>{_HOUR})(?:\s*{_UNIT})?_до_(?P<until>{_HOUR}){_TAIL}", _between),
    rule(rf"(?:в_промежутке_)?между_(?P<from>{_HOUR})(?:\s*{_UNIT})?_и_(?P<until>{_HOUR}){_TAIL}", _between),
    rule(rf"(?P<from>(?:1\d|2[0-2]|9)(?::\d\d)?)\s?-\s?(?P<until>(?:1\d|2[0-2])(?::\d\d)?)\s?{_UNIT}(?P<part>)", _between),
    rule(r"(?P<from>(?:1\d|2[0-2]|9)[:.]\d\d)\s?-\s?(?P<until>(?:1\d|2[0-2])[:.]\d\d)(?P<part>)", _between),
    rule(
        rf"(?:после|не_раньше|не_ранее|(?<!не )позже|начиная_с|начало_в|начало_с|начало_после)"
        rf"(?:_чем_в|_чем)?_(?P<from>{_HOUR}){_TAIL}",
        _from,
    ),
    rule(rf"(?:не_позже|не_позднее|раньше|закончить_до|заканчива[а-я]+_до|окончание_до|до)(?:_чем)?"
         rf"_(?P<until>(?:9|1\d|2[0-2])(?:[:.]\d\d)?|{WORD}(?=_(?:{_PART}))|\d(?=_(?:{_PART}))){_TAIL}", _until),
    rule(rf"(?:(?:с|в|к|на|от)_)?(?P<from>(?:[01]?\d|2[0-3])[:.][0-5]\d)(?!\.\d)(?:_(?P<part>{_PART}))?{_NOT_AGES}", _from),
    rule(rf"(?:с|в|к|на|от)_(?P<from>(?:[01]?\d|2[0-3]):[0-5]\d)(?:_(?P<part>{_PART}))?", _from),
    rule(rf"(?:с|в|к|на|от)_(?P<from>(?:9|1[0-9]|2[0-2])|{WORD})(?:\s*{_UNIT})(?:_(?P<part>{_PART}))?", _from),
    rule(rf"(?:с|в|к|на|от)_(?P<from>\d{{1,2}}|{WORD})_(?P<part>{_PART})", _from),
    rule(r"(?:с|в|к|на|от)_(?P<from>\d{1,2})\s?-\s?\d{1,2}_(?P<part>утра)",
         lambda match: (*_from(match), (Kind.ENDS, "12:00"))),
    rule(rf"с_(?P<from>1[0-9]|2[0-2])(?P<part>){_NOT_AGES}", _from),
    # A bare hour: before eight it may be an age as well.
    rule(rf"(?:в|к)_(?P<from>[89]|1\d|2[01])(?P<part>)(?:\s*{_UNIT})?{_NOT_AGES}{_NO_CLOCK}", _from),
    rule(rf"после_{_SHIFT}", lambda match: ((Kind.STARTS, "13:00" if _first(match) else "18:00"),)),
    rule(rf"{_AT_SCHOOL}{_SHIFT}", _at_shift),
    rule(r"после_(?:школы|уроков|учебы|занятий_в_школе)", lambda _: ((Kind.STARTS, "13:00"),)),
    rule(r"после_(?:детского_)?(?:сада|садика)", lambda _: ((Kind.STARTS, "16:00"),)),
    rule(r"после_работы", lambda _: ((Kind.STARTS, "18:00"),)),
    rule(r"после_обеда|после_полудня|во_второй_половине_дня|вторая_половина_дня",
         lambda _: ((Kind.STARTS, "13:00"),)),
    rule(r"до_обеда|в_первой_половине_дня|первая_половина_дня", lambda _: ((Kind.ENDS, "13:00"),)),
    rule(r"(?:по_|под_|в_|на_)?вечер(?:ом|ам|ами|ком|а|у)?|вечерн[а-я]+(?:_время)?|попозже",
         lambda _: ((Kind.STARTS, "18:00"),)),
    rule(r"(?:по_|с_|рано_)?утр(?:ом|ам|а|у|о|ечком)|с_утра(?:_пораньше)?|утренн(?!ик)[а-я]+(?:_время)?",
         lambda _: ((Kind.ENDS, "12:00"),)),
    rule(r"дн[е]м|в_дневное_время|дневн(?:ые|ое|ая)(?:_время)?",
         lambda _: ((Kind.STARTS, "12:00"), (Kind.ENDS, "18:00"))),
)  # fmt: skip
