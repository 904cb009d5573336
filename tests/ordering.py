"""In which order tests run when several workers share them."""

import os
from itertools import groupby
from pathlib import Path
from typing import Final

import pytest

TESTS: Final = Path(__file__).parent
# Folders and files that take long, most of it waiting for other processes, the longest first.
LONGEST: Final = (
    "journey",
    "test_several_bots.py",
    "test_killed_relay.py",
    "test_page.py",
    "test_killed_runs.py",
    "test_stopped_bots.py",
    "crash",
    "test_bot_command.py",
    "test_restoring_under_load.py",
    "test_restoring_postgresql_under_load.py",
    "simulation",
    "quality",
    "sandbox_demo",
)


def long_ones_first(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The same tests, each worker's share beginning with long ones, none of which comes last.

    Each worker gets as many tests as the others, one behind the other, before those who are done
    take from the end of another's share. A file's tests stay together for what they share.
    """
    rest = [item for item in items if not is_long(item)]
    long = sorted(filter(is_long, items), key=_place)
    shares: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for n, (_, file) in enumerate(groupby(long, key=lambda item: item.path)):
        shares[n % workers].extend(file)
    for n, share in enumerate(shares):
        size = len(items) * (n + 1) // workers - len(items) * n // workers
        taken = max(0, size - len(share))
        share.extend(rest[:taken])
        del rest[:taken]
    return [*(item for share in shares for item in share), *rest]


def is_long(item: pytest.Item) -> bool:
    """Whether it is to begin early."""
    return _place(item) < len(LONGEST)


def workers() -> int:
    """How many share the tests of this run."""
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def _place(item: pytest.Item) -> int:
    parts = {*item.path.relative_to(TESTS).parts}
    return next((n for n, name in enumerate(LONGEST) if name in parts), len(LONGEST))
