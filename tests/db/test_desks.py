"""What a provider's staff is shown, as the database finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.actor import ProviderStaff
from core.domain.ids import AccountId, ProviderId
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    CHESS_CLUB,
    TEN_PLACES,
    ZONE,
    Town,
    add_contract,
    add_funded_child,
    add_request,
    found_town,
)

SIZE = 3
# Who is in which group, in the order of the groups' titles and of the names.
IN_GROUPS = (
    ("Группа 1", ("Азов Игорь", "Белов Олег", "Ветров Иван", "Громов Пётр")),
    ("Группа 2", ("Абрамов Илья", "Яшин Лев")),
    ("Группа 3", ("Дроздов Глеб",)),
)


def furnish(uow: UnitOfWork) -> Town:
    """The same, entered in the opposite order; and a request, which is no contract."""
    town = found_town(uow)
    number = 0
    for title, names in reversed(IN_GROUPS):
        group = town.group
        if title != TEN_PLACES.title:
            group = uow.intake.add_group(town.module, replace(TEN_PLACES, title=title))
        for name in reversed(names):
            number += 1
            child = add_funded_child(uow, town, n=number, full_name=name)
            request = add_request(uow, town, child, group=group, key=f"screen-{number}")
            concluded, _ = request.confirmed(on=uow.today(ZONE))
            uow.enrollments.save(concluded)
    waiting = add_funded_child(uow, town, n=number + 1, full_name="Аистов Тимур")
    add_request(uow, town, waiting, key="waits")
    return town


@asks_once
def running(
    uow: UnitOfWork, provider: ProviderId, page: int
) -> tuple[int, list[tuple[str, str]]] | None:
    staff = ProviderStaff(AccountId(1), provider)
    found = uow.desks.running(staff, page=page, size=SIZE)
    if found is None:
        return None
    _, count, lines = found
    return count, [(line.group_title, line.child_short_name) for line in lines]


@pytest.mark.parametrize("page", [1, 2, 3, 4, 10**9])
async def test_a_page_of_contracts_may_begin_and_end_in_the_middle_of_a_group(
    database: Database, page: int
) -> None:
    town = await database.perform(furnish)
    all_of_them = [
        (title, f"{name.split()[1]} {name[0]}.") for title, of in IN_GROUPS for name in of
    ]

    found = await database.read(running, town.provider, page)

    on_page = all_of_them[(page - 1) * SIZE : page * SIZE]
    assert found == (len(all_of_them), on_page)


async def test_a_provider_without_contracts_has_an_empty_page_and_no_provider_none(
    database: Database,
) -> None:
    town = await database.perform(found_town)

    assert await database.read(running, town.provider, 1) == (0, [])
    assert await database.read(running, ProviderId(10**6), 1) is None


async def test_contracts_of_another_provider_are_not_counted(database: Database) -> None:
    def two_clubs(uow: UnitOfWork) -> ProviderId:
        town = found_town(uow)
        add_contract(uow, town, add_funded_child(uow, town))
        other = replace(CHESS_CLUB, inn="7707083893", ogrn="1027700132195", name="Другой клуб")
        return uow.intake.add_provider(other, municipality=town.municipality.id).id

    other = await database.perform(two_clubs)

    assert await database.read(running, other, 1) == (0, [])
