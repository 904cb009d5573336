"""Persons, municipalities with their periods, certificates and what decides about requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.actor import System
from core.domain.calendar import Days
from core.domain.certificate import CertificateKind, CertificateState
from core.domain.drafts import MunicipalityDraft
from core.domain.eligibility import Commitment
from core.domain.errors import BadValue
from core.domain.funding import Conclusion, FundingPeriod, Parameters, Prolongation, ReleaseAt
from core.domain.ids import CertificateId, MunicipalityId, PersonId
from core.domain.person import Child
from core.domain.program import Registry
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    AUTUMN,
    KALININGRAD,
    NOMINAL,
    YEAR,
    ZONE,
    add_child,
    add_contract,
    add_funded_child,
    add_request,
    found_town,
)

BORN = date(2010, 5, 5)


def enter(uow: UnitOfWork, number: str = "3901000001", name: str = "Котова Анна") -> PersonId:
    return uow.people.add_child(full_name=name, born_on=BORN, certificate_number=number)


def namesake(uow: UnitOfWork, name: str, born_on: date = BORN) -> PersonId | None:
    return uow.people.namesake(full_name=name, born_on=born_on)


class TestPeople:
    async def test_a_child_is_found_by_its_number_and_by_its_name(self, database: Database) -> None:
        child = await database.perform(enter, name="Котова  Алёна")

        def look(uow: UnitOfWork) -> list[PersonId | None]:
            return [
                uow.people.holder_of("3901000001"),
                uow.people.holder_of("3901000002"),
                namesake(uow, "КОТОВА АЛЕНА"),
                namesake(uow, "Котова Алёна", date(2010, 5, 6)),
            ]

        assert await database.read(look) == [child, None, child, None]

    async def test_children_are_known_by_all_that_a_person_is(self, database: Database) -> None:
        child = await database.perform(enter)

        found = await database.read(
            lambda uow: uow.people.children([child, PersonId(10**6)], of=System())
        )

        assert found == {child: Child(child, "Котова Анна", BORN, "3901000001")}

    async def test_cert_4_a_number_is_given_once(self, database: Database) -> None:
        await database.perform(enter)

        with pytest.raises(BadValue, match="number"):
            await database.perform(enter, name="Котов Иван")

        assert await database.read(namesake, "Котов Иван") is None


class TestMunicipalities:
    async def test_a_municipality_is_entered_once_and_listed_by_name(
        self, database: Database
    ) -> None:
        baltiysk = replace(KALININGRAD, code="39-blt", name="Балтийск", number_prefix="3902")

        def enter_all(uow: UnitOfWork) -> None:
            for draft in (KALININGRAD, baltiysk, replace(KALININGRAD, name="Кёнигсберг")):
                uow.municipalities.add(draft)

        await database.perform(enter_all)

        places = await database.read(lambda uow: uow.municipalities.all())
        assert [place.name for place in places] == ["Балтийск", "Калининград"]
        assert places[0].number_prefix == "3902"
        by_code = await database.read(lambda uow: uow.municipalities.by_code("39-blt"))
        assert by_code == places[0]
        assert await database.read(lambda uow: uow.municipalities.by_id(places[1].id)) == places[1]
        assert await database.read(lambda uow: uow.municipalities.by_code("?")) is None

    async def test_a_period_keeps_every_parameter(self, database: Database) -> None:
        parameters = Parameters(
            conclusion=Conclusion.ON_PARENT_ACCEPTANCE,
            release_at=ReleaseAt.AT_ONCE,
            prolongation=Prolongation.ACCEPTANCE,
            request_reminder_days=4,
            offer_reminder_days=9,
            request_expiry_days=13,
            opens_days_before=20,
            low_percent=10,
            lapsing_days=(),
            prolongation_working_days=7,
            days_to_first_request=30,
            days_after_refusal=11,
            notices_from=time(8, 30),
            notices_until=time(20, 15),
            issue_working_days=2,
            run_from=time(23, 59),
            min_age=6,
        )

        town = await database.perform(found_town, parameters=parameters)

        (period,) = await database.read(
            lambda uow: uow.municipalities.periods(town.municipality.id)
        )
        assert period == town.period
        assert period.parameters == parameters
        assert (period.days, period.zone, period.lapsed) == (YEAR, ZONE, False)
        assert period.opens_on == date(2019, 12, 12)

    async def test_the_periods_of_all_are_those_of_each_by_first_day(
        self, database: Database
    ) -> None:
        town = await database.perform(found_town)
        baltiysk = replace(KALININGRAD, code="39-blt", name="Балтийск", number_prefix="3902")
        bare = MunicipalityDraft("39-gus", "Гусев", KALININGRAD.zone, "3903")

        def add(uow: UnitOfWork) -> MunicipalityId:
            uow.municipalities.add(bare)
            other = uow.municipalities.add(baltiysk).id
            for year in (2021, 2020, 2019):
                days = Days(date(year, 1, 1), date(year, 12, 31))
                uow.municipalities.add_period(other, days, Parameters(low_percent=year % 100))
            return other

        other = await database.perform(add)

        def each(uow: UnitOfWork) -> dict[MunicipalityId, list[FundingPeriod]]:
            places = (town.municipality.id, other)
            return {place: list(uow.municipalities.periods(place)) for place in places}

        everywhere = await database.read(lambda uow: uow.municipalities.periods_everywhere())
        assert everywhere == await database.read(each)
        assert [period.days.first.year for period in everywhere[other]] == [2019, 2020, 2021]

    async def test_a_period_is_entered_once_and_overlaps_no_other(self, database: Database) -> None:
        town = await database.perform(found_town)
        place = town.municipality.id
        next_year = Days(date(2021, 1, 1), date(2021, 12, 31))
        overlapping = Days(date(2020, 12, 31), date(2021, 6, 30))

        def add(uow: UnitOfWork, days: Days) -> int:
            return uow.municipalities.add_period(place, days, Parameters()).id

        again = await database.perform(add, YEAR)
        second = await database.perform(add, next_year)

        assert again == town.period.id
        with pytest.raises(BadValue, match="overlaps"):
            await database.perform(add, overlapping)
        periods = await database.read(lambda uow: uow.municipalities.periods(place))
        assert [period.id for period in periods] == [again, second]

    async def test_categories_agreements_and_limits_are_set_once_each(
        self, database: Database
    ) -> None:
        town = await database.perform(found_town)
        place, period, category = town.municipality.id, town.period.id, town.category

        def set_again(uow: UnitOfWork) -> None:
            again = uow.municipalities.add_category(place, "Дети от 5 до 17 лет")
            assert again == category
            uow.municipalities.add_agreement(town.provider, place, period)
            for limit in (2, None, 3):
                uow.municipalities.set_registry_limit(period, Registry.GENERAL, limit)

        await database.perform(set_again)

        nominal = await database.read(lambda uow: uow.municipalities.nominal(category, period))
        assert nominal == NOMINAL


class TestCertificates:
    async def test_cert_5_a_new_certificate_is_accounting_and_active(
        self, database: Database
    ) -> None:
        town = await database.perform(found_town)

        new = await database.perform(add_child, town)

        assert (new.kind, new.state) == (CertificateKind.ACCOUNTING, CertificateState.ACTIVE)
        assert new.valid_until == date(2028, 5, 4)
        assert await database.read(lambda uow: uow.certificates.of_child(new.child)) == new
        assert await database.perform(lambda uow: uow.certificates.locked(new.id)) == new

    async def test_missing_certificates_are_none(self, database: Database) -> None:
        missing = CertificateId(10**6)

        assert await database.perform(lambda uow: uow.certificates.locked(missing)) is None
        assert await database.read(lambda uow: uow.certificates.get([missing])) == ()
        assert await database.read(lambda uow: uow.certificates.of_child(PersonId(1))) is None

    async def test_a_municipality_sees_its_newest_certificates_first(
        self, database: Database
    ) -> None:
        town = await database.perform(found_town)
        ids = [(await database.perform(add_child, town, n=n)).id for n in range(5)]

        def page(uow: UnitOfWork, number: int) -> list[CertificateId]:
            place = town.municipality.id
            found = uow.certificates.of_municipality(place, page=number, size=2)
            return [certificate.id for certificate in found]

        pages = [await database.read(page, number) for number in (1, 2, 3, 4)]

        assert pages == [ids[:2:-1], ids[2:0:-1], ids[:1], []]

    async def test_standing_is_all_that_decides_about_a_request(self, database: Database) -> None:
        def prepare(uow: UnitOfWork) -> tuple[CertificateId, object]:
            town = found_town(uow)
            certificate = add_funded_child(uow, town)
            uow.municipalities.set_registry_limit(town.period.id, Registry.GENERAL, 1)
            add_contract(uow, town, certificate)
            refused = add_request(uow, town, certificate, key="another")
            uow.enrollments.save(refused.refused())
            return certificate.id, town

        certificate, _ = await database.perform(prepare)

        standing = await database.read(
            lambda uow: uow.certificates.standing(certificate, of=System())
        )
        (period,) = standing.periods
        (commitment,) = standing.commitments
        assert standing.child.full_name == "Котова Анна Игоревна"
        assert standing.certificate.funded
        assert standing.zone == ZONE
        assert standing.balances[period.id].nominal == NOMINAL
        assert commitment == Commitment(commitment.module, Registry.CERTIFIED, AUTUMN)
        assert len(standing.agreements) == 1
        assert standing.registry_limits == {(period.id, Registry.GENERAL): 1}
