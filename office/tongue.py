"""Which language the terminal speaks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

LOCALES: Final = Path(__file__).with_name("locales")


def language() -> str:
    """`ru` on a Russian terminal, else `en`; the variables that programs use to tell."""
    chosen = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return "ru" if chosen.lower().startswith("ru") else "en"
