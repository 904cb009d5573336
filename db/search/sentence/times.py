"""«После 17», «вечером», «с 15 до 17»: when lessons begin and end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from core.domain.searching import Chip, Kind
from db.search.sentence.numbers import VALUES, WORD, number
from db.search.sentence.text import REFUSED, Match, Read, rule

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
_PART_OF_DAY: Final = (
    (r"после_(?:школы|уроков|учебы|занятий_в_школе)", ((Kind.STARTS, "13:00"),)),
    (r"после_(?:детского_)?(?:сада|садика)", ((Kind.STARTS, "16:00"),)),
    (r"после_работы", ((Kind.STARTS, "18:00"),)),
    (r"после_обеда|после_полудня|во_второй_половине_дня|вторая_половина_дня",
     ((Kind.STARTS, "13:00"),)),
    (r"до_обеда|в_первой_половине_дня|первая_половина_дня", ((Kind.ENDS, "13:00"),)),
    (r"(?:по_|под_|в_|на_)?вечер(?:ом|ам|ами|ком|а|у)?|вечерн[а-я]+(?:_время)?|попозже",
     ((Kind.STARTS, "18:00"),)),
    (r"(?:по_|с_|рано_)?утр(?:ом|ам|а|у|о|ечком)|с_утра(?:_пораньше)?|утренн(?!ик)[а-я]+(?:_время)?",
     ((Kind.ENDS, "12:00"),)),
    (r"дн[е]м|в_дневное_время|дневн(?:ые|ое|ая)(?:_время)?",
     ((Kind.STARTS, "12:00"), (Kind.ENDS, "18:00"))),
)  # fmt: skip
_PARTS: Final = re.compile("|".join(of.replace("_", r"\s+") for of, _ in _PART_OF_DAY))


def _says(said: Sequence[tuple[Kind, str]]) -> Read:
    return lambda _: said


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
    *(rule(pattern, _says(said)) for pattern, said in _PART_OF_DAY),
)  # fmt: skip


def settled(chips: Sequence[Chip], whole: str) -> Sequence[Chip]:
    """With one beginning and one end at most. Where an hour is stated beside a part of the day, it
    is meant: «вечером после 17» begins at 17:00, and «вечером до 17» is over by then. Of others
    the narrower one.
    """
    hours = [each for each in chips if each.kind in _NARROWER]
    stated = [each for each in hours if _is_stated(whole[each.first : each.last])]
    vague = [each for each in hours if _PARTS.fullmatch(whole[each.first : each.last])]
    gone = {each for each in vague if any(_overrules(other, each) for other in stated)}
    for kind, narrower in _NARROWER.items():
        left = [each for each in hours if each.kind is kind and each not in gone]
        if left:
            meant = narrower(each.value for each in left)
            gone.update(each for each in left if each.value != meant)
    return [each for each in chips if each not in gone] if gone else chips


def _is_stated(said: str) -> bool:
    """A shift at school and «ходим в сад до 17» only bound what is meant."""
    named = _DIGIT.search(said) or not VALUES.keys().isdisjoint(said.split())
    return bool(named) and "смен" not in said and not _BOUND.match(said)


def _overrules(stated: Chip, part: Chip) -> bool:
    if stated.kind is part.kind:
        return True
    starts, ends = (stated, part) if stated.kind is Kind.STARTS else (part, stated)
    return starts.value >= ends.value


_DIGIT: Final = re.compile(r"\d")
_BOUND: Final = re.compile(_BUSY.replace("_", r"\s+") + r"\b")
_NARROWER: Final[Mapping[Kind, Callable[[Iterable[str]], str]]] = {Kind.STARTS: max, Kind.ENDS: min}
