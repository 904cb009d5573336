"""«Самое дешёвое», «рядом с домом», «поскорее начать»: what shall be shown first."""

from __future__ import annotations

import re
from typing import Final

from core.domain.searching import Sort
from db.search.sentence.text import NEGATION, Sentence

_HOME: Final = r"(?:дом(?:а|у|ом|ика|иком)?|мной|нами|меня|нас|мне|нам)"
_NEAR: Final = r"рядом|рядышком|недалеко|поблизости|неподал[е]ку|поближе|близко|возле|около|вблизи|ближе\s+всего"
# How near something is to any other place nobody knows: that is said, and orders nothing.
_ELSEWHERE: Final = r"(?!\s+(?:с|со|от|к|ко|у|до)\s)"
_NEAREST: Final = (
    rf"(?:где-нибудь\s+|где-то\s+|что-нибудь\s+)?(?:(?:{_NEAR})\s+(?:(?:с|со|от|к|ко|у)\s+)?"
    rf"(?:(?:наш|мо)[а-я]+\s+)?{_HOME}|(?:рядом|рядышком|недалеко|поблизости|неподал[е]ку"
    rf"|поближе|близко|ближе\s+всего){_ELSEWHERE}|у\s+дома|к\s+дому|от\s+дома"
    rf"|шагов[а-я]+\s+доступност[а-я]+|ближайши[а-я]+\s+ко?\s+(?:(?:наш|мо)[а-я]+\s+)?{_HOME}"
    r"|сам(?:ые|ый|ое|ая)\s+(?:ближайш|близк)[а-я]+)"
)
_CHEAPEST: Final = (
    r"сам(?:ые|ый|ое|ая|ую|ых)\s+(?:дешев|недорог|бюджетн)[а-я]+"
    r"|(?:сначала|сперва|вначале)\s+(?:по)?(?:дешев|недорог)[а-я]+|дешевле\s+всего"
    r"|(?:как\s+можно|чем)\s+(?:по)?дешевле(?:,?\s+тем\s+лучше)?|по\s+возрастанию\s+цены"
    r"|по\s+(?:минимальной|самой\s+низкой)\s+цене|с\s+(?:минимальной|наименьшей)\s+(?:ценой|доплатой)"
)
_SOONEST: Final = (
    r"(?:как\s+можно|чем)\s+(?:скорее|раньше|быстрее)(?:\s+нача[а-я]+)?"
    r"|(?:кто|что|где)\s+(?:скорее|раньше|быстрее)(?:\s+всех)?\s+нач[а-я]+"
    r"|нача[а-я]+\s+(?:прямо\s+)?(?:сейчас|поскорее|скорее)"
    r"|с\s+ближайшим\s+(?:началом|стартом)|ближайш[а-я]+\s+(?:начало|старт)"
)
_ALL: Final = tuple(
    (sort, re.compile(rf"(?<![^\W_])(?:{said})(?![^\W_])"))
    for sort, said in (
        (Sort.NEAREST, _NEAREST),
        (Sort.CHEAPEST, _CHEAPEST),
        (Sort.SOONEST, _SOONEST),
    )
)


def take_order(sentence: Sentence) -> Sort | None:
    """Take the words that say what shall come first; None where none do."""
    found: Sort | None = None
    for sort, pattern in _ALL:
        match = pattern.search(sentence.text)
        if match is None or NEGATION.search(sentence.text[: match.start()]):
            continue
        found = found or sort
        sentence.take(*match.span())
        if found is not sort:
            # Only one thing can come first.
            sentence.unused.append(match.span())
    return found
