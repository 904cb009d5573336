"""What a certificate pays for is asked only of providers that its municipality agreed with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.ids import ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import Registry
from core.domain.searching import Conditions, Kind, Purse, SearchQuery, Sort
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    CHESS,
    CHESS_CLUB,
    FIRST_YEAR,
    NOON,
    TEN_PLACES,
    add_module,
    add_program,
    found_town,
)
from tests.db.plain_search import FAR, Plain
from tests.db.test_search_plainly import OFFERED, PURSE, ask, fill, picture

RICH = Purse(Money.roubles(20_000))


async def test_what_the_family_adds_comes_in_order_with_and_without_agreements(
    database: Database,
) -> None:
    known = await database.read(picture, await database.perform(fill, 6))
    first = min(each.provider for each in known)

    for providers in (None, frozenset[ProviderId](), frozenset([first])):
        plain = Plain(known, NOON.date(), replace(PURSE, providers=providers))
        ready = {each.program: [*filter(plain.joinable, each.groups)] for each in known}
        added = {
            each.program: min(map(plain.share, ready[each.program] or each.groups), default=FAR)
            for each in known
        }
        in_order = [(not ready[p], added[p], plain.before(p), p) for p in added]
        found = await ask(database, SearchQuery(sort=Sort.CHEAPEST, purse=plain.purse))

        assert found.programs == tuple(program for *_, program in sorted(in_order))


async def with_two_providers(database: Database) -> tuple[ProviderId, ProgramId, ProgramId]:
    """Of which the first one has an agreement, and both have chess at 2,250 roubles a month."""

    def made(uow: UnitOfWork) -> tuple[ProviderId, ProgramId, ProgramId]:
        town = found_town(uow)
        theatre = replace(CHESS_CLUB, inn="7707083893", ogrn="1027700132195", name="Театр")
        other = uow.intake.add_provider(theatre, municipality=town.municipality.id).id
        program = add_program(
            uow, replace(CHESS, title="Шахматы в театре"), provider=other,
            municipality=town.municipality,
        )  # fmt: skip
        uow.intake.add_group(add_module(uow, program), TEN_PLACES)
        uow.intake.index(program)
        return town.provider, town.program, program

    return await database.perform(made)


@pytest.mark.parametrize(
    ("asked", "without_agreement"),
    [
        (Conditions(price_most=Money(0)), False),
        (Conditions(price_most=Money.roubles(2000)), False),
        (Conditions(price_most=Money.roubles(2300)), True),
        (Conditions(covered=True), False),
    ],
)
async def test_where_there_is_no_agreement_a_child_is_asked_the_whole_price(
    database: Database, asked: Conditions, *, without_agreement: bool
) -> None:
    provider, agreed, other = await with_two_providers(database)
    purse = replace(RICH, providers=frozenset([provider]))

    found = await ask(database, SearchQuery(chosen=asked, purse=purse, counts_places=True))
    whoever = await ask(database, SearchQuery(chosen=asked, purse=RICH))
    nobody = await ask(
        database, SearchQuery(chosen=asked, purse=replace(RICH, providers=frozenset()))
    )

    assert set(found.programs) == ({agreed, other} if without_agreement else {agreed})
    assert set(whoever.programs) == {agreed, other}
    assert set(nobody.programs) == ({agreed, other} if without_agreement else set())
    assert dict(found.facets[Kind.COVERED]) == {"1": 1}


async def test_a_contract_is_paid_out_of_what_an_agreement_has_left_or_not_at_all(
    database: Database,
) -> None:
    """Chess takes 9,000 roubles of the certificate."""
    provider, agreed, other = await with_two_providers(database)
    known = await database.read(picture, [other])
    both = replace(RICH, providers=frozenset(ProviderId(each.provider) for each in known))
    covered = SearchQuery(chosen=Conditions(covered=True))

    enough = replace(both, rooms=frozenset([(provider, Money.roubles(9000))]))
    little = replace(both, rooms=frozenset([(provider, Money.roubles(9000) - Money(1))]))
    found = await ask(database, replace(covered, purse=enough))
    without = await ask(database, replace(covered, purse=little))
    in_order = await ask(database, SearchQuery(sort=Sort.CHEAPEST, purse=little))

    assert set(found.programs) == {agreed, other}
    assert without.programs == (other,)
    assert in_order.programs == (other, agreed)


async def test_a_budget_program_needs_no_agreement(database: Database) -> None:
    def made(uow: UnitOfWork) -> ProgramId:
        town = found_town(uow)
        draft = replace(CHESS, title="Хор", registry=Registry.GENERAL)
        program = add_program(uow, draft, provider=town.provider, municipality=town.municipality)
        uow.intake.add_group(add_module(uow, program, replace(FIRST_YEAR, price=None)), TEN_PLACES)
        uow.intake.index(program)
        return program

    choir = await database.perform(made)
    purse = replace(RICH, providers=frozenset[ProviderId]())

    for asked in (Conditions(covered=True), Conditions(price_most=Money(0))):
        found = await ask(database, SearchQuery(chosen=asked, purse=purse))

        assert found.programs == (choir,)


async def test_a_new_agreement_is_asked_for_anew_and_a_changed_program_too(
    database: Database,
) -> None:
    provider, agreed, other = await with_two_providers(database)
    free = Conditions(price_most=Money(0))
    query = SearchQuery(chosen=free, purse=replace(RICH, providers=frozenset([provider])))
    before = await ask(database, query)

    known = await database.read(picture, [other])
    both = replace(RICH, providers=frozenset(each.provider for each in known))
    after = await ask(database, replace(query, purse=both))
    renamed = replace(CHESS, title="Шашки в театре")
    await database.perform(lambda uow: uow.intake.change_program(other, renamed, state=OFFERED))

    assert before.programs == (agreed,)
    assert set(after.programs) == {agreed, other}
    assert (await ask(database, query)).programs == (agreed,)
    assert set((await ask(database, replace(query, purse=both))).programs) == {agreed, other}
