"""What commands say in the terminal's language: sentences, names of columns, codes in words.

The words themselves are read by the first sentence that is said: most of a start is what is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from core.domain.calendar import Days

_CODE: Final = re.compile("[A-Z][A-Z_]*", re.ASCII)
_BETWEEN: Final = re.compile("[^a-z0-9]+")


def say(message: str, facts: Mapping[str, str | int] | None = None) -> str:
    """See `words.say`."""
    from office import words

    return words.say(message, facts)


def days_said(days: Days) -> str:
    """From which day to which."""
    return say("said-from-to", {"first": str(days.first), "last": str(days.last)})


def minute_said(at: datetime) -> str:
    """An instant as people read it; its seconds are for programs."""
    return at.isoformat(timespec="minutes")


def yes_no(flag: object) -> str:
    return say("yes" if flag else "no")


def named(name: str) -> str:
    """What a line or a column is called; names that a person or a file gave stay as they are."""
    return known(f"name-{_BETWEEN.sub('-', name.lower()).strip('-')}") or name


def in_words(code: object) -> str:
    """`TRADER_ALONE` as people read it: trader alone."""
    said = known(f"code-{code}") if _CODE.fullmatch(str(code)) else None
    return said or str(code).replace("_", " ").lower()


def act_in_words(act: str) -> str:
    """What was done, as the audit trail has it: `set-price` is “price set”."""
    return known(f"act-{act}") or in_words(act)


def known(message: str) -> str | None:
    """What a message says, if there is one."""
    from office import words

    return words.say(message) if words.has(message) else None
