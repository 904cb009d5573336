"""Refusals of the machine below: files and keys that do not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Coded(Exception):
    """Told apart by its `code`, with the facts of its sentence; as text an English one.

    Whoever speaks to people says it in their language, by the code.
    """

    SENTENCES: ClassVar[Mapping[str, str]]

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(self.SENTENCES[code].format(**facts))
        self.code = code
        self.facts = facts
