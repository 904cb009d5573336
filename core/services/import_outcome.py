"""What an import did, for the operator to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.domain.changes import Change
from core.domain.ids import GroupId, ProgramId
from core.domain.uploads import Missing, Origin
from core.services.noted import changed_fields, turned


@dataclass(slots=True)
class Outcome:
    """How many programs, modules and groups, by these words; and which of their fields changed.

    `gone` is what the catalog has of the file's programs and the file does not name: it stays
    until somebody archives it. `program` is the one of which this tells, `named` are the groups
    that the file names, with the places where it does; `records` is what the audit trail keeps of
    each object that changed, by its subject.
    """

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    gone: list[Missing] = field(default_factory=list)
    program: ProgramId | None = None
    named: dict[GroupId, Origin] = field(default_factory=dict)
    records: dict[str, dict[str, str]] = field(default_factory=dict)

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.changes + other.changes,
            self.gone + other.gone,
        )

    def record(
        self, subject: str, changes: Sequence[Change], states: tuple[str, str] | None = None
    ) -> None:
        """Have the audit trail keep what changed of an object, its state among it."""
        said = changed_fields(changes)
        if states is not None and states[0] != states[1]:
            said["state"] = turned(*states)
        self.records[subject] = said

    @property
    def wrote(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """What is gone, by the titles that lead to it."""
        return [each.path for each in self.gone]
