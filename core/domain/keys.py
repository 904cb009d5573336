"""Master keys as people see them: their names, and how many persons are under each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyInUse:
    """A master key; `fingerprint` tells it from another one of the same name.

    `persons` are the rows under it. One that is `given` is in the settings, one that `writes`
    is the first of them.
    """

    id: str
    fingerprint: str
    persons: int
    given: bool
    writes: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """How far a rotation has come: the table and the last row, and how many rows until now."""

    table: int = 0
    row: int = 0
    persons: int = 0
    finished: bool = False
