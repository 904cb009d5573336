"""The triggers that count limits, in the words of the domain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from core.domain.eligibility import COUNTED
from core.domain.errors import RequestRefused


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
