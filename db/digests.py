"""Digests of closed days, and the entries that they are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, tuple_

from core.domain.digest import DayDigest
from core.domain.ids import MunicipalityId
from db.statements import Columns, insert_once
from db.tables.base import Id, Instant, Ordered
from db.tables.money import day_digests, ledger
from db.tables.periods import funding_periods

CHUNK = 1000

# The order of recording; entries of one instant lie by their primary key, as the index has them.
_ORDER = (ledger.c.recorded_at, ledger.c.period_id, ledger.c.certificate_id, ledger.c.key)
_OF_MUNICIPALITY = (
    select(ledger)
    .join(funding_periods, funding_periods.c.id == ledger.c.period_id)
    .where(funding_periods.c.municipality_id == bindparam("municipality"))
    .order_by(*_ORDER)
)
_FIRST = _OF_MUNICIPALITY.with_only_columns(ledger.c.recorded_at).limit(1)
_LAST = select(ledger.c.recorded_at).order_by(ledger.c.recorded_at.desc()).limit(1)
_UNTIL = _OF_MUNICIPALITY.where(ledger.c.recorded_at < bindparam("until", type_=Instant)).limit(
    CHUNK
)
_SINCE = _UNTIL.where(ledger.c.recorded_at >= bindparam("since", type_=Instant))
_BEHIND = _SINCE.where(
    tuple_(*_ORDER)
    > tuple_(
        bindparam("since", type_=Instant),
        bindparam("period", type_=Id),
        bindparam("certificate", type_=Id),
        bindparam("key", type_=Ordered),
    )
)
_DIGESTS = (
    select(day_digests)
    .where(day_digests.c.municipality_id == bindparam("municipality"))
    .order_by(day_digests.c.on_day)
)
_LATEST = _DIGESTS.order_by(None).order_by(day_digests.c.on_day.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class SqlDigests:
    connection: Connection

    def of(self, municipality: MunicipalityId) -> tuple[DayDigest, ...]:
        rows = self.connection.execute(_DIGESTS, {"municipality": municipality})
        return tuple(_digest(row) for row in rows)

    def latest(self, municipality: MunicipalityId) -> DayDigest | None:
        row = self.connection.execute(_LATEST, {"municipality": municipality}).first()
        return None if row is None else _digest(row)

    def keep(self, digest: DayDigest) -> None:
        row = {
            "municipality_id": digest.municipality,
            "on_day": digest.on,
            "entries": digest.entries,
            "sha256": digest.sha256,
        }
        self.connection.execute(insert_once(day_digests, row))

    def first_recorded_at(self, municipality: MunicipalityId) -> datetime | None:
        return self.connection.scalar(_FIRST, {"municipality": municipality})

    def last_recorded_at(self) -> datetime | None:
        return self.connection.scalar(_LAST)

    def entries(
        self, municipality: MunicipalityId, *, since: datetime | None, until: datetime
    ) -> Iterator[str]:
        given: dict[str, Any] = {"municipality": municipality, "until": until, "since": since}
        question = _UNTIL if since is None else _SINCE
        while rows := self.connection.execute(question, given).all():
            yield from map(_text, rows)
            last = rows[-1]
            question = _BEHIND
            given |= {
                "since": last.recorded_at,
                "period": last.period_id,
                "certificate": last.certificate_id,
                "key": last.key,
            }


def _digest(row: Columns) -> DayDigest:
    return DayDigest(MunicipalityId(row.municipality_id), row.on_day, row.entries, row.sha256)


def _text(row: Any) -> str:  # noqa: ANN401 - rows know no types
    """Every column, in the order of the table, the instant in ISO 8601."""
    columns = [each.isoformat() if isinstance(each, datetime) else each for each in row]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
