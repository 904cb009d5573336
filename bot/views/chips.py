"""What was understood of a question, each part of it in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import time
from types import MappingProxyType
from typing import Final

from bot.formats import listed, weekday, whole_roubles
from bot.render import Html, Words, lines
from core.domain.money import Money
from core.domain.searching import Chip, Found, Kind, Sort, Source, Unknown, in_a_row
from core.domain.views import Municipality
from core.services.looking import Looked

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


def own_said(words: Words, chip: Chip, looked: Looked) -> str:
    """The same; an age has the name of the child whose it is, where nobody stated it, or where it
    tells the child from the others.
    """
    said = chip_said(words, chip, looked.places)
    own = chip.source is Source.DEFAULT or (looked.by_age and chip.kind is Kind.AGE)
    if looked.child is None or not own:
        return said
    return words.plain("chip-child", child=looked.child.short_name, age=said)


def understood(words: Words, answer: Found, looked: Looked) -> Html | None:
    """All of it in one line; None where nothing limits."""
    said = listed([own_said(words, chip, looked) for chip in meant(answer)])
    return words("search-understood", chips=said) if said else None


def all_of_it(words: Words, answer: Found) -> Html | None:
    """Nobody shall believe that «спасибо» limits anything. The child's own age nobody asked for,
    and what a family took away itself it knows of.
    """
    known = meant(answer)
    asked = any(chip.source is not Source.DEFAULT for chip in answer.chips)
    ordered = answer.query.sort is not Sort.FIT
    if not answer.query.text.strip() or asked or ordered or answer.query.dropped:
        return None
    return words("search-everything-of-age" if known else "search-everything-there-is")


def meant(answer: Found) -> tuple[Chip, ...]:
    """What was understood: a word of which nobody knows the meaning was not."""
    strange = {each.typed for each in answer.unknown if not each.heard}
    return tuple(c for c in answer.chips if c.kind is not Kind.WORD or c.value not in strange)


def unknown_words(words: Words, unknown: Sequence[Unknown]) -> Html | None:
    """What nobody understands, and what no program speaks of, said honestly."""
    strange = [each for each in unknown if not each.heard]
    missing = [each for each in unknown if each.heard]
    return (
        lines(
            _named(words, "search-not-understood", strange),
            _named(words, "search-unknown", missing),
        )
        if unknown
        else None
    )


def unused_words(words: Words, unused: Sequence[str]) -> Html | None:
    """What was typed and changes nothing, so that nobody believes it did."""
    said = listed([words.plain("chip-word", word=each) for each in unused])
    return words("search-unused", words=said) if unused else None


def _named(words: Words, key: str, unknown: Sequence[Unknown]) -> Html | None:
    typed = listed([words.plain("chip-word", word=each.typed) for each in unknown])
    return words(key, words=typed, count=len(unknown)) if unknown else None


def _years(words: Words, value: str) -> str:
    ages = in_a_row(value)
    if len(ages) == 1:
        return words.plain("age-years", years=ages[0])
    if not ages[0]:
        return words.plain("chip-ages-until", most=ages[-1])
    return words.plain("ages", least=ages[0], most=ages[-1])


def _weekdays(words: Words, value: str) -> str:
    days = [weekday(words.language, each) for each in in_a_row(value)]
    return days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"


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
        Kind.AGE: _years,
        Kind.WEEKDAY: _weekdays,
        Kind.ADDRESS: lambda _, value: value[:1].upper() + value[1:],
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
