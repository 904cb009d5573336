"""What was understood of a question, each part of it in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import time
from types import MappingProxyType
from typing import Final

from bot.formats import listed, weekday, whole_roubles
from bot.render import Html, Words
from core.domain.money import Money
from core.domain.searching import Chip, Kind, Unknown
from core.domain.views import Municipality

Said = Callable[[Words, str], str]


def chip_said(words: Words, chip: Chip, places: Sequence[Municipality]) -> str:
    """`7 лет`, `вт`, `до 2 000 ₽ в месяц`; with `не` before what is taken away."""
    said = value_said(words, chip.kind, chip.value, places)
    return words.plain("chip-excluded", what=said) if chip.excluded else said


def value_said(words: Words, kind: Kind, value: str, places: Sequence[Municipality]) -> str:
    """A value of a condition in words; what cannot be read as it is."""
    if kind is Kind.MUNICIPALITY:
        return next((place.name for place in places if str(place.id) == value), value)
    said = _SAID.get(kind)
    return value if said is None else said(words, value)


def understood(words: Words, chips: Sequence[Chip], places: Sequence[Municipality]) -> Html | None:
    """All of it in one line; None where nothing limits."""
    if not chips:
        return None
    return words("search-understood", chips=listed([chip_said(words, c, places) for c in chips]))


def unknown_words(words: Words, unknown: Sequence[Unknown]) -> Html | None:
    """What no program speaks of, said honestly."""
    if not unknown:
        return None
    typed = listed([words.plain("chip-word", word=each.typed) for each in unknown])
    return words("search-unknown", words=typed, count=len(unknown))


def _hour(words: Words, value: str) -> str:
    del words
    clock = time.fromisoformat(value)
    return f"{clock.hour}:{clock.minute:02d}"


def _price(words: Words, value: str) -> str:
    price = Money(int(value))
    return (
        words.plain("chip-price", price=whole_roubles(price)) if price else words.plain("chip-free")
    )


_SAID: Final[Mapping[Kind, Said]] = MappingProxyType(
    {
        Kind.WORD: lambda words, value: words.plain("chip-word", word=value),
        Kind.AGE: lambda words, value: words.plain("age-years", years=int(value)),
        Kind.WEEKDAY: lambda words, value: weekday(words.language, int(value)),
        Kind.STARTS: lambda words, value: words.plain("chip-starts", time=_hour(words, value)),
        Kind.ENDS: lambda words, value: words.plain("chip-ends", time=_hour(words, value)),
        Kind.PRICE: _price,
        Kind.NEEDS: lambda words, _: words.plain("chip-needs"),
        Kind.FREE_PLACES: lambda words, _: words.plain("chip-free-places"),
        Kind.COVERED: lambda words, _: words.plain("chip-covered"),
        Kind.DIRECTION: lambda words, value: words.plain(f"direction-{value}"),
        Kind.FORM: lambda words, value: words.plain(f"form-{value}"),
        Kind.REGISTRY: lambda words, value: words.plain(f"registry-{value}"),
    }
)
