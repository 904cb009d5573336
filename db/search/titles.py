"""Programs in the order of their titles, and pages of any of them in that order."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from db.search.bits import of_numbers, planes_of

# So many neighbours are looked through for a page.
PART: Final = 64
# So many changes are made one by one; more of them, and all is ordered anew.
CHANGES_MAX: Final = 64

TitleKey = tuple[str, int]
# A program's title and id, with the bit that stands for it.
Titled = tuple[TitleKey, int]


class Titles:
    """All programs by title and id. Nothing in it changes.

    The order is cut into parts, each of which but the first begins where `bounds` says. Each bit
    keeps the digits of its part's number, so that a page is found by halving.
    """

    def __init__(
        self, ordered: list[Titled], bounds: Sequence[TitleKey], planes: Sequence[int]
    ) -> None:
        self._ordered = ordered
        self._bounds = bounds
        self._planes = planes

    @classmethod
    def of(cls, programs: Iterable[Titled]) -> Titles:
        ordered = sorted(programs)
        bounds = [key for key, _ in ordered[PART::PART]]
        parts = array("i", bytes(4 * (max((bit for _, bit in ordered), default=-1) + 1)))
        for number, (_, bit) in enumerate(ordered):
            parts[bit] = number // PART
        return cls(ordered, bounds, planes_of(parts, range(len(bounds).bit_length())))

    def changed(self, gone: Collection[Titled], new: Collection[Titled]) -> Titles:
        """The same order without some programs and with others."""
        if len(gone) + len(new) > CHANGES_MAX:
            left_out = set(gone)
            return Titles.of([*(each for each in self._ordered if each not in left_out), *new])
        ordered, planes = self._ordered.copy(), list(self._planes)
        for each in gone:
            del ordered[bisect_left(ordered, each)]
        for each in new:
            insort(ordered, each)
        for key, bit in (*gone, *new):
            part = bisect_right(self._bounds, key)
            for digit in range(len(planes)):
                if part >> digit & 1:
                    planes[digit] ^= 1 << bit
        return Titles(ordered, self._bounds, planes)

    def called(self, title: str, *, end: str = "") -> int:
        """The programs that are called so, or so with what is less than `end` behind it."""
        first = bisect_left(self._ordered, ((title, 0), 0))
        last = bisect_right(self._ordered, ((title + end, sys.maxsize), 0))
        return of_numbers([bit for _, bit in self._ordered[first:last]])

    def page(self, programs: int, first: int, count: int) -> list[int]:
        """The bits from number `first` on of these programs in their order."""
        found: list[int] = []
        left = [(programs, 0, len(self._planes))]
        while left and len(found) < count:
            among, part, digit = left.pop()
            if first and (size := among.bit_count()) <= first:
                first -= size
            elif digit:
                digit -= 1
                upper = among & self._planes[digit]
                lower = among ^ upper
                left += [(upper, part | 1 << digit, digit)] if upper else []
                left += [(lower, part, digit)] if lower else []
            else:
                ordered = self._of_part(part, among)
                found += ordered[first : first + count - len(found)]
                first = max(0, first - len(ordered))
        return found

    def _of_part(self, part: int, among: int) -> list[int]:
        """The bits of one part that are among these."""
        ordered, bounds = self._ordered, self._bounds
        first = bisect_left(ordered, (bounds[part - 1],)) if part else 0
        last = bisect_left(ordered, (bounds[part],)) if part < len(bounds) else len(ordered)
        kept = among.to_bytes((among.bit_length() + 7) // 8, "little")
        most = len(kept) * 8
        bits = (bit for _, bit in ordered[first:last] if bit < most)
        return [bit for bit in bits if kept[bit >> 3] >> (bit & 7) & 1]
