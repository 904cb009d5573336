"""Sets of small numbers as bits of one integer, and how the database keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

# The bits of a block, and so many bytes.
BLOCK: Final = 2048
_BYTES: Final = BLOCK // 8
_DENSE: Final = b"\x00"
_SPARSE: Final = b"\x01"


def encoded(bits: int) -> bytes:
    """As few bytes as may be: the numbers of two bytes each, or the bits themselves."""
    if bits.bit_count() * 2 < (bits.bit_length() + 7) // 8:
        return _SPARSE + b"".join(number.to_bytes(2, "little") for number in numbers(bits))
    return _DENSE + bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def decoded(kept: bytes) -> int:
    """What `encoded` was given."""
    if kept[:1] == _DENSE:
        return int.from_bytes(kept[1:], "little")
    bits = 0
    for at in range(1, len(kept), 2):
        bits |= 1 << int.from_bytes(kept[at : at + 2], "little")
    return bits


def joined(blocks: Mapping[int, int]) -> int:
    """The bits of all blocks as one integer."""
    if not blocks:
        return 0
    buffer = bytearray((max(blocks) + 1) * _BYTES)
    for block, bits in blocks.items():
        at = block * _BYTES
        buffer[at : at + _BYTES] = bits.to_bytes(_BYTES, "little")
    return int.from_bytes(buffer, "little")


def numbers(bits: int) -> Iterator[int]:
    """The numbers of a set, ascending."""
    kept = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for match in _NOT_EMPTY.finditer(kept):
        base = match.start() * 8
        for n in _OF_BYTE[kept[match.start()]]:
            yield base + n


_NOT_EMPTY: Final = re.compile(rb"[^\x00]")
_OF_BYTE: Final = tuple(tuple(n for n in range(8) if byte >> n & 1) for byte in range(256))


def any_of(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def at_most(planes: tuple[int, ...], known: int, value: int) -> int:
    """Of numbers that are cut into binary digits, lowest first: those up to `value`."""
    if value < 0:
        return 0
    if value.bit_length() > len(planes):
        return known
    less, equal = 0, known
    for digit in range(len(planes) - 1, -1, -1):
        if value >> digit & 1:
            less |= equal & ~planes[digit]
            equal &= planes[digit]
        else:
            equal &= ~planes[digit]
    return less | equal


def least(planes: tuple[int, ...], among: int) -> tuple[int, int]:
    """The smallest number that any of `among` has, and those that have it."""
    value = 0
    for digit in range(len(planes) - 1, -1, -1):
        without = among & ~planes[digit]
        if without:
            among = without
        else:
            value |= 1 << digit
    return value, among
