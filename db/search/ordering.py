"""The order in which programs are shown: sets that come one behind the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from core.domain.searching import Kind, Purse, Sort
from db.search.bits import least
from db.search.matching import Matching
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
    sort: Sort, matching: Matching, groups: int, distances: Mapping[str, int], purse: Purse | None
) -> Iterator[int]:
    """Sets of programs of which each comes before the next; together they are all."""
    snapshot = matching.snapshot
    if sort is Sort.NEAREST:
        by_distance: dict[int, int] = {}
        for municipality, distance in distances.items():
            bits = snapshot.value(Kind.MUNICIPALITY, municipality)
            by_distance[distance] = by_distance.get(distance, 0) | bits
        for distance in sorted(by_distance):
            yield snapshot.programs_of(by_distance[distance])
    elif sort is Sort.SOONEST:
        yield from _ascending(snapshot, "first_day", groups)
    elif sort is Sort.CHEAPEST and purse is None:
        yield from _ascending(snapshot, "month", groups)
    elif sort is Sort.CHEAPEST and purse is not None:
        yield from _by_share(snapshot, groups, purse.available.kopecks)
    yield snapshot.ends


def _ascending(snapshot: Snapshot, name: str, groups: int) -> Iterator[int]:
    *digits, known = snapshot.planes(name)
    left = groups & known
    while left:
        _, some = least(tuple(digits), left)
        yield snapshot.programs_of(some)
        left &= ~some


_SHARE_MAX: Final = 1 << 30


def _by_share(snapshot: Snapshot, groups: int, available: int) -> Iterator[int]:
    """By the most that the parent can have to add: what no certificate pays, or its rest."""
    left = groups & snapshot.planes("most")[-1]
    least_share = 0
    while left:
        low, high = least_share, _SHARE_MAX
        while low < high:
            middle = (low + high) // 2
            if left & _shared(snapshot, available, middle):
                high = middle
            else:
                low = middle + 1
        some = left & _shared(snapshot, available, low)
        if not some:
            return
        yield snapshot.programs_of(some)
        left &= ~some
        least_share = low + 1


def _shared(snapshot: Snapshot, available: int, share: int) -> int:
    """The groups of which the parent pays no more than `share`."""
    return snapshot.at_most_once("over", share) & snapshot.at_most_once("most", available + share)
