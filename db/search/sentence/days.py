"""«По вторникам», «пн ср», «в будни»: on which days of the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.domain.searching import Kind
from db.search.sentence.text import Match, rule

_NAMES: Final = (
    r"понедельник[а-я]*|понед|пнд?",
    r"вторник[а-я]*|втр?",
    r"(?<!щая )(?<!щей )(?<!щую )(?<!вая )(?<!вой )(?<!пная )(?<!пной )сред(?:а|у|ы|е|ам|ой|ами)|срд?",
    r"четверг[а-я]*|четв|чтв?",
    r"пятниц[а-я]*|птн?|пятн",
    r"суббот(?!ник)[а-я]*|субот[а-я]*|сбт?",
    r"воскресен[а-я]*|воскресн[а-я]*|воскр|вск?",
)
_DAY: Final = "|".join(_NAMES)


def _index(text: str) -> int:
    beginnings = ("п", "в", "ср", "ч", "пя", "с", "во")
    if text.startswith(("пя", "пт")):
        return 4
    if text.startswith(("во", "вс")):
        return 6
    if text.startswith("ср"):
        return 2
    return next(n for n, each in enumerate(beginnings) if text.startswith(each))


def _days(numbers: Sequence[int]) -> Sequence[tuple[Kind, str]]:
    """Each by itself, and those in a row as one: «по будням»."""
    if len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return ((Kind.WEEKDAY, f"{numbers[0]}-{numbers[-1]}"),)
    return tuple((Kind.WEEKDAY, str(each)) for each in numbers)


def _range(match: Match) -> Sequence[tuple[Kind, str]]:
    one, other = _index(match["one"]), _index(match["other"])
    return _days(range(one, other + 1) if one <= other else (*range(one, 7), *range(other + 1)))


RULES: Final = (
    rule(
        rf"с_(?P<one>{_DAY})_по_(?P<other>{_DAY})|(?:в_|по_)?(?P<first>{_DAY})\s?-\s?(?P<last>{_DAY})",
        lambda match: _range(match) if match["one"] else _pair(match),
    ),
    rule(
        r"(?:(?:по|в|на)_)?(?:выходн[а-я]+(?:_дн[а-я]+)?|викенд[а-я]*|уикенд[а-я]*)",
        lambda _: _days((5, 6)),
    ),
    rule(
        r"(?:(?:по|в|на)_)?(?:будн[а-я]+(?:_дн[а-я]+)?|рабочи[а-я]+_дн[а-я]+)",
        lambda _: _days(range(5)),
    ),
    rule(
        rf"(?:(?:по|в|во|на|с)_)?(?:каждый_|каждую_|каждое_)?(?P<day>{_DAY})\.?",
        lambda match: _days((_index(match["day"]),)),
    ),
    rule(
        r"(?:\d|один|два|три)_раза?_в_неделю|раз_в_неделю|каждый_день|ежедневно",
        lambda _: (),
        unused=True,
    ),
)


def _pair(match: Match) -> Sequence[tuple[Kind, str]]:
    one, other = _index(match["first"]), _index(match["last"])
    return _days(range(one, other + 1)) if one <= other else _days((one, other))
