"""ИНН and ОГРН: the numbers that name an organisation or a sole trader (REG-1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.domain.program import ProviderKind

INN_ORGANISATION: Final = 10
INN_TRADER: Final = 12
OGRN_ORGANISATION: Final = 13
OGRN_TRADER: Final = 15
TRADERS: Final = frozenset({ProviderKind.TRADER_WITH_STAFF, ProviderKind.TRADER_ALONE})

_WEIGHTS: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_OGRN_DIVISOR: Final = {OGRN_ORGANISATION: 11, OGRN_TRADER: 13}
_INN_CHECKED_DIGITS: Final = {INN_ORGANISATION: (9,), INN_TRADER: (10, 11)}


def is_inn(text: str) -> bool:
    """Ten digits of an organisation or twelve of a person, with right check digits."""
    return (
        _is_number(text)
        and len(text) in _INN_CHECKED_DIGITS
        and all(text[place] == _weighed(text[:place]) for place in _INN_CHECKED_DIGITS[len(text)])
    )


def is_ogrn(text: str) -> bool:
    """Thirteen digits (ОГРН) or fifteen of a sole trader (ОГРНИП), with a right check digit."""
    return (
        _is_number(text)
        and len(text) in _OGRN_DIVISOR
        and int(text[-1]) == int(text[:-1]) % _OGRN_DIVISOR[len(text)] % 10
    )


def requisites_fit(kind: ProviderKind, *, inn: str, ogrn: str) -> bool:
    """Both numbers are right, and long as they are for this kind of provider."""
    lengths = (
        (INN_TRADER, OGRN_TRADER) if kind in TRADERS else (INN_ORGANISATION, OGRN_ORGANISATION)
    )
    return is_inn(inn) and is_ogrn(ogrn) and (len(inn), len(ogrn)) == lengths


def _is_number(text: str) -> bool:
    # No region has the code 00, but a row of zeros has right check digits.
    return text.isascii() and text.isdigit() and not text.startswith("00")


def _weighed(digits: Sequence[str]) -> str:
    """The check digit after `digits`; the weights are the last of the row, one per digit."""
    weights = _WEIGHTS[-len(digits) :]
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return str(total % 11 % 10)
