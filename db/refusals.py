"""What the database itself refuses, in the words of the domain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, StatementError

from core.domain.eligibility import COUNTED
from core.domain.errors import BadValue, RequestRefused

# A number of more than 64 bits, a text that is none, on the way to either database.
_UNWRITABLE = OverflowError, UnicodeError
# Of PostgreSQL's and its driver's own codes, those that find fault with a value.
DATA_EXCEPTION = "22"


@contextmanager
def refusals_by_name() -> Iterator[None]:
    """A step over a counted limit is refused with the reason that the trigger names (ENR-3).

    Raises:
        RequestRefused: Somebody was faster than the look before this request.
    """
    try:
        yield
    except IntegrityError as refused:
        said = str(refused.orig)
        for reason in COUNTED:
            if reason in said:
                raise RequestRefused((reason,)) from None
        raise


@contextmanager
def refusing_what_no_column_holds() -> Iterator[None]:
    """An act that is given such a number or text is refused, whichever of its arguments it is.

    The rules ask for what is too much where they name a limit; a forged id has none.

    Raises:
        BadValue
    """
    try:
        yield
    except _UNWRITABLE as refused:
        raise _too_much() from refused
    except StatementError as refused:
        if not _says_so(refused):
            raise
        raise _too_much() from refused


def _says_so(refused: StatementError) -> bool:
    state = getattr(refused.orig, "sqlstate", None) or ""
    return isinstance(refused.orig, _UNWRITABLE) or state.startswith(DATA_EXCEPTION)


def _too_much() -> BadValue:
    return BadValue("value", "nothing that can be kept")
