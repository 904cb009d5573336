"""Money as whole kopecks that cannot be negative."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

UNIT = "KOPECK"
# Ten trillion roubles: nobody means more, and sums of many still fit into a database's integer.
WRITTEN_KOPECKS_MAX = 10**15
# Between thousands stands a space, and what printers take for one: no line breaks at it.
_WRITTEN: Final = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)(?:[.,](?P<rest>[0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A non-negative amount of roubles, held in kopecks.

    Direction is expressed by the buckets a ledger entry names,
    never by a minus sign, so a negative amount cannot be built.
    """

    kopecks: int

    def __post_init__(self) -> None:
        # `True` is an int in Python; an amount never is a flag.
        if type(self.kopecks) is not int:
            raise TypeError(f"kopecks must be int, got {type(self.kopecks).__name__}")
        if self.kopecks < 0:
            raise ValueError(f"money cannot be negative: {self.kopecks} kopecks")

    @classmethod
    def roubles(cls, whole: int, kopecks: int = 0) -> Self:
        return cls(whole * 100 + kopecks)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an amount of roubles: `15102`, `15102.00`, `15102,5`, and as people are shown it,
        thousands apart: `15 102,00`.

        Raises:
            ValueError: Signs, spaces elsewhere, more than two decimals, anything that is not a
                number; more than ten trillion roubles.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(f"not an amount of roubles: {text!r}")
        whole = "".join(written["whole"].split())
        # A row of thousands of digits is not even read.
        kopecks = int(whole[:20]) * 100 + int((written["rest"] or "").ljust(2, "0"))
        if kopecks > WRITTEN_KOPECKS_MAX:
            raise ValueError(f"at most {cls(WRITTEN_KOPECKS_MAX)} roubles")
        return cls(kopecks)

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Self:
        return cls(sum(amount.kopecks for amount in amounts))

    def __add__(self, other: Money) -> Money:
        return Money(self.kopecks + other.kopecks)

    def __sub__(self, other: Money) -> Money:
        """Raise ValueError when `other` is larger: check first, subtract second."""
        return Money(self.kopecks - other.kopecks)

    def __mul__(self, times: int) -> Money:
        return Money(self.kopecks * times)

    def __bool__(self) -> bool:
        return self.kopecks > 0

    def __str__(self) -> str:
        whole, rest = divmod(self.kopecks, 100)
        return f"{whole}.{rest:02d}"  # for logs and tests; people read what the locale renders


ZERO = Money(0)
