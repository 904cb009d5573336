"""Running one step of a day, chunk by chunk, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import text

from core.domain.certificate import Certificate
from core.domain.daily import Position, Step
from core.domain.ids import EnrollmentId, GroupId
from core.domain.ledger import Entry
from core.domain.notice import Notice
from core.ports.daily import Cursor, Daily, Today
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, Town

STEPS: dict[Step, Callable[[Daily, Today], Cursor | None]] = {
    Step.CLOSE_CERTIFICATES: lambda daily, today: daily.close_certificates(today),
    Step.CLOSE_ENROLLMENTS: lambda daily, today: daily.close_enrollments(today),
    Step.RELEASE: lambda daily, today: daily.release(today),
    Step.EXPIRE: lambda daily, today: daily.expire(today),
    Step.LAPSE: lambda daily, today: daily.lapse(today),
    Step.GRANT: lambda daily, today: daily.grant(today),
    Step.CHARGE: lambda daily, today: daily.charge(today),
    Step.UNFUND: lambda daily, today: daily.unfund(today),
    Step.REMIND: lambda daily, today: daily.remind(today),
}


async def run(
    database: Database, town: Town, step: Step, on: date, *, chunk: int = 1000
) -> list[Cursor]:
    """The whole step of a date; its cursors, one for each chunk that had something to do."""
    cursors: list[Cursor] = []
    position = Position(town.municipality.id, on, step)
    while True:
        cursor = await database.perform(do_chunk, Today(position, NOON, chunk))
        if cursor is None:
            return cursors
        cursors.append(cursor)
        position = position.moved(cursor)


def do_chunk(uow: UnitOfWork, today: Today) -> Cursor | None:
    uow.daily.locked_position(today.position.municipality)  # as the daily run does
    return STEPS[today.position.step](uow.daily, today)


async def told(database: Database) -> list[Notice]:
    """Every notice that waits, sent at once, in the order in which they were written."""

    def claim_and_send(uow: UnitOfWork) -> list[Notice]:
        claimed = uow.outbox.claim(most=100, lease=timedelta(minutes=5))
        for notice in claimed:
            uow.outbox.sent(notice.id)
        return list(claimed)

    notices: list[Notice] = []
    while claimed := await database.perform(claim_and_send):
        notices += claimed
    return sorted(notices, key=lambda notice: notice.id)


async def money(
    database: Database, town: Town, certificate: Certificate
) -> tuple[int, int, int, int]:
    """Available, reserved, debited and lapsed in kopecks, in the town's first period."""
    balance = await database.read(lambda uow: uow.ledger.balance(certificate.id, town.period.id))
    return (
        balance.available.kopecks,
        balance.reserved.kopecks,
        balance.debited.kopecks,
        balance.lapsed.kopecks,
    )


async def entries_of(database: Database, enrollment: EnrollmentId) -> tuple[Entry, ...]:
    return await database.read(lambda uow: uow.ledger.entries_of(enrollment))


async def keys(database: Database, enrollment: EnrollmentId) -> list[str]:
    return [entry.movement.key for entry in await entries_of(database, enrollment)]


async def taken(database: Database, group: GroupId) -> int:
    offering = await database.read(lambda uow: uow.catalog.offering(group))
    assert offering is not None
    return offering.group.places_taken


async def ensure_money_is_right(database: Database) -> None:
    assert await database.read(lambda uow: uow.audit.balances(most=10)) == ()
    assert await database.read(lambda uow: uow.audit.schedules(most=10)) == ()


async def write(database: Database, statement: str) -> None:
    """Past the repositories, as nobody should."""

    def execute(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(text(statement))

    await database.perform(execute)
