"""The order in which programs are shown: sets that come one behind the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from core.domain.searching import Purse, Sort
from db.search.bits import least
from db.search.paying import paid_for
from db.search.snapshot import Snapshot

Ordered = Iterator[tuple[int, int]]


def in_order(
    programs: int,
    scores: Mapping[int, int],
    before: Iterable[int],
    snapshot: Snapshot,
    *,
    first: int,
    count: int,
) -> list[tuple[int, int]]:
    """The bits of a page with their scores: by the sets of `before`, by fit, by title and id."""
    found: list[tuple[int, int]] = []
    left = programs
    best_first = sorted(scores.items(), reverse=True)
    for each in before:
        some = left & each
        if not some:
            continue
        left ^= some
        for score, having in best_first:
            level = some & having
            if first and (size := level.bit_count()) <= first:
                first -= size
                continue
            bits = snapshot.titles.page(level, first, count - len(found))
            found += ((bit, score) for bit in bits)
            first = 0
            if len(found) == count:
                return found
        if not left:
            break
    return found


def sets_before(
    sort: Sort,
    snapshot: Snapshot,
    groups: int,
    programs_of: Callable[[int], int],
    purse: Purse | None,
    tomorrow: date,
) -> Iterator[int]:
    """Sets of programs of which each comes before the next; together they are all. Those that are
    nearest are ordered by `Distances.nearest_first`. What has begun may be joined from tomorrow on.
    """
    if sort is Sort.SOONEST:
        begun = groups & snapshot.at_most("first_day", tomorrow.toordinal())
        yield programs_of(begun)
        yield from map(programs_of, _ascending(snapshot, "first_day", groups ^ begun))
    elif sort is Sort.CHEAPEST and purse is None:
        yield from map(programs_of, _ascending(snapshot, "month", groups))
    elif sort is Sort.CHEAPEST and purse is not None:
        yield from map(programs_of, _by_share(snapshot, groups, purse))
    yield snapshot.ends


def _ascending(snapshot: Snapshot, name: str, groups: int) -> Iterator[int]:
    """Groups by a number that is known of them."""
    *digits, known = snapshot.planes(name)
    left = groups & known
    while left:
        _, some = least(tuple(digits), left)
        yield some
        left &= ~some


_SHARE_MAX: Final = 1 << 30


def _by_share(snapshot: Snapshot, groups: int, purse: Purse) -> Iterator[int]:
    """By the most that the parent can have to add: what no certificate pays, or its rest."""
    left = groups & snapshot.planes("most")[-1]
    least_share = 0
    while left:
        low, high = least_share, _SHARE_MAX
        while low < high:
            middle = (low + high) // 2
            if left & paid_for(snapshot, purse, middle, once=True):
                high = middle
            else:
                low = middle + 1
        some = left & paid_for(snapshot, purse, low, once=True)
        if not some:
            return
        yield some
        left &= ~some
        least_share = low + 1
