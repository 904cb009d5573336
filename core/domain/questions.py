"""A question to the search as small words under names, to be kept and read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Final, TypeVar

from core.domain.ids import MunicipalityId
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import Direction, Form, Registry
from core.domain.searching import Conditions, Kind, SearchQuery, Sort

SEVERAL: Final = "|"
# Kinds that are asked for or not, and have no value.
FLAGS: Final = frozenset({Kind.NEEDS, Kind.FREE_PLACES, Kind.COVERED})
FLAG: Final = "1"
# Of these several may be chosen at once; of the others one value takes the place of another.
MANY: Final = frozenset({Kind.WEEKDAY})

T = TypeVar("T")


def name_of(kind: Kind) -> str:
    """Under which name the chosen values of a kind are kept."""
    return kind.lower()


def codes(words: Mapping[str, str], kind: Kind) -> tuple[str, ...]:
    """The chosen values of a kind, as chips and facets write them."""
    kept = words.get(name_of(kind), "")
    return tuple(kept.split(SEVERAL)) if kept else ()


def dropped(words: Mapping[str, str]) -> frozenset[str]:
    """Keys of chips that shall not count."""
    kept = words.get("dropped", "")
    return frozenset(kept.split(SEVERAL)) if kept else frozenset()


def question_of(words: Mapping[str, str]) -> SearchQuery:
    """The question that was kept; what cannot be read does not limit."""

    def each(kind: Kind, read: Callable[[str], T]) -> tuple[T, ...]:
        found = (_read(read, code) for code in codes(words, kind))
        return tuple(value for value in found if value is not None)

    def one(kind: Kind, read: Callable[[str], T]) -> T | None:
        return next(iter(each(kind, read)), None)

    chosen = Conditions(
        ages=each(Kind.AGE, _number),
        weekdays=each(Kind.WEEKDAY, _number),
        starts=one(Kind.STARTS, time.fromisoformat),
        ends=one(Kind.ENDS, time.fromisoformat),
        municipalities=each(Kind.MUNICIPALITY, lambda code: MunicipalityId(_number(code))),
        addresses=codes(words, Kind.ADDRESS),
        price_most=one(Kind.PRICE, lambda code: Money(_number(code))),
        special_needs=bool(codes(words, Kind.NEEDS)),
        free_places=bool(codes(words, Kind.FREE_PLACES)),
        covered=bool(codes(words, Kind.COVERED)),
        directions=each(Kind.DIRECTION, Direction),
        forms=each(Kind.FORM, Form),
        registries=each(Kind.REGISTRY, Registry),
    )
    return SearchQuery(
        text=words.get("text", ""),
        chosen=chosen,
        dropped=dropped(words),
        sort=_read(Sort, words.get("sort", "")) or Sort.FIT,
        origin=_read(_point, words.get("origin", "")),
        page=_read(_number, words.get("page", "")) or 1,
        ordered=bool(words.get("ordered")),
    )


def _read(read: Callable[[str], T], code: str) -> T | None:
    try:
        return read(code)
    except ValueError:
        return None


def _number(code: str) -> int:
    if not (code.isascii() and code.isdigit()) or len(code) > 18:  # noqa: PLR2004 - of 2**63
        raise ValueError(f"{code!r} is no number")
    return int(code)


def _point(code: str) -> Point:
    latitude, _, longitude = code.partition(" ")
    return Point(float(latitude), float(longitude))


def question_in(words: Mapping[str, str]) -> dict[str, str]:
    """Those of many words that make the question itself: neither its page nor its order."""
    return {name: words[name] for name in sorted(_NAMES & words.keys())}


_NAMES: Final = frozenset({"text", "dropped", "any_age", *(name_of(kind) for kind in Kind)})
