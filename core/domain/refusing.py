"""What a refusal says besides its reason from the list: words of its own."""

from __future__ import annotations

from enum import StrEnum

from core.domain.errors import CommentNeeded

COMMENT_LENGTH_MAX = 500
_ANOTHER = "OTHER"


def needs_words(reason: StrEnum) -> bool:
    """Whether the reason says nothing by itself."""
    return reason == _ANOTHER


def says_something(reason: StrEnum, comment: str) -> bool:
    """Whether the family learns why: from the reason, or from a letter or digit beside it."""
    return not needs_words(reason) or any(sign.isalnum() for sign in comment)


def comment_kept(reason: StrEnum, comment: str) -> str:
    """What is kept of a comment, and read by the family: at most `COMMENT_LENGTH_MAX` characters.

    A reason from the list says why by itself. OTHER says nothing, so its words are the reason.

    Raises:
        CommentNeeded: The reason is OTHER, and no letter or digit says which.
    """
    kept = comment.strip()[:COMMENT_LENGTH_MAX]
    if not says_something(reason, kept):
        raise CommentNeeded
    return kept
