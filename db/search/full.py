"""Groups whose places are all taken, as bits. Places change with every enrollment and without the
index, so the database is asked which groups they are each time, or whether they still are those
that were believed; their bits are known already, but for what has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from db.search.bits import joined, of_numbers
from db.search.block import Block
from db.search.full_ids import changed_between, numbers

# Where more have changed, all is made anew.
CHANGED_MAX: Final = 50


class _OfBlock(NamedTuple):
    block: Block
    bits: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class FullGroups:
    """Those of one moment, `ids` being the text that FULL finds. Nothing in it changes."""

    bits: int = 0
    ids: str | None = None
    _blocks: Mapping[int, _OfBlock] = field(default_factory=dict)

    def renewed(self, ids: str, blocks: Mapping[int, Block]) -> FullGroups:
        """Those with these ids, by the bits of these blocks; again where all is as it was."""
        changed = changed_between(self.ids or "", ids)
        few = len(changed) <= CHANGED_MAX
        known = {
            number: _turned(self._blocks[number], changed)
            for number, block in blocks.items()
            if few and number in self._blocks and self._blocks[number].block is block
        }
        if self.ids is not None and not changed and len(known) == len(blocks) == len(self._blocks):
            return self
        if len(known) < len(blocks):
            full = numbers(ids)
            new = {number: block for number, block in blocks.items() if number not in known}
            known |= {number: _read(block, full) for number, block in new.items()}
        return FullGroups(joined({n: each.bits for n, each in known.items()}), ids, known)


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
