"""Signs that nobody sees, or that spill over what stands beside them: never a part of a name."""

from __future__ import annotations

import re
from typing import Final

# Letters and marks without a picture, and marks that turn or join what stands around them.
_UNSEEN: Final = (
    "\x00\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
# They make one picture of several emoji, and say that a sign is one.
_OF_EMOJI: Final = "\u200d\ufe0f"
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
MARKS_MAX: Final = 2
_ALONE: Final = re.compile(f"[{_UNSEEN}]")
_ANY: Final = re.compile(f"[{_UNSEEN}{_OF_EMOJI}]")
# More than letters of any language have over and under them.
_HEAPED: Final = re.compile(f"([{_MARKS}]{{{MARKS_MAX}}})[{_MARKS}]+")


def has_unseen(text: str) -> bool:
    """Whether something of it is not seen, or more marks are heaped than letters have."""
    return bool(_ANY.search(text) or _HEAPED.search(text))


def seen(text: str) -> str:
    """The text without what nobody sees, and with no more marks on a letter than letters have;
    empty when nothing of it can be seen. Emoji stay as they are.
    """
    if text.isascii() and "\x00" not in text:
        return text
    bare = _HEAPED.sub(r"\1", _ALONE.sub("", text))
    return bare if _ANY.sub("", bare).strip() else ""
