"""Linking a child by its certificate's number and a telephone: guessing is useless (A3).

An invitation always works. This way has limits for each account, for each number and for the
whole service; beyond that of the service nobody gets through it until the failures are a day old.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

COUNTED_FOR: Final = timedelta(days=1)
FAILURES_OF_ACCOUNT_MAX: Final = 5
FAILURES_OF_NUMBER_MAX: Final = 5
FAILURES_OF_SERVICE_MAX: Final = 100
# What was typed and not followed by a telephone.
WISH_LASTS: Final = timedelta(hours=1)
PHONE_DIGITS: Final = range(10, 16)
_RUSSIAN_DIGITS: Final = 11


@dataclass(frozen=True, slots=True)
class Failures:
    """Of the last day: of this account, with this number, of everybody."""

    account: int
    number: int
    service: int

    @property
    def too_many(self) -> bool:
        return (
            self.account >= FAILURES_OF_ACCOUNT_MAX
            or self.number >= FAILURES_OF_NUMBER_MAX
            or self.service >= FAILURES_OF_SERVICE_MAX
        )


KNOWN_BY_DIGITS = 2


def normalized_phone(written: str) -> str | None:
    """The digits with the country's code, Russia's where none was written; None for no number."""
    digits = "".join(sign for sign in written if sign in "0123456789")
    if len(digits) not in PHONE_DIGITS:
        return None
    if len(digits) == PHONE_DIGITS[0]:
        return f"7{digits}"
    abroad = written.strip().startswith("+")
    if len(digits) == _RUSSIAN_DIGITS and digits.startswith("8") and not abroad:
        return f"7{digits[1:]}"
    return digits


def recognizable(phone: str) -> str:
    """A telephone by which its owner knows it again and nobody else could call."""
    return f"…{phone[-KNOWN_BY_DIGITS:]}"
