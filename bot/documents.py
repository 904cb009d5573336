"""Whatever the domain knows, as a document for people and programs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from core.domain.calendar import Month
from core.domain.money import Money


def json_file(value: object) -> bytes:
    """The value as a file that a person can read too.

    Sums are in roubles, days and instants as ISO 8601 has them.
    """
    return json.dumps(value, ensure_ascii=False, indent=2, default=_told).encode()


def _told(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, Money | Month):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Collection):
        return list(value)
    if isinstance(value, Money | Month | ZoneInfo):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be told")
