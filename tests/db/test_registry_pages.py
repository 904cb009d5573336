"""Registries page by page: the questions of those who keep them, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff
from core.domain.calendar import Days
from core.domain.funding import Parameters
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId
from core.domain.program import ProgramState
from core.domain.registries import Agreement
from core.domain.scope import Scope
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    CHESS,
    CHESS_CLUB,
    KALININGRAD,
    NOMINAL,
    YEAR,
    Town,
    add_child,
    add_funded_child,
    add_parent,
    add_program,
    add_request,
    add_staff,
    found_town,
)

ART_CLUB = replace(CHESS_CLUB, inn="3906000020", name="Арт-клуб", municipality_code="39-blt")


async def test_accounts_come_by_id_with_the_roles_of_each(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, CertificateId, CertificateId]:
        town = found_town(uow)
        linked, alone = add_child(uow, town), add_child(uow, town, n=2)
        add_parent(uow, linked)
        add_parent(uow, linked, chat=101)
        add_staff(uow, town.provider)
        return town, linked.id, alone.id

    town, linked, alone = await database.perform(prepare)

    first = await database.read(lambda uow: uow.accounts.page(page=1, size=2))
    second = await database.read(lambda uow: uow.accounts.page(page=2, size=2))
    assert [account.acting for account in first] == [{linked}, {linked}]
    assert [account.staff_of for account in second] == [(town.provider,)]
    assert await database.read(lambda uow: uow.accounts.page(page=3, size=2)) == ()
    one = second[0].id
    assert await database.read(lambda uow: uow.accounts.by_id(one)) == second[0]
    assert await database.read(lambda uow: uow.accounts.by_id(AccountId(10**6))) is None
    assert await database.read(lambda uow: uow.accounts.linked([linked, alone])) == {linked}
    assert await database.read(lambda uow: uow.accounts.linked([])) == frozenset()


async def test_categories_and_agreements_come_in_order_with_what_belongs_to_them(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, list[bool]]:
        town = found_town(uow)
        place = town.municipality.id
        uow.municipalities.add_category(place, "Будущие")
        art = uow.intake.add_provider(ART_CLUB, municipality=place).id
        again = [uow.municipalities.add_agreement(art, place, town.period.id) for _ in "12"]
        next_year = Days(YEAR.first.replace(year=2021), YEAR.last.replace(year=2021))
        following = uow.municipalities.add_period(place, next_year, Parameters())
        uow.municipalities.add_agreement(art, place, following.id)
        return town, again

    town, again = await database.perform(prepare)

    place, period = town.municipality.id, town.period.id
    categories = await database.read(lambda uow: uow.municipalities.categories(place))
    first = await database.read(lambda uow: uow.municipalities.agreements(place, page=1, size=2))
    second = await database.read(lambda uow: uow.municipalities.agreements(place, page=2, size=2))
    assert again == [True, False]
    assert [(each.name, dict(each.nominals)) for each in categories] == [
        ("Будущие", {}), ("Дети от 5 до 17 лет", {period: NOMINAL}),
    ]  # fmt: skip
    assert first == (
        Agreement(period, ART_CLUB.inn, "Арт-клуб"),
        Agreement(period, CHESS_CLUB.inn, "Шахматный клуб"),
    )
    assert [each.inn for each in second] == [ART_CLUB.inn]


async def test_providers_programs_and_groups_come_by_name_archived_programs_too(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, ProviderId]:
        town = found_town(uow)
        baltiysk = uow.municipalities.add(
            replace(KALININGRAD, code="39-blt", name="Балтийск", number_prefix="3902")
        )
        art = uow.intake.add_provider(ART_CLUB, municipality=baltiysk.id).id
        draft = replace(CHESS, title="Акварель")
        program = add_program(uow, draft, provider=art, municipality=baltiysk)
        uow.intake.change_program(program, draft, state=ProgramState.ARCHIVED)
        return town, art

    town, art = await database.perform(prepare)

    providers = await database.read(lambda uow: uow.catalog.providers(page=1, size=10))
    assert [(each.inn, each.municipality_code) for each in providers] == [
        (ART_CLUB.inn, "39-blt"), (CHESS_CLUB.inn, "39-kgd"),
    ]  # fmt: skip
    assert await database.read(lambda uow: uow.catalog.providers(page=2, size=1)) == providers[1:]
    found = await database.read(lambda uow: uow.catalog.registered_provider(ART_CLUB.inn))
    assert found == providers[0]
    assert await database.read(lambda uow: uow.catalog.registered_provider("1")) is None
    assert await database.read(lambda uow: uow.catalog.inns([art])) == {art: ART_CLUB.inn}

    programs = await database.read(lambda uow: uow.catalog.programs(page=1, size=10))
    assert [(each.program.title, each.inn) for each in programs] == [
        ("Акварель", ART_CLUB.inn), (CHESS.title, CHESS_CLUB.inn),
    ]  # fmt: skip
    place = town.municipality.id
    here = await database.read(
        lambda uow: uow.catalog.programs(municipality=place, page=1, size=10)
    )
    theirs = await database.read(lambda uow: uow.catalog.programs(provider=art, page=1, size=10))
    assert here + theirs == (programs[1], programs[0])
    assert await database.read(lambda uow: uow.catalog.program(town.program)) == programs[1]

    groups = await database.read(lambda uow: uow.catalog.groups(page=1, size=10))
    assert [each.group.id for each in groups] == [town.group]
    assert await database.read(lambda uow: uow.catalog.groups(provider=art, page=1, size=10)) == ()


async def test_enrollments_come_newest_first_for_each_who_may_ask(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, list[CertificateId]]:
        town = found_town(uow)
        children = [add_funded_child(uow, town, n=n, full_name=f"Котов {n}") for n in (1, 2)]
        for child in children:
            add_request(uow, town, child)
        return town, [child.id for child in children]

    town, (first, second) = await database.perform(prepare)

    def certificates(
        uow: UnitOfWork, of: Scope, municipality: MunicipalityId | None = None
    ) -> list[CertificateId]:
        lines = uow.enrollments.page(of, municipality=municipality, page=1, size=10)
        return [line.enrollment.certificate for line in lines]

    both = [second, first]
    account, here, elsewhere = AccountId(1), town.municipality.id, MunicipalityId(10**6)
    assert await database.read(certificates, ProviderStaff(account, town.provider)) == both
    assert await database.read(certificates, ProviderStaff(account, ProviderId(10**6))) == []
    assert await database.read(certificates, Family(account, frozenset({first}))) == [first]
    assert await database.read(certificates, Family(account)) == []
    assert await database.read(certificates, MunicipalityOfficer("Олег", here)) == both
    assert await database.read(certificates, MunicipalityOfficer("Олег", elsewhere)) == []
    assert await database.read(certificates, Operator("Анна"), here) == both
    assert await database.read(certificates, Operator("Анна"), elsewhere) == []
    assert await database.read(certificates, Operator("Анна", frozenset({elsewhere}))) == []
    page = await database.read(lambda uow: uow.enrollments.page(Operator("Анна"), page=2, size=1))
    assert [line.enrollment.certificate for line in page] == [first]


async def test_one_act_on_many_is_recorded_for_each(database: Database) -> None:
    def look(uow: UnitOfWork) -> None:
        uow.trail.record_each(Operator("Анна"), "look", ["certificate:1", "certificate:2"])
        uow.trail.record_each(Operator("Анна"), "look", [])

    def recorded(uow: UnitOfWork, subject: str) -> tuple[Mapping[str, str], ...]:
        return uow.trail.of(subject)

    await database.perform(look)

    for subject in ("certificate:1", "certificate:2"):
        (entry,) = await database.read(recorded, subject)
        assert (entry["actor"], entry["act"]) == ("operator:Анна", "look")
