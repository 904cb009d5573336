"""Nominals given when a period opens, rests lapsed when it ended (LED-5, step 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain.actor import System
from core.domain.calendar import Days
from core.domain.certificate import Certificate
from core.domain.daily import Step
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ledger import Balance, grant
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    NOMINAL,
    Town,
    add_child,
    add_funded_child,
    add_parent,
    add_request,
    found_town,
)
from tests.db.days import ensure_money_is_right, money, run, told

NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))
OPENS_ON = date(2020, 12, 2)
NEXT_NOMINAL = Money.roubles(16000)


def with_next_year(uow: UnitOfWork) -> tuple[Town, FundingPeriod, Certificate]:
    town = found_town(uow)
    period = uow.municipalities.add_period(town.municipality.id, NEXT_YEAR, Parameters())
    uow.provisions.add(town.category, period.id, NEXT_NOMINAL)
    certificate = add_funded_child(uow, town)
    add_parent(uow, certificate)
    return town, period, certificate


async def balance(database: Database, certificate: Certificate, period: FundingPeriod) -> Balance:
    return await database.read(lambda uow: uow.ledger.balance(certificate.id, period.id))


class TestGrant:
    async def test_a_nominal_is_given_when_its_period_opens(self, database: Database) -> None:
        town, period, certificate = await database.perform(with_next_year)

        await run(database, town, Step.GRANT, date(2020, 12, 1))
        before = await balance(database, certificate, period)
        for _ in range(2):
            await run(database, town, Step.GRANT, OPENS_ON)

        assert before == Balance()
        assert await balance(database, certificate, period) == Balance(
            NEXT_NOMINAL, available=NEXT_NOMINAL
        )
        entries = await database.read(lambda uow: uow.ledger.entries(certificate.id, period.id))
        assert [entry.movement for entry in entries] == [
            grant(certificate.id, period.id, funding=1, nominal=NEXT_NOMINAL)
        ]
        assert entries[0].actor == "system"
        await ensure_money_is_right(database)

    async def test_a_grant_is_told(self, database: Database) -> None:
        town, period, certificate = await database.perform(with_next_year)

        await run(database, town, Step.GRANT, OPENS_ON)

        (notice,) = await told(database)
        assert notice.kind is NoticeKind.MONEY_GRANTED
        assert notice.facts == Facts(
            certificate=certificate.id,
            period=period.id,
            amount=NEXT_NOMINAL,
            rest=NEXT_NOMINAL,
            on=NEXT_YEAR.first,
        )

    async def test_only_funded_certificates_valid_on_the_first_day_get_money(
        self, database: Database
    ) -> None:
        town, period, _ = await database.perform(with_next_year)

        def others(uow: UnitOfWork) -> dict[str, Certificate]:
            def child(n: int, born_on: date) -> Certificate:
                return add_funded_child(uow, town, n=n, full_name=f"К {n}", born_on=born_on)

            return {
                "accounting": add_child(uow, town, n=2, full_name="Котов Иван"),
                "valid through New Year's Eve": child(3, date(2003, 1, 1)),
                "valid on the first day": child(4, date(2003, 1, 2)),
            }

        given = await database.perform(others)
        await run(database, town, Step.GRANT, OPENS_ON)

        granted = [
            name
            for name, certificate in given.items()
            if (await balance(database, certificate, period)).nominal
        ]
        assert granted == ["valid on the first day"]

    async def test_who_was_funded_since_the_period_opened_is_not_granted_twice(
        self, database: Database
    ) -> None:
        town, period, certificate = await database.perform(with_next_year)

        def fund(uow: UnitOfWork) -> None:
            uow.certificates.save(replace(certificate, fundings=2))
            again = grant(certificate.id, period.id, funding=2, nominal=Money(5))
            uow.ledger.post(again, by=System())

        await database.perform(fund)
        await run(database, town, Step.GRANT, OPENS_ON)

        assert (await balance(database, certificate, period)).nominal == Money(5)

    async def test_chunks_of_one_grant_the_same_and_the_next_day_nothing(
        self, database: Database
    ) -> None:
        town, period, _ = await database.perform(with_next_year)

        def more(uow: UnitOfWork) -> list[Certificate]:
            return [add_funded_child(uow, town, n=n, full_name=f"К {n}") for n in range(2, 6)]

        certificates = await database.perform(more)
        cursors = await run(database, town, Step.GRANT, OPENS_ON, chunk=1)
        again = await run(database, town, Step.GRANT, date(2020, 12, 3), chunk=1)

        # Five of the first period, which every one of them has already, and five of the second.
        assert (len(cursors), again) == (10, [])
        for certificate in certificates:
            assert (await balance(database, certificate, period)).nominal == NEXT_NOMINAL
        await ensure_money_is_right(database)

    async def test_a_period_without_nominals_waits_for_them(self, database: Database) -> None:
        def prepare(uow: UnitOfWork) -> tuple[Town, FundingPeriod, Certificate]:
            town = found_town(uow)
            period = uow.municipalities.add_period(town.municipality.id, NEXT_YEAR, Parameters())
            return town, period, add_funded_child(uow, town)

        town, period, certificate = await database.perform(prepare)
        await run(database, town, Step.GRANT, OPENS_ON)

        def set_nominal(uow: UnitOfWork) -> None:
            uow.provisions.add(town.category, period.id, NOMINAL)

        await database.perform(set_nominal)
        await run(database, town, Step.GRANT, date(2020, 12, 3))

        assert (await balance(database, certificate, period)).nominal == NOMINAL


class TestLapse:
    async def test_cert_10_an_unspent_rest_lapses_after_the_last_day(
        self, database: Database
    ) -> None:
        town, _, certificate = await database.perform(with_next_year)

        def request(uow: UnitOfWork) -> None:
            add_request(uow, town, certificate)

        await database.perform(request)
        before = await run(database, town, Step.LAPSE, date(2020, 12, 31))
        for _ in range(2):
            await run(database, town, Step.LAPSE, date(2021, 1, 1))

        assert before == []
        assert await money(database, town, certificate) == (0, 900000, 0, 610200)
        (period, _) = await database.read(
            lambda uow: uow.municipalities.periods(town.municipality.id)
        )
        assert period.lapsed
        await ensure_money_is_right(database)

    async def test_a_lapse_is_told(self, database: Database) -> None:
        town, _, certificate = await database.perform(with_next_year)

        await run(database, town, Step.LAPSE, date(2021, 1, 1))

        (notice,) = await told(database)
        assert notice.kind is NoticeKind.MONEY_LAPSED
        assert notice.facts == Facts(
            certificate=certificate.id, period=town.period.id, amount=NOMINAL
        )

    async def test_chunks_of_one_lapse_the_same(self, database: Database) -> None:
        town, _, _ = await database.perform(with_next_year)

        def more(uow: UnitOfWork) -> list[Certificate]:
            return [add_funded_child(uow, town, n=n, full_name=f"К {n}") for n in range(2, 6)]

        certificates = await database.perform(more)
        cursors = await run(database, town, Step.LAPSE, date(2021, 1, 1), chunk=1)

        assert len(cursors) == 5
        for certificate in certificates:
            assert await money(database, town, certificate) == (0, 0, 0, NOMINAL.kopecks)
        await ensure_money_is_right(database)
