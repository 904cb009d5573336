"""Another reason has to be named; a listed one says why by itself."""

from __future__ import annotations

from enum import StrEnum

import pytest

from core.domain.application import ApplicationRefusal
from core.domain.errors import CommentNeeded
from core.domain.grounds import Ground, RefusalReason
from core.domain.refusing import COMMENT_LENGTH_MAX, comment_kept, needs_words

UNREADABLE = ["", " ", "...", "😀", "\n\t", "\u200b", "\u00a0\u2060"]


@pytest.mark.parametrize("reason", [RefusalReason.OTHER, ApplicationRefusal.OTHER])
@pytest.mark.parametrize("comment", UNREADABLE)
def test_another_reason_without_words_is_refused(reason: StrEnum, comment: str) -> None:
    with pytest.raises(CommentNeeded):
        comment_kept(reason, comment)


@pytest.mark.parametrize("reason", [*RefusalReason, *ApplicationRefusal])
def test_words_are_kept_with_any_reason(reason: StrEnum) -> None:
    assert comment_kept(reason, " потому что ") == "потому что"
    assert comment_kept(reason, "ж" * 501) == "ж" * COMMENT_LENGTH_MAX
    assert needs_words(reason) == (reason == "OTHER")


@pytest.mark.parametrize("reason", [*RefusalReason, *ApplicationRefusal])
def test_a_listed_reason_needs_no_words(reason: StrEnum) -> None:
    if not needs_words(reason):
        assert comment_kept(reason, " ") == ""


def test_enr_9_grounds_of_a_termination_know_no_other() -> None:
    assert not any(map(needs_words, Ground))
