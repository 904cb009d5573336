"""The order of titles, from which any page of any programs is taken."""

from __future__ import annotations

import random

import pytest

from db.search.bits import of_numbers
from db.search.titles import CHANGES_MAX, PART, Titled, Titles

MANY = 5 * PART
EVERY = [((f"{n * 7919 % 1000:03d}", n), 3 * n) for n in range(MANY)]


def pages(titles: Titles, programs: int, size: int) -> list[int]:
    """All pages put together, up to the first one that is empty."""
    found: list[int] = []
    while page := titles.page(programs, len(found), size):
        found += page
    return found


@pytest.mark.parametrize("share", [0.01, 0.3, 1])
@pytest.mark.parametrize("size", [1, 5, 100])
def test_pages_of_any_programs_are_in_the_order_of_title_and_id(share: float, size: int) -> None:
    drawn = random.Random(size)  # noqa: S311 - the same programs each time
    some = [each for each in EVERY if drawn.random() < share]
    titles = Titles.of(EVERY)

    found = pages(titles, of_numbers([bit for _, bit in some]), size)

    assert found == [bit for _, bit in sorted(some)]


@pytest.mark.parametrize("changes", [1, CHANGES_MAX // 2, CHANGES_MAX])
def test_an_order_with_changes_is_the_order_made_anew(changes: int) -> None:
    gone = EVERY[7 : 7 + changes]
    new: list[Titled] = [((f"{n}", MANY + n), 3 * n + 1) for n in range(changes)]
    left = [*(each for each in EVERY if each not in gone), *new]
    every = of_numbers([bit for _, bit in left])

    changed = Titles.of(EVERY).changed(gone, new)

    assert pages(changed, every, 50) == pages(Titles.of(left), every, 50)
    assert changed.called("5") == (1 << 16 if changes > 5 else 0)


def test_programs_are_known_by_their_title_and_by_its_beginning() -> None:
    titles = Titles.of([(("лепка", 1), 4), (("лепка", 2), 0), (("лепка с нуля", 3), 9)])

    assert titles.called("лепка") == 0b10001
    assert titles.called("лепка ", end="я") == 1 << 9
    assert titles.called("лепк") == 0


def test_nothing_has_no_pages() -> None:
    assert Titles.of([]).page(0, 0, 5) == []
