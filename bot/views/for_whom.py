"""For which of the family's children a page of programs is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.formats import listed
from bot.render import Html, Words
from core.domain.own_children import speaks_of_several
from core.domain.searching import Chip, Found, Kind, Source
from core.services.children import NamedChild
from core.services.looking import Looked


def for_whom(words: Words, looked: Looked) -> Html | None:
    return None if looked.child is None else words("search-for", child=looked.child.short_name)


def whose_sums(words: Words, looked: Looked, answer: Found) -> Html | None:
    """What a certificate pays is counted for one child, also where several were asked for."""
    chips = [c for c in answer.chips if c.kind is Kind.AGE]
    typed = [c for c in chips if c.source is Source.TYPED]
    as_old = len(typed) < len(("one", "another"))
    if looked.child is None:
        return None
    child = looked.child.short_name
    if looked.for_another:
        return words("search-no-sums", child=child)
    if as_old and not speaks_of_several(answer.query.text):
        return for_whom(words, looked)
    both = _as_old(looked, chips) if as_old else []
    if looked.child not in both or len(both) < len(("one", "another")):
        return words("search-sums-for", child=child)
    return words("search-for-several", children=listed([c.short_name for c in both]), child=child)


def _as_old(looked: Looked, chips: Sequence[Chip]) -> Sequence[NamedChild]:
    """The family's children of the age that was asked for."""
    ages = _ages(chips)
    return [each for each in looked.children if each.age in ages and not each.closed]


def _ages(chips: Sequence[Chip]) -> set[int]:
    return {int(value) for chip in chips for value in chip.values}
