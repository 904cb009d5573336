"""Whoever was reminded before it was kept is not reminded again (ENR-8, LED-7)."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, insert, text

from core.domain.daily import Step
from core.domain.ids import EnrollmentId
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db import migrate, versions
from db.clock import ClockFrom
from db.database import Database
from db.tables.messages import daily_runs
from tests.builders import NOON, add_funded_child, add_parent, add_request, add_staff, found_town
from tests.db.test_migrations import empty_url

__all__ = ["empty_url"]

BEFORE = "0031"
GOES_BACK = date(2020, 11, 19)


def two_requests(uow: UnitOfWork) -> tuple[EnrollmentId, EnrollmentId]:
    """Of one of them the provider was reminded, and the family of money that goes back."""
    town = found_town(uow)
    add_staff(uow, town.provider)
    child = add_funded_child(uow, town)
    first, second = (add_request(uow, town, child, key=screen) for screen in ("one", "two"))
    facts = Facts(certificate=child.id, enrollment=first.id)
    uow.outbox.to_staff(town.provider, NoticeKind.REQUEST_UNANSWERED, facts)
    add_parent(uow, child)
    for on in (GOES_BACK, GOES_BACK - timedelta(days=30)):
        unused = Facts(certificate=child.id, on=on)
        uow.outbox.to_family(child.id, NoticeKind.CERTIFICATE_UNUSED, unused, not_before=NOON)
    return first.id, second.id


async def filled(url: str) -> tuple[EnrollmentId, EnrollmentId]:
    database = Database.open(url, ClockFrom(NOON))
    try:
        return await database.perform(two_requests)
    finally:
        await database.close()


def test_whoever_was_told_is_marked(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    told, untold = asyncio.run(filled(empty_url))
    migrate.downgrade(empty_url, BEFORE)

    migrate.upgrade(empty_url)

    question = text("SELECT id, waits_since, reminded_of FROM enrollments")
    marks = {
        row.id: row.reminded_of == row.waits_since
        for row in versions.connected(empty_url, lambda c: c.execute(question).all())
    }
    assert marks == {told: True, untold: False}
    question = text("SELECT unused_told_for FROM certificates")
    unused = versions.connected(empty_url, lambda c: c.execute(question).scalar())
    assert str(unused) == str(GOES_BACK)


@pytest.mark.parametrize(
    ("on", "step", "told_on"),
    [
        (date(2020, 11, 1), Step.REMIND, None),
        (date(2020, 11, 1), Step.OFFER, "2020-11-01"),
        (date(2020, 12, 17), Step.REMIND, "2020-11-01"),
        (date(2020, 12, 18), Step.CLOSE_CERTIFICATES, "2020-12-17"),
    ],
)
def test_a_period_whose_reminders_were_run_is_marked_with_their_day(
    empty_url: str, on: date, step: Step, told_on: str | None
) -> None:
    migrate.upgrade(empty_url)
    asyncio.run(filled(empty_url))
    versions.connected(empty_url, lambda c: _runs_stand_at(c, on, step, []))
    migrate.downgrade(empty_url, BEFORE)

    migrate.upgrade(empty_url)

    question = text("SELECT lapsing_told_on FROM funding_periods")
    marked = versions.connected(empty_url, lambda c: c.execute(question).scalar())
    assert (marked if marked is None else str(marked)) == told_on


@pytest.mark.parametrize(("after", "kept"), [([1, 7, 40], [1]), ([2, 7, 40], [2, 7, 40]), ([], [])])
def test_a_run_that_stood_amid_reminders_goes_on(
    empty_url: str, after: list[int], kept: list[int]
) -> None:
    migrate.upgrade(empty_url, BEFORE)
    at = date(2020, 11, 1)
    asyncio.run(filled_before(empty_url, at, after))

    migrate.upgrade(empty_url)

    found = versions.connected(empty_url, lambda c: c.execute(daily_runs.select()).one())
    assert (found.on_day, found.step, found.after) == (at, Step.REMIND, kept)


async def filled_before(url: str, on: date, after: list[int]) -> None:
    def found(connection: Connection) -> None:
        connection.execute(
            text(
                "INSERT INTO municipalities (id, code, name, zone, number_prefix)"
                " VALUES (1, 'T', 'T', 'Europe/Kaliningrad', '3900')"
            )
        )
        _runs_stand_at(connection, on, Step.REMIND, after)

    versions.connected(url, found)


def _runs_stand_at(connection: Connection, on: date, step: Step, after: list[int]) -> None:
    place = connection.execute(text("SELECT id FROM municipalities")).scalar_one()
    position = {"municipality_id": place, "on_day": on, "step": step, "after": after}
    connection.execute(insert(daily_runs), position)
    connection.commit()
