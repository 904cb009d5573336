"""«Сыну 7 робототехника, дочке 4 танцы»: what each of several children wishes."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.searching import Chip, Kind
from db.search.sentence.wished import Word

Ages = tuple[int, ...]


def paired(pieces: Sequence[Sequence[Word]], chips: Sequence[Chip]) -> tuple[Ages, ...]:
    """The ages to which each piece belongs, where every child has a piece and every piece a child;
    else nothing. Ages stand either before what is wished or behind it, as the first one does.
    """
    ages = sorted((chip for chip in chips if chip.kind is Kind.AGE), key=lambda chip: chip.first)
    least = 2
    if len(ages) < least or len(pieces) < least:
        return ()
    before = ages[0].first < min(word.chip.first for piece in pieces for word in piece)
    owners = [_owner(piece[0].chip, ages, before=before) for piece in pieces]
    if None in owners or len(set(owners)) < len(ages):
        return ()
    return tuple(tuple(map(int, owner.values)) for owner in owners if owner is not None)


def _owner(wish: Chip, ages: Sequence[Chip], *, before: bool) -> Chip | None:
    if before:
        return next((age for age in reversed(ages) if age.first < wish.first), None)
    return next((age for age in ages if age.first > wish.first), None)
