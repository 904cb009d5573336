"""What an import did, for the operator to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from core.domain.changes import Change


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many programs, modules and groups, by these words; and which of their fields changed.

    `missing` are groups of the file's programs that the file does not name, by the titles
    that lead to them: they stay until somebody archives them.
    """

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    missing: list[tuple[str, ...]] = field(default_factory=list)

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.changes + other.changes,
            self.missing + other.missing,
        )

    @property
    def wrote(self) -> bool:
        return bool(self.added or self.changed)
