"""What a program means for a child, and what an operator's file does to the catalog."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.catalog_views import Cover
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.eligibility import Reason
from core.domain.errors import BadValue, NotAllowed, NotFound
from core.domain.ids import ProgramId
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Form, Registry, Slot
from core.domain.registry_errors import ProgramGone
from core.domain.searching import SearchQuery
from core.services.catalog import cards_of, program_card, search_programs
from core.services.imports import import_program
from tests.services.world import AUTUMN, INN, OPERATOR, World


def draft(title: str = "Робототехника") -> ProgramDraft:
    group = GroupDraft("Группа 1", 2, AUTUMN, 10, None, "ул. Садовая, 1", (Slot(1, time(16)),))
    module = ModuleDraft("1-й год", Money(900000), Money(900000), (group,))
    return ProgramDraft(
        INN, "KLG", title, "Собираем роботов", Direction.TECHNICAL, Registry.CERTIFIED,
        Form.IN_PERSON, AgeRange(7, 12), False, (module,),  # noqa: FBT003
    )  # fmt: skip


async def test_covered_to_the_end_until_new_year_extra_and_not_at_all(world: World) -> None:
    long = Days(date(2020, 9, 1), date(2021, 5, 31))
    offerings = {
        Cover.FULLY: await world.group(price=900000),
        Cover.FULLY_UNTIL: await world.group(days=long, price=900000),
        Cover.EXTRA: await world.group(price=1220000, normative=1098000),
        Cover.NOT_COVERED: await world.group(places=0),
    }

    for cover, offering in offerings.items():
        card = await world.ask(program_card, world.parent, offering.program.id, world.anya.id)
        price = card.offerings[0].price

        assert price is not None
        assert price.cover is cover
        assert (card.best is None) == (cover is Cover.NOT_COVERED)
        if cover is Cover.EXTRA:
            assert price.extra_a_month == Money(30666)


async def test_a_card_without_a_child_has_no_price_and_a_foreign_child_is_refused(
    world: World,
) -> None:
    offering = await world.group()
    stranger = replace(world.parent, acting=frozenset())

    card = await world.ask(program_card, stranger, offering.program.id, None)

    assert card.offerings[0].price is None
    with pytest.raises(NotAllowed):
        await world.ask(program_card, stranger, offering.program.id, world.anya.id)
    with pytest.raises(ProgramGone):
        await world.ask(program_card, stranger, ProgramId(10**6), None)


async def test_the_whole_catalog_is_found_page_by_page_without_doubles(world: World) -> None:
    made = {(await world.group()).program.id for _ in range(7)}

    pages = [
        await world.ask(search_programs, world.parent, SearchQuery(page=n), world.anya.id)
        for n in (1, 2, 3)
    ]

    assert pages[0].found.total == 7
    assert pages[0].found.pages == 2
    shown = [card.program.id for page in pages[:2] for card in page.cards]
    assert sorted(shown) == sorted(made)
    assert pages[2].found.programs == pages[1].found.programs


async def test_a_second_import_of_the_same_draft_changes_nothing(world: World) -> None:
    first = await world.perform(import_program, OPERATOR, draft(), certify=True)
    second = await world.perform(import_program, OPERATOR, draft(), certify=True)

    assert dict(first.added) == {"programs": 1, "modules": 1, "groups": 1}
    assert not second.wrote
    assert dict(second.unchanged) == {"programs": 1, "modules": 1, "groups": 1}


async def test_a_changed_draft_changes_what_it_names_and_a_live_enrollment_keeps_its_group(
    world: World,
) -> None:
    await world.perform(import_program, OPERATOR, draft(), certify=True)
    (module,) = draft().modules
    (group,) = module.groups
    moved = replace(module, groups=(replace(group, address="пр. Мира, 2", places=12),))
    changed = replace(draft(), annotation="Другое", modules=(moved,))

    outcome = await world.perform(import_program, OPERATOR, changed, certify=True)
    found = await world.ask(search_programs, world.parent, SearchQuery(text="робототехника"), None)

    assert dict(outcome.changed) == {"programs": 1, "groups": 1}
    (card,) = found.cards
    assert card.first.group.address == "пр. Мира, 2"
    assert card.first.group.places == 12


async def test_reg_6_an_imported_group_without_places_is_shown_and_not_open(
    world: World,
) -> None:
    (module,) = draft().modules
    (group,) = module.groups
    unknown = replace(module, groups=(replace(group, places=None),))
    await world.perform(
        import_program, OPERATOR, replace(draft(), modules=(unknown,)), certify=True
    )

    found = await world.ask(
        search_programs, world.parent, SearchQuery(text="роботы"), world.anya.id
    )

    (card,) = found.cards
    assert card.offerings[0].price is not None
    assert card.offerings[0].price.reasons == (Reason.MODULE_CLOSED,)


async def test_reg_3_budget_programs_need_a_public_provider_and_a_known_one(
    world: World,
) -> None:
    with pytest.raises(NotFound):
        await world.perform(
            import_program, OPERATOR, replace(draft(), provider_inn="1"), certify=True
        )
    with pytest.raises(NotFound):
        await world.perform(
            import_program, OPERATOR, replace(draft(), municipality_code="?"), certify=True
        )
    with pytest.raises(NotAllowed):
        await world.perform(import_program, world.staff, draft(), certify=True)
    await world.private_provider("500100732259")
    with pytest.raises(BadValue):
        await world.perform(
            import_program,
            OPERATOR,
            replace(draft(), provider_inn="500100732259", registry=Registry.GENERAL),
            certify=True,
        )


async def test_a_program_that_is_not_there_has_no_card_among_others(world: World) -> None:
    there = (await world.group()).program.id

    cards = await world.ask(cards_of, world.parent, [ProgramId(10**6), there], world.anya.id)

    assert [card.program.id for card in cards] == [there]
