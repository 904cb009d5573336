"""What nobody sees is not shown, and what is shown stays on its line (promise R2)."""

import pytest

from core.domain.unseen import has_unseen, seen


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Анна", "Анна"),
        ("Анна\u200b Котова", "Анна Котова"),
        ("\u202eоглы", "оглы"),
        ("\u3164", ""),
        ("\u200b\u3164\U000e0041", ""),
        ("\u200d\ufe0f", ""),
        ("a\x00b", "ab"),
        ("П" + "\u0489" * 70, "П" + "\u0489" * 2),
        ("Nguye\u0302\u0303n", "Nguye\u0302\u0303n"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("☀\ufe0f", "☀\ufe0f"),
        ("प्रिया", "प्रिया"),
    ],
)
def test_what_is_seen_is_left(text: str, left: str) -> None:
    assert seen(text) == left


def test_what_is_not_seen_is_noticed() -> None:
    assert has_unseen("Анна\u200d")
    assert has_unseen("А" + "\u0301" * 3)
    assert not has_unseen("Анна")
