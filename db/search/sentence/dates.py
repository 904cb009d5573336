"""«С 1 сентября», «5 сент», «15.09.2018», «на каникулах»: days and seasons, which are no ages and no hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from core.domain.searching import Kind
from db.search.sentence.text import Match, Rule, rule

OLDEST_CHILD: Final = 18
_CENTURY: Final = 100
_MONTH: Final = (
    r"(?:январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йея]|июн[ьяе]|июл[ьяе]|август[ае]?|"
    r"сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])"
)
_SHORT: Final = r"(?:янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек)\.?"
_BEFORE: Final = r"(?:(?:с|со|от|до|к|на|в|во|по|после|начиная_с|начало_с)_)?"
_YEAR: Final = r"(?:_20\d\d(?:_года|_году|_год|_?г\.?)?)?"
_BORN: Final = r"(?:(?:родил[а-я]+|рожден[а-я]*|дата_рождения|д\.?\s?р\.?)[\s:]*)?"


def _nothing(_: Match) -> Sequence[tuple[Kind, str]]:
    return ()


def rules(today: date) -> tuple[Rule, ...]:
    """A day on which a child was born says how old it is; other days say nothing of a program."""

    def day(match: Match) -> Sequence[tuple[Kind, str]]:
        year = int(match["year"])
        born = (year if year > _CENTURY else 2000 + year, int(match["month"]), int(match["day"]))
        years = today.year - born[0] - ((today.month, today.day) < born[1:])
        return ((Kind.AGE, str(years)),) if 1 <= years <= OLDEST_CHILD else ()

    return (
        rule(
            rf"{_BORN}{_BEFORE}(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-](?P<year>20\d\d|\d\d)"
            r"(?:_?г\.?(?:р\.?)?)?",
            day,
            unused=True,
        ),
        *_RULES,
    )


_RULES: Final = tuple(
    rule(pattern, _nothing, unused=True)
    for pattern in (
        rf"{_BEFORE}\d{{1,2}}(?:-?го|-?е)?_{_MONTH}{_YEAR}",
        rf"{_BEFORE}\d{{1,2}}(?:-?го|-?е)?_?{_SHORT}{_YEAR}",
        # «16.05» and «17.10» are hours; other numbers behind a point are months.
        rf"{_BEFORE}(?:[0-2]?\d|3[01])\.(?:0[1-46-9]|1[12])",
        rf"{_BEFORE}(?:начал[а-я]+_|середин[а-я]+_|конц[а-я]+_)?{_MONTH}{_YEAR}",
        r"(?:(?:на|во_время|в|по)_)?(?:(?:летн|осенн|зимн|весенн)и[а-я]+_)?каникул[а-я]*",
        r"(?:этим_)?летом|на_(?:это_)?лето|осенью|с_осени|зимой|весной|с_весны",
        r"(?:на_)?(?:сегодня|завтра|послезавтра)|(?:на|со?)_(?:этой|следующей)_недел[а-я]+",
        r"с_нового_(?:учебного_)?года|в_(?:этом|новом|следующем)_(?:учебном_)?году",
    )
)  # fmt: skip
