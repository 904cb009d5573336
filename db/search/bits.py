"""Sets of small numbers as bits of one integer, and how the database keeps them."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    return of_numbers(_sparse(kept))


def decoded_together(blocks: Mapping[int, bytes]) -> int:
    """The bits of all blocks as one integer, of each as `encoded` made it."""
    buffer = bytearray((max(blocks, default=-1) + 1) * _BYTES)
    for block, kept in blocks.items():
        at = block * _BYTES
        if kept[:1] == _DENSE:
            buffer[at : at + len(kept) - 1] = kept[1:]
        else:
            for number in _sparse(kept):
                buffer[at + (number >> 3)] |= 1 << (number & 7)
    return int.from_bytes(buffer, "little")


def _sparse(kept: bytes) -> array[int]:
    some = array("H", kept[1:])
    if sys.byteorder == "big":
        some.byteswap()
    return some


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


def of_numbers(some: Sequence[int]) -> int:
    """The set of these numbers."""
    kept = bytearray(max(some, default=-1) // 8 + 1)
    for number in some:
        kept[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(kept, "little")


def planes_of(of_bits: array[int], digits: Iterable[int]) -> tuple[int, ...]:
    """For each binary digit the bits whose number has it; numbers of four bytes, by their bits."""
    if sys.byteorder == "big":
        of_bits.byteswap()
    kept = of_bits.tobytes()
    # From the last to the first, as figures are written.
    columns = [kept[byte::4][::-1] for byte in range(4)]
    return tuple(int(columns[n // 8].translate(_DIGIT[n % 8]) or b"0", 2) for n in digits)


_DIGIT: Final = tuple(bytes(48 + (byte >> digit & 1) for byte in range(256)) for digit in range(8))


def any_of(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def carried(bits: int, inner: int) -> int:
    """Any bit of a run carried into the last one; `inner` are all bits of runs but the last ones.

    Other bits mean nothing.
    """
    return ((bits & inner) + inner) | bits


def spread(lasts: int, inner: int) -> int:
    """All bits of the runs whose last ones these are; each step goes twice as far."""
    step = 1
    while inner:
        lasts |= (lasts >> step) & inner
        inner &= inner >> step
        step *= 2
    return lasts


def at_most(planes: Sequence[int], known: int, value: int) -> int:
    """Of numbers that are cut into binary digits, lowest first: those up to `value`."""
    if value < 0:
        return 0
    if value.bit_length() > len(planes):
        return known
    less, equal = 0, known
    for digit in range(len(planes) - 1, -1, -1):
        having = equal & planes[digit]
        if value >> digit & 1:
            less |= equal ^ having
            equal = having
        else:
            equal ^= having
    return less | equal


def least(planes: tuple[int, ...], among: int) -> tuple[int, int]:
    """The smallest number that any of `among` has, and those that have it."""
    value = 0
    for digit in range(len(planes) - 1, -1, -1):
        having = among & planes[digit]
        if having == among:
            value |= 1 << digit
        else:
            among ^= having
    return value, among
