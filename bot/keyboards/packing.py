"""How buttons fit into Telegram's 64 bytes: numbers in 62 digits, days as numbers."""

from __future__ import annotations

import string
from datetime import date
from typing import Annotated, Any, Final, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import BeforeValidator

DIGITS: Final = string.digits + string.ascii_letters
VALUES: Final = {digit: value for value, digit in enumerate(DIGITS)}
APART: Final = "+"


def packed_number(number: int) -> str:
    """A number that is not negative, in 62 digits: 2**63 takes 11 characters."""
    if number < 0:
        raise ValueError(f"only numbers from 0 are packed, not {number}")
    text = ""
    while number >= len(DIGITS):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return DIGITS[number] + text


def unpacked_number(text: object) -> object:
    """Back to the number; what is no text goes through untouched, for pydantic to judge."""
    if not isinstance(text, str):
        return text
    number = 0
    for digit in text:
        if digit not in VALUES:
            raise ValueError(f"{digit!r} is no digit")
        number = number * len(DIGITS) + VALUES[digit]
    if not text or number >= 2**63:
        raise ValueError("not a number that an id can be")
    return number


def _unpacked_day(text: object) -> object:
    number = unpacked_number(text)
    return date.fromordinal(number) if isinstance(number, int) else number


Number = Annotated[int, BeforeValidator(unpacked_number)]
Day = Annotated[date, BeforeValidator(_unpacked_day)]


class Pressed(CallbackData, prefix="?"):
    """What a button says when it is pressed: which, never whether one may."""

    def apart(self) -> str:
        """Pack so that the answer comes as a new message, and this one stays as it is."""
        return APART + self.pack()

    def _encode_value(self, key: str, value: Any) -> str:  # noqa: ANN401 - as aiogram declares it
        match value:
            case bool():
                return "1" if value else "0"
            case int():
                return packed_number(value)
            case date():
                return packed_number(value.toordinal())
            case _:
                return super()._encode_value(key, value)

    @classmethod
    def read(cls, data: str) -> Self:
        """Understand a button's data.

        Raises:
            ValueError: Not what this bot packs today, be it old or forged.
        """
        if "\0" in data:  # PostgreSQL cannot keep it
            raise ValueError(f"not a {cls.__name__}")
        try:
            return cls.unpack(data)
        except (TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"not a {cls.__name__}") from error
