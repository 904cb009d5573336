"""How much of the full figures a long test does."""

from __future__ import annotations

import os
from math import ceil

SHARE_VARIABLE = "KRUZHOK_LONG_SHARE"


def share(full: int, *, least: int = 1) -> int:
    """The full figure, or the fraction of it that KRUZHOK_LONG_SHARE asks for."""
    return max(least, ceil(full * float(os.environ.get(SHARE_VARIABLE, "1"))))
