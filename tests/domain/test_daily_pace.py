"""Chunks of the daily run are as large as their time allows."""

from __future__ import annotations

import pytest

from core.domain.daily import CHUNK_LEAST, CHUNK_MOST, CHUNK_SECONDS, paced


@pytest.mark.parametrize(
    ("chunk", "seconds", "following"),
    [
        (400, CHUNK_SECONDS, 400),
        (400, CHUNK_SECONDS * 1.25, 320),
        (400, CHUNK_SECONDS * 0.625, 640),
        (CHUNK_MOST, CHUNK_SECONDS / 1.5, CHUNK_MOST),
        (CHUNK_LEAST, CHUNK_SECONDS * 1.5, CHUNK_LEAST),
        # Not less than half, in whole ones, and not more than twice as much.
        (901, 60.0, 450),
        (500, CHUNK_SECONDS / 2.5, 1000),
        (500, 0.0, 1000),
    ],
)
def test_the_next_chunk_is_what_fits_into_the_time(
    chunk: int, seconds: float, following: int
) -> None:
    found = paced(chunk, seconds)

    assert (found, type(found)) == (following, int)


@pytest.mark.parametrize(("seconds", "following"), [(0.0, 800), (60.0, 200)])
def test_one_chunk_changes_the_next_by_no_more_than_twice(seconds: float, following: int) -> None:
    assert paced(400, seconds) == following


def test_nobody_asks_for_a_chunk_of_nothing() -> None:
    assert paced(1, 3600.0) == CHUNK_LEAST > 0
