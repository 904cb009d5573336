"""«Бесплатно», «до 2000», «не дороже полутора тысяч»: what a month may cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.domain.program import Registry
from core.domain.searching import Kind
from db.search.sentence.numbers import NUMBER, VALUES, number
from db.search.sentence.text import REFUSED, Match, rule

LEAST_ROUBLES: Final = 100
# What «недорого» means; the chip says it.
INEXPENSIVE: Final = str(2000 * 100)
MONTHS_OF_SCHOOL: Final = 9

_ROUBLES: Final = r"(?:рублей|рубля|рублях|рублям|рубль|руб|р|₽)\.?"
_THOUSANDS: Final = (
    r"(?:тысячами|тысячам|тысячи|тысяча|тысяч|тысячу|тыщ[иу]?|тыс|тр|т\.?\s?р|к|k)\.?"
)
_MOST: Final = (
    r"(?:(?:по_)?(?:цене_|стоимости_|стоимостью_|ценой_)?(?:не_дороже|не_более|не_больше|не_выше|"
    r"не_свыше|максимум|дешевле|меньше|менее|ниже|до|за|в_пределах|бюджет(?:ом)?(?:_до)?|"
    r"цена_до|стоимость_до|укладываясь_в)(?:_чем)?)"
)
_SUM: Final = r"(?P<sum>\d{1,3}(?:[ .]\d{3})+|\d{3,6})(?:[.,]\d{1,2})?"
# Of two limits only the upper one counts.
_LEAST: Final = (
    r"(?:от_(?:\d{1,3}(?:[ .]\d{3})+|\d{2,6}|"
    rf"(?:\d{{1,2}}(?:[.,]\d)?|{NUMBER})(?=_до_(?:\d{{1,2}}(?:[.,]\d)?|{NUMBER})\s*{_THOUSANDS})|"
    rf"(?:\d[.,]\d|полутора|{NUMBER})(?=\s*{_THOUSANDS}))(?:\s*{_THOUSANDS})?(?:\s*{_ROUBLES})?_)?"
)
_PER: Final = r"(?P<per>\s*(?:в_месяц|/\s?мес(?:яц)?\.?|за_месяц|в_мес\.?|ежемесячно|в_год|за_год|за_весь_год))?"


def _most(roubles: int, per: str | None) -> Sequence[tuple[Kind, str]]:
    months = MONTHS_OF_SCHOOL if per is not None and "год" in per else 1
    return ((Kind.PRICE, str(roubles * 100 // months)),)


def _sum(match: Match) -> Sequence[tuple[Kind, str]]:
    roubles = int("".join(each for each in match["sum"] if each.isdigit()))
    return REFUSED if roubles < LEAST_ROUBLES else _most(roubles, match["per"])


def _thousands(match: Match) -> Sequence[tuple[Kind, str]]:
    text = match["n"].replace(",", ".")
    if text.startswith(("полтор", "полутор")):
        thousands = 1.5
    elif text in VALUES:
        thousands = float(number(text))
    else:
        thousands = float(text)
    return _most(round(thousands * 1000), match["per"])


RULES: Final = (
    rule(
        r"не_(?:(?:очень|слишком|сильно|особо)_)?дорог(?:о|ой|ая|ое|ие|их|ую)",
        lambda _: ((Kind.PRICE, INEXPENSIVE),),
    ),
    rule(
        r"(?:на_)?бесплатн[а-я]+|бе[сз]_платн[а-я]+|даром|задаром|без_оплаты|не_платить|не_платя|за_так|на_халяву|"
        r"(?:за_)?0_руб[а-я]*|free|"
        r"без_(?:какой-либо_|какой-нибудь_|всякой_|любой_)?доплат[а-я]*|не_доплачива[а-я]+|за_сч[е]т_бюджета|на_бюджет[а-я]*|бюджетн(?:ые|ый|ая|ое|ых)",
        lambda _: ((Kind.PRICE, "0"),),
    ),
    rule(
        r"(?:за_|по_)?(?:пфдо_|социальн[а-я]+_)?сертификат(?:у|ом|а)?(?:_пфдо)?|пфдо|по_пфдо",
        lambda _: ((Kind.REGISTRY, Registry.CERTIFIED),),
    ),
    rule(r"платн(?:ые|ый|ая|ое|ых|о)", lambda _: ((Kind.REGISTRY, Registry.PAID),)),
    rule(
        rf"{_LEAST}{_MOST}_(?P<n>\d{{1,2}}(?:[.,]\d)?|полутора|полторы|{NUMBER})\s*"
        rf"{_THOUSANDS}(?:_{_ROUBLES})?{_PER}",
        _thousands,
    ),
    rule(rf"{_MOST}_(?P<n>)тысячи{_PER}", lambda match: _most(1000, match["per"])),
    rule(
        rf"(?P<n>\d{{1,2}}(?:[.,]\d)?|полторы|{NUMBER})\s*{_THOUSANDS}(?:_{_ROUBLES})?{_PER}",
        _thousands,
    ),
    rule(rf"(?:от_)?\d{{2,6}}\s*(?:-|до_)\s*{_SUM}(?:\s*{_ROUBLES})?{_PER}", _sum),
    rule(rf"{_LEAST}{_MOST}_{_SUM}(?:\s*{_ROUBLES})?{_PER}", _sum),
    rule(rf"{_SUM}\s*{_ROUBLES}{_PER}", _sum),
    rule(
        r"(?:(?:как_можно|по|чем)_)?(?:недорог[а-я]+|дешев[а-я]+|подешевле)",
        lambda _: ((Kind.PRICE, INEXPENSIVE),),
    ),
)
