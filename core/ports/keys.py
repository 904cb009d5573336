"""The master keys under which persons' data is (promise A5)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from core.domain.keys import KeyInUse, Rewrapped


class MasterKeys(Protocol):
    """Which keys live, and the way of everything from the old one to the new one."""

    def in_use(self) -> tuple[KeyInUse, ...]:
        """Those of the settings and those that something is under; the first of them writes."""
        ...

    def rewrap(self, after: Rewrapped, *, most: int) -> Rewrapped:
        """Put the next persons under the key that writes, with their indexes, from `after` on."""
        ...

    def retire(self) -> Collection[str]:
        """Let nothing be written under the other keys any more; those with nothing under them.

        A key that something is under stays as it is.
        """
        ...
