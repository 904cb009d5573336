"""Deliveries of the messenger that had an effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, select

from core.domain.delivery import Delivery, Handled
from db.passing_words import opened_words, sealed_words
from db.prepared import Prepared
from db.statements import Columns, upsert
from db.tables.messages import deliveries

_LATER = deliveries.alias("later")
_THIS = (
    deliveries.c.bot == bindparam("the_bot"),
    deliveries.c.number == bindparam("the_number"),
)
# The first step of a delivery that had an effect, if it had any.
HANDLED = (
    select(
        deliveries.c.found,
        exists()
        .where(
            _LATER.c.bot == deliveries.c.bot,
            _LATER.c.chat == deliveries.c.chat,
            _LATER.c.number != deliveries.c.number,
            _LATER.c.id > deliveries.c.id,
        )
        .label("outdated"),
    )
    .where(*_THIS)
    .order_by(deliveries.c.step)
    .limit(1)
)
_KEEP = Prepared(
    upsert(deliveries).on_conflict_do_nothing().inline(),
    columns=("bot", "number", "step", "chat", "found", "handled_at"),
)


@dataclass(frozen=True, slots=True)
class SqlDeliveries:
    """See `Deliveries`."""

    connection: Connection
    now: datetime

    def keep(self, delivery: Delivery, *, step: int, found: Mapping[str, str]) -> bool:
        row = {
            "bot": delivery.bot,
            "number": delivery.number,
            "step": step,
            "chat": delivery.chat,
            "found": sealed_words(self.connection, found),
            "handled_at": self.now,
        }
        return _KEEP(self.connection, row).rowcount == 1

    def known(self, delivery: Delivery) -> bool:
        the_delivery = {"the_bot": delivery.bot, "the_number": delivery.number}
        return self.connection.execute(HANDLED, the_delivery).first() is not None

    def forget(self, *, before: datetime, most: int) -> int:
        oldest = self.connection.execute(
            select(deliveries.c.id, deliveries.c.handled_at).order_by(deliveries.c.id).limit(most)
        ).all()
        ids = [row.id for row in oldest if row.handled_at < before]
        if ids:
            self.connection.execute(delete(deliveries).where(deliveries.c.id.in_(ids)))
        return len(ids)


def as_handled(connection: Connection, row: Columns) -> Handled:
    """From a row of `HANDLED`."""
    return Handled(opened_words(connection, row.found), bool(row.outdated))
