"""The audit trail as it is read: what was done to one object, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TracedKind(StrEnum):
    """What leaves a trail that an office may read, as the trail calls it."""

    CERTIFICATE = "certificate"
    ENROLLMENT = "enrollment"
    PROVIDER = "provider"
    PROGRAM = "program"
    MODULE = "module"
    GROUP = "group"
    MUNICIPALITY = "municipality"
    CATEGORY = "category"
    APPLICATION = "application"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Traced:
    """An object by its kind and id."""

    kind: TracedKind
    id: int

    @property
    def code(self) -> str:
        """As the audit trail calls it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One act: `at` in UTC, `actor` a code or as commands take it, `details` ids, codes, sums."""

    at: datetime
    actor: str
    act: str
    details: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Trail:
    """What was recorded last, oldest first; `earlier` is whether there is more before it."""

    records: tuple[Recorded, ...]
    earlier: bool
