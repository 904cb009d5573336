"""Places and money of enrollments that hold none of their own (ENR-6, ENR-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from core.domain.actor import System
from core.domain.certificate import Certificate
from core.domain.daily import Step
from core.domain.enrollment import Enrollment, State
from core.domain.ids import EnrollmentId
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    Town,
    add_contract,
    add_desk_offer,
    add_funded_child,
    add_request,
    found_town,
)
from tests.db.days import ensure_money_is_right, keys, money, run, taken


def one_offer_and_one_request(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment, Enrollment]:
    """Of 20 August, in the same group; the child becomes 18 on 10 September."""
    town = found_town(uow)
    certificate = add_funded_child(uow, town, born_on=date(2002, 9, 10))
    offer = add_desk_offer(uow, town, certificate)
    return town, certificate, offer, add_request(uow, town, certificate)


async def found(database: Database, id: EnrollmentId) -> Enrollment:
    enrollment = await database.read(lambda uow: uow.enrollments.get(id))
    assert enrollment is not None
    return enrollment


async def test_enr_12_an_offer_from_the_desk_holds_no_money_and_no_place(
    database: Database,
) -> None:
    town, certificate, offer, request = await database.perform(one_offer_and_one_request)

    assert (offer.desk_offer, offer.reserved.kopecks) == (True, 0)
    assert (offer.holds_place, request.holds_place) == (False, True)
    assert await taken(database, town.group) == 1
    assert (await money(database, town, certificate))[1] == request.reserved.kopecks
    await ensure_money_is_right(database)


async def test_an_expired_offer_from_the_desk_gives_nothing_back(database: Database) -> None:
    town, certificate, offer, request = await database.perform(one_offer_and_one_request)

    for _ in range(2):
        await run(database, town, Step.EXPIRE, date(2020, 9, 3))

    states = [(await found(database, each.id)).state for each in (offer, request)]
    assert states == [State.EXPIRED, State.EXPIRED]
    assert await keys(database, offer.id) == []
    assert await money(database, town, certificate) == (1510200, 0, 0, 0)
    assert await taken(database, town.group) == 0
    await ensure_money_is_right(database)


async def test_closing_the_certificate_refuses_offers_and_gives_back_what_was_held(
    database: Database,
) -> None:
    town, certificate, offer, request = await database.perform(one_offer_and_one_request)

    for _ in range(2):
        await run(database, town, Step.CLOSE_CERTIFICATES, date(2020, 9, 10))

    refused = [await found(database, each.id) for each in (offer, request)]
    assert [each.state for each in refused] == [State.REFUSED, State.REFUSED]
    assert [each.holds_place for each in refused] == [False, False]
    assert await money(database, town, certificate) == (0, 0, 0, 1510200)
    assert await taken(database, town.group) == 0
    await ensure_money_is_right(database)


async def test_enr_10_a_contract_that_handed_over_its_place_closes_without_one(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment]:
        town = found_town(uow)
        contract = add_contract(uow, town, add_funded_child(uow, town))
        uow.enrollments.save(replace(contract, holds_place=False))
        return town, contract

    town, contract = await database.perform(prepare)

    await run(database, town, Step.CLOSE_ENROLLMENTS, contract.days.last + timedelta(days=1))

    assert (await found(database, contract.id)).state is State.CLOSED
    assert await taken(database, town.group) == 1


async def test_enr_12_what_the_desk_offered_stands_in_the_way_of_no_request(
    database: Database,
) -> None:
    _, certificate, _, request = await database.perform(one_offer_and_one_request)

    standing = await database.read(
        lambda uow: uow.certificates.standing(certificate.id, of=System())
    )

    (commitment,) = standing.commitments
    assert commitment.days == request.days
