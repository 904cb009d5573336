"""How far away groups are: by their own points, else by the centre of their municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import asin, cos, degrees, radians, sin
from typing import Any, Final

from core.domain.places import EARTH_RADIUS_M, EAST_MAX, NORTH_MAX, Point, distance_m
from core.domain.searching import Kind
from db.search.bits import any_of, at_most, numbers, of_numbers
from db.search.block import NUMBERS
from db.search.facts import MICRO, degrees_of, point_of
from db.search.snapshot import Snapshot

# The first square that is looked through reaches so far; each next one twice as far.
REACH_FIRST_M: Final = 250
EVERYWHERE_M: Final = 25_000_000
# So few groups are measured one by one.
FEW: Final = 200

# Metres, and whether they are those to the centre of a municipality.
Distance = tuple[int, bool]
# The groups at one distance: as numbers, and as bits.
_Level = tuple[Sequence[int], int]


@dataclass(frozen=True, slots=True)
class Distances:
    """From one point, to the groups of one moment; `centres` are of municipalities by their ids."""

    snapshot: Snapshot
    origin: Point
    centres: Mapping[str, int]

    def least(self, groups: Iterable[int]) -> Distance | None:
        """To the nearest of these groups of one program; None where nobody knows."""
        points = {bit: self.snapshot.point(bit) for bit in groups}
        found: list[Distance] = [(self._metres(each), False) for each in points.values() if each]
        some = next((bit for bit, point in points.items() if point is None), None)
        if some is not None:
            value = self.snapshot.value
            found += (
                (metres, True)
                for place, metres in self.centres.items()
                if value(Kind.MUNICIPALITY, place) >> some & 1
            )
        return min(found, default=None)

    def nearest_first(
        self, groups: int, programs: int, programs_of: Callable[[int], int], *, skipped: int
    ) -> Iterator[int]:
        """Sets of these programs by their nearest group, each before the next; together they are
        all. The first `skipped` programs may come in any order.
        """
        left = programs
        levels = self._levels(groups & self.snapshot.groups_of(programs))
        for ring in levels:
            parts = [ring]
            while parts:
                part = parts.pop()
                found = left & programs_of(_bits(part))
                count = found.bit_count()
                if count <= skipped or len(part) == 1:
                    skipped -= min(skipped, count)
                    left ^= found
                    yield found
                else:
                    half = len(part) // 2
                    parts += [part[half:], part[:half]]
        yield left

    def _levels(self, groups: int) -> Iterator[list[_Level]]:
        """Rings of distances, each before the next, and ascending in each."""
        left = groups & self.snapshot.planes("north")[-1]
        centred: dict[int, int] = defaultdict(int)
        for place, metres in self.centres.items():
            centred[metres] |= (groups ^ left) & self.snapshot.value(Kind.MUNICIPALITY, place)
        own: dict[int, list[int]] = defaultdict(list)
        reach = REACH_FIRST_M
        while left or own or centred:
            if left.bit_count() <= FEW:
                reach = EVERYWHERE_M
            near = self._around(left, reach)
            left ^= near
            for bit in numbers(near):
                point = self.snapshot.point(bit)
                if point is not None:
                    own[self._metres(point)].append(bit)
            ready = sorted(each for each in {*own, *centred} if each <= reach)
            if ready:
                yield [(own.pop(each, ()), centred.pop(each, 0)) for each in ready]
            reach *= 2

    def _metres(self, point: tuple[int, int]) -> int:
        return distance_m(self.origin, point_of(*point))

    def _around(self, groups: int, reach_m: int) -> int:
        """Those in a square that has all that is no farther, also what is rounded down to that."""
        angle = (reach_m + 1) / EARTH_RADIUS_M
        north, east = degrees_of(self.origin)
        found = self._between(groups, "north", north, degrees(angle))
        breadth = cos(radians(self.origin.latitude))
        height = abs(self.origin.latitude) + degrees(angle)
        if height >= NORTH_MAX:
            return found
        width = degrees(asin(sin(angle) / breadth))
        if abs(self.origin.longitude) + width >= EAST_MAX:
            return found
        return self._between(found, "east", east, width)

    def _between(self, groups: int, name: str, middle: int, reach: float) -> int:
        """Those whose number is no farther from the middle than so many degrees."""
        digits, far = self.snapshot.planes(name)[: NUMBERS[name]], round(reach * MICRO) + 1
        return at_most(digits, groups, middle + far) ^ at_most(digits, groups, middle - far - 1)


def distances(origin: Point | None, places: Iterable[Any], snapshot: Snapshot) -> Distances | None:
    """From a point, with the municipalities among the rows of NOW_AND_PLACES; None without one."""
    if origin is None:
        return None
    centres = {
        str(row.id): distance_m(origin, Point(row.latitude, row.longitude))
        for row in places
        if row.latitude is not None and row.longitude is not None
    }
    return Distances(snapshot, origin, centres)


def _bits(levels: Iterable[_Level]) -> int:
    some = list(levels)
    numbered = list(chain.from_iterable(each for each, _ in some))
    return of_numbers(numbered) | any_of(bits for _, bits in some)
