"""What configures the logs in a test leaves them to the next test as they were."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def logs_as_before() -> Iterator[None]:
    """Whatever is configured inside is forgotten: it may write to a file that is closed then."""
    root, aiogram = logging.getLogger(), logging.getLogger("aiogram")
    handlers, level, aiogram_level = root.handlers[:], root.level, aiogram.level
    try:
        yield
    finally:
        structlog.reset_defaults()
        root.handlers[:] = handlers
        root.setLevel(level)
        aiogram.setLevel(aiogram_level)
