"""What the daily run changes stands in the audit trail, once, with what was before (promise A7)."""

from __future__ import annotations

from datetime import date

from core.domain.certificate import Certificate
from core.domain.daily import Step
from core.domain.enrollment import Enrollment
from core.domain.funding import ReleaseAt
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import Town, add_contract, add_funded_child, add_request, found_town
from tests.db.days import run
from tests.db.test_daily_endings import one_request
from tests.db.test_daily_funding import OPENS_ON, with_next_year

NEW_YEAR = date(2021, 1, 1)


async def _recorded(database: Database, subject: str) -> list[dict[str, str]]:
    rows = await database.read(lambda uow: uow.trail.of(subject))
    return [{key: value for key, value in row.items() if key != "at"} for row in rows]


def _by_itself(act: str, before: str, after: str, **details: str) -> dict[str, str]:
    return {"actor": "system", "act": act, "before": before, "after": after, **details}


async def test_contracts_that_are_closed_are_recorded_whatever_state_they_were_in(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment, Enrollment]:
        town = found_town(uow)
        active = add_contract(uow, town, add_funded_child(uow, town))
        child = add_funded_child(uow, town, n=2, full_name="Котов Иван")
        ending = add_contract(uow, town, child, key="screen-2")
        ending = ending.left(on=date(2020, 12, 3), release_at=ReleaseAt.NEXT_MONTH)
        uow.enrollments.save(ending)
        return town, active, ending

    town, active, ending = await database.perform(prepare)
    for _ in range(2):
        await run(database, town, Step.CLOSE_ENROLLMENTS, NEW_YEAR, chunk=1)

    assert await _recorded(database, f"enrollment:{active.id}") == [
        _by_itself("close", "ACTIVE", "CLOSED")
    ]
    assert await _recorded(database, f"enrollment:{ending.id}") == [
        _by_itself("close", "ENDING", "CLOSED")
    ]


async def test_requests_that_expire_are_recorded(database: Database) -> None:
    town, _, request = await database.perform(one_request)

    for _ in range(2):
        await run(database, town, Step.EXPIRE, date(2020, 9, 3))

    assert await _recorded(database, f"enrollment:{request.id}") == [
        _by_itself("expire", "REQUESTED", "EXPIRED")
    ]


async def test_certificates_closed_at_18_are_recorded_with_the_requests_that_end_with_them(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment]:
        town = found_town(uow)
        grown = add_funded_child(uow, town, born_on=date(2002, 9, 10))
        return town, grown, add_request(uow, town, grown)

    town, grown, request = await database.perform(prepare)
    for _ in range(2):
        await run(database, town, Step.CLOSE_CERTIFICATES, date(2020, 9, 10))

    assert await _recorded(database, f"certificate:{grown.id}") == [
        _by_itself("close", "ACTIVE", "CLOSED", because="ADULT")
    ]
    assert await _recorded(database, f"enrollment:{request.id}") == [
        _by_itself("refuse", "REQUESTED", "REFUSED", ground="CERTIFICATE_CLOSED")
    ]


async def test_of_a_period_that_opens_or_is_over_one_row_says_so_and_the_ledger_the_rest(
    database: Database,
) -> None:
    town, following, certificate = await database.perform(with_next_year)

    for step, on in ((Step.GRANT, OPENS_ON), (Step.LAPSE, NEW_YEAR)):
        for _ in range(2):
            await run(database, town, step, on)

    assert await _recorded(database, f"period:{following.id}") == [
        _by_itself("grant", "False", "True")
    ]
    assert await _recorded(database, f"period:{town.period.id}") == [
        _by_itself("grant", "False", "True"),
        _by_itself("lapse", "False", "True"),
    ]
    entries = await database.read(lambda uow: uow.ledger.entries(certificate.id, following.id))
    assert [(entry.movement.key, entry.actor) for entry in entries] == [("grant:1", "system")]
