"""Groups whose places are all taken, as bits. Places change with every enrollment and without the
index, so the database is asked which groups they are each time; their bits are known already,
but for what has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sqlalchemy import Connection, String, cast, func, select

from db.prepared import Prepared
from db.search.bits import joined, of_numbers
from db.search.block import Block
from db.tables.registries import groups

# As one text: a row for each takes several times as long, and is looked at by the collector.
_FULL: Final = Prepared(
    select(func.aggregate_strings(cast(groups.c.id, String), ","))
    # The condition of the index in which SQLite keeps just these.
    .where(groups.c.places_taken >= groups.c.places_total)
)
# Where more have changed, all is made anew.
CHANGED_MAX: Final = 50


class _OfBlock(NamedTuple):
    block: Block
    bits: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class FullGroups:
    """Those of one moment. Nothing in it changes."""

    bits: int = 0
    _ids: str = ""
    _blocks: Mapping[int, _OfBlock] = field(default_factory=dict)

    def renewed(self, connection: Connection, blocks: Mapping[int, Block]) -> FullGroups:
        """Those of this transaction, by the bits of these blocks; again where all is as it was."""
        ids = _FULL(connection, {}).scalar() or ""
        changed = _changed(self._ids, ids)
        few = len(changed) <= CHANGED_MAX
        known = {
            number: _turned(self._blocks[number], changed)
            for number, block in blocks.items()
            if few and number in self._blocks and self._blocks[number].block is block
        }
        if not changed and len(known) == len(blocks) == len(self._blocks):
            return self
        if len(known) < len(blocks):
            full = _numbers(ids)
            new = {number: block for number, block in blocks.items() if number not in known}
            known |= {number: _read(block, full) for number, block in new.items()}
        return FullGroups(joined({n: each.bits for n, each in known.items()}), ids, known)


def _changed(before: str, after: str) -> frozenset[int]:
    """The numbers that only one of two lists has; most of what they have they have alike."""
    if before == after:
        return frozenset()
    begins = before[: _alike(before, after)].rfind(",") + 1
    before, after = before[begins:], after[begins:]
    ends = _alike(before, after, from_end=True)
    # Behind the last comma in common; without any, all of both.
    ends -= before[len(before) - ends :].find(",") if "," in before[len(before) - ends :] else ends
    return _numbers(before[: len(before) - ends]) ^ _numbers(after[: len(after) - ends])


def _alike(one: str, other: str, *, from_end: bool = False) -> int:
    """How many letters two texts have in common, before they differ or behind it."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        half = (least + most + 1) // 2
        if from_end:
            same = one[len(one) - half :] == other[len(other) - half :]
        else:
            same = one[:half] == other[:half]
        least, most = (half, most) if same else (least, half - 1)
    return least


def _numbers(ids: str) -> frozenset[int]:
    return frozenset(int(each) for each in ids.split(",") if each)


def _turned(known: _OfBlock, changed: Collection[int]) -> _OfBlock:
    """The block with the bits of these groups turned, as far as it has them."""
    bits = 0
    for group in changed:
        if known.least <= group <= known.most and group in known.block.groups:
            bits |= 1 << known.block.groups.index(group)
    return known._replace(bits=known.bits ^ bits) if bits else known


def _read(block: Block, full: Collection[int]) -> _OfBlock:
    some = [at for at, group in enumerate(block.groups) if group in full]
    # Bits without a group have the number 0.
    least = min(filter(None, block.groups), default=0)
    return _OfBlock(block, of_numbers(some), least, max(block.groups))
