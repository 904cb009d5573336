"""What the registries answer to everybody, what enters them, and accounts made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.drafts import CatalogDraft, MunicipalityDraft
from core.domain.enrollment import State
from core.domain.errors import (
    BadValue,
    ConsentMissing,
    NotAllowed,
    NotFound,
    WrongState,
)
from core.domain.funding import Parameters
from core.domain.ids import AccountId, CategoryId, GroupId, ProgramId
from core.domain.money import Money
from core.domain.places import Point
from core.domain.searching import SearchQuery
from core.services import account_registry, funding, invitations, provisions, registries
from core.services.answers import confirm_enrollment
from core.services.imports import prepare_import
from core.services.leaving import leave_enrollment, withdraw_enrollment
from core.services.municipalities import add_municipality, change_municipality
from tests.services.world import AUTUMN, INN, NOMINAL, OGRN, OPERATOR, YEAR, World

BALTIYSK = MunicipalityDraft("BLT", "город Балтийск", "Europe/Kaliningrad", "3902")


async def trail(world: World, on: str) -> list[str]:
    acts = [each["act"] for each in await world.ask(lambda uow: uow.trail.of(on))]
    return [act for act in acts if act != "run-day"]


async def test_a_municipality_is_entered_once_by_an_operator(world: World) -> None:
    first = await world.perform(add_municipality, OPERATOR, BALTIYSK)
    again = await world.perform(add_municipality, OPERATOR, BALTIYSK)

    assert again == first == await world.ask(registries.municipality_coded, "BLT")
    assert await trail(world, f"municipality:{first.id}") == ["add-municipality"]
    assert await world.ask(registries.municipalities_page, page=2, size=1) == (world.municipality,)
    with pytest.raises(NotAllowed):
        await world.perform(add_municipality, world.officer, replace(BALTIYSK, code="X"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Другой"},
        {"code": "A:B"},
        {"code": " BLT"},
        {"code": ""},
        {"code": "A B"},
        {"code": "A\nB"},
        {"code": "<b>A</b>"},
        {"code": "-A"},
        {"code": "А" * 21},
        {"code": "А" * 5000},
        {"code": "NEW", "name": "одна\nдругая", "number_prefix": "3903"},
        {"code": "NEW", "name": "я" * 201, "number_prefix": "3903"},
        {"point": Point(54.65, 19.91)},
        {"code": "NEW", "name": " "},
        {"code": "NEW", "number_prefix": "39"},
        {"code": "NEW", "number_prefix": "390x"},
        {"code": "NEW", "zone": "Mars/Olympus"},
        {"code": "NEW", "zone": "../etc"},
        {"code": "NEW", "number_prefix": "3901"},
        {"code": "NEW"},
    ],
)
async def test_a_municipality_that_cannot_be_is_refused(
    world: World, wrong: dict[str, str]
) -> None:
    await world.perform(add_municipality, OPERATOR, BALTIYSK)

    with pytest.raises(BadValue):
        await world.perform(add_municipality, OPERATOR, replace(BALTIYSK, **wrong))  # type: ignore[arg-type]


async def test_a_code_may_have_letters_digits_and_hyphens(world: World) -> None:
    for number, code in enumerate(("63-sam", "Ж7", "А" * 20)):
        draft = replace(BALTIYSK, code=code, number_prefix=f"390{number + 3}")

        assert (await world.perform(add_municipality, OPERATOR, draft)).code == code


async def test_a_known_municipality_gets_its_place_on_the_map(world: World) -> None:
    known = replace(BALTIYSK, code="BAL", name="Балтийский муниципальный район")
    of_another_code = replace(BALTIYSK, code="X", name="Балтийск", number_prefix="3904")

    placed = await world.perform(add_municipality, OPERATOR, known)
    unplaced = await world.perform(add_municipality, OPERATOR, of_another_code)

    assert (placed.point, unplaced.point) == (Point(54.6513, 19.9141), None)
    assert await world.perform(add_municipality, OPERATOR, known) == placed
    moved = replace(known, point=Point(54.65, 19.91))
    assert (await world.perform(change_municipality, OPERATOR, moved)).point == moved.point


async def test_a_file_s_municipality_can_be_one(world: World) -> None:
    wrong = CatalogDraft((replace(BALTIYSK, code="<b>"),), (), (), ())

    with pytest.raises(BadValue):
        await world.perform(prepare_import, OPERATOR, wrong)


async def test_what_is_known_of_a_municipality_is_corrected(world: World) -> None:
    program = (await world.group()).program.id
    await world.perform(add_municipality, OPERATOR, BALTIYSK)
    known = MunicipalityDraft(
        "KLG", "город Калининград", "Europe/Kaliningrad", "3901", world.municipality.point
    )
    renamed = replace(known, name="Кёнигсберг", number_prefix="3903")

    changed = await world.perform(change_municipality, OPERATOR, renamed)
    again = await world.perform(change_municipality, OPERATOR, renamed)

    assert again == changed == replace(world.municipality, name="Кёнигсберг", number_prefix="3903")
    acts = await trail(world, f"municipality:{changed.id}")
    assert acts == ["add-municipality", "change-municipality"]
    found = await world.ask(lambda uow: uow.search.find(SearchQuery("кёнигсберг"), page_size=5))
    assert found.programs == (program,)
    moved = replace(BALTIYSK, zone="Europe/Moscow")
    assert (await world.perform(change_municipality, OPERATOR, moved)).zone == "Europe/Moscow"
    for wrong in (
        replace(renamed, zone="Europe/Moscow"), replace(renamed, number_prefix="3902"),
        replace(renamed, name=" "),
    ):  # fmt: skip
        with pytest.raises(BadValue):
            await world.perform(change_municipality, OPERATOR, wrong)
    with pytest.raises(NotFound):
        await world.perform(change_municipality, OPERATOR, replace(known, code="NOPE"))
    with pytest.raises(NotAllowed):
        await world.perform(change_municipality, world.officer, renamed)


async def test_cert_4_a_file_s_municipality_has_numbers_of_its_own(world: World) -> None:
    taken = CatalogDraft((replace(BALTIYSK, number_prefix="3901"),), (), (), ())

    with pytest.raises(BadValue):
        await world.perform(prepare_import, OPERATOR, taken)
    with pytest.raises(BadValue):
        await world.perform(lambda uow: uow.municipalities.add(taken.municipalities[0]))

    assert await world.ask(registries.municipalities_page, page=1, size=9) == (world.municipality,)


async def test_a_category_gets_another_name_and_keeps_its_money(world: World) -> None:
    place, rename = world.municipality.id, funding.rename_category
    other = await world.perform(funding.add_category, world.officer, place, "Другие")

    for _ in range(2):
        await world.perform(rename, world.officer, place, world.category, "Все дети")

    found = registries.category_named(await world.ask(registries.categories_of, "KLG"), "Все дети")
    assert (found.id, found.nominals) == (world.category, {world.period.id: NOMINAL})
    assert (await trail(world, f"category:{world.category}")).count("rename-category") == 1
    for name in ("Другие", "другие ", "«ДРУГИЕ»", " "):
        with pytest.raises(BadValue):
            await world.perform(rename, world.officer, place, world.category, name)
    for name in ("Нет", " "):
        with pytest.raises(NotAllowed):
            await world.perform(rename, world.officer, place, CategoryId(10**6), name)
    with pytest.raises(NotAllowed):
        await world.perform(rename, OPERATOR, place, other, "Нет")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("9999-01-01", "9999-12-31"),
        ("2024-01-01", "2024-12-31"),
        ("2021-01-01", "2029-12-31"),
        ("2021-01-01", "2022-01-02"),
        ("2019-01-01", "2019-08-19"),
        ("1920-01-01", "1920-12-31"),
    ],
)
async def test_a_period_is_a_year_not_far_from_today(world: World, first: str, last: str) -> None:
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    place = world.municipality.id

    with pytest.raises(BadValue):
        await world.perform(funding.add_period, world.officer, place, days, Parameters())

    assert await world.ask(registries.periods_of, "KLG") == (world.period,)


async def test_a_period_that_is_known_is_found_again_however_long_ago(world: World) -> None:
    world.clock.move_to(date(2030, 1, 1))

    again = await world.perform(
        funding.add_period, world.officer, world.municipality.id, YEAR, Parameters()
    )

    assert again == world.period


async def test_what_a_municipality_sets_again_is_not_recorded_again(world: World) -> None:
    place, period = world.municipality.id, world.period

    await world.add_period(YEAR)
    await world.perform(funding.add_category, world.officer, place, "Дети от 5 до 18")

    assert await trail(world, f"period:{period.id}") == ["add-period"]
    assert await trail(world, f"category:{world.category}") == ["add-category", "set-nominal"]
    assert await trail(world, f"provider:{world.provider.id}") == [
        "add-provider", "agreement", "invite", "link",
    ]  # fmt: skip
    with pytest.raises(BadValue):
        await world.perform(provisions.set_nominal, world.officer, world.category, period, Money(0))
    with pytest.raises(BadValue):
        await world.perform(funding.add_category, world.officer, place, " ")


async def test_no_two_categories_differ_by_case_or_blanks(world: World) -> None:
    place, add = world.municipality.id, funding.add_category
    kids = await world.perform(add, world.officer, place, " Дети  из семей\u00a0военных ")

    again = await world.perform(add, world.officer, place, "Дети из семей военных")
    with pytest.raises(BadValue) as refused:
        await world.perform(add, world.officer, place, "дети из «семей» ВОЕННЫХ")

    names = [each.name for each in await world.ask(registries.categories_of, "KLG")]
    assert again == kids
    assert names.count("Дети из семей военных") == 1
    assert len(names) == 2
    assert refused.value.values == {"given": "Дети из семей военных"}
    # Its own name may get another case.
    await world.perform(
        funding.rename_category, world.officer, place, kids, "ДЕТИ из семей военных"
    )


async def test_the_rules_of_a_municipalitys_money_are_read_by_natural_keys(world: World) -> None:
    periods = await world.ask(registries.periods_of, "KLG")
    categories = await world.ask(registries.categories_of, "KLG")
    (agreement,) = await world.ask(registries.agreements_page, "KLG", page=1, size=10)

    assert registries.period_holding(periods, date(2020, 12, 31)) == world.period
    chosen = registries.category_named(categories, "Дети от 5 до 18")
    assert (chosen.id, chosen.nominals) == (world.category, {world.period.id: NOMINAL})
    assert (agreement.period, agreement.inn) == (world.period.id, INN)
    assert await world.ask(registries.agreements_page, "KLG", page=2, size=10) == ()
    with pytest.raises(NotFound):
        registries.period_holding(periods, date(2021, 1, 1))
    with pytest.raises(NotFound):
        registries.category_named(categories, "дети")
    with pytest.raises(NotFound):
        await world.ask(registries.periods_of, "NOPE")


async def test_providers_programs_and_groups_are_read_page_by_page(world: World) -> None:
    first, second = await world.group(), await world.group()

    (provider,) = await world.ask(registries.providers_page, page=1, size=10)
    programs = await world.ask(registries.programs_page, inn=INN, code="KLG", page=1, size=10)
    rest = await world.ask(registries.groups_page, inn=INN, page=2, size=1)

    assert (provider.inn, provider.ogrn, provider.municipality_code) == (INN, OGRN, "KLG")
    assert await world.ask(registries.provider_with_inn, INN) == provider
    assert (await world.ask(registries.provider_drafts))[0].inn == INN
    assert [each.program for each in programs] == [first.program, second.program]
    assert rest == (second,)
    found, groups = await world.ask(registries.program_with_groups, first.program.id)
    assert (found.program, groups) == (first.program, (first,))
    assert await world.ask(registries.group_offered, first.group.id) == first
    with pytest.raises(NotFound):
        await world.ask(registries.program_with_groups, ProgramId(10**6))
    with pytest.raises(NotFound):
        await world.ask(registries.group_offered, GroupId(10**6))
    with pytest.raises(NotFound):
        await world.ask(registries.provider_with_inn, "7700000000")


async def test_an_operator_makes_and_links_an_account_once(world: World) -> None:
    invited = await world.perform(invitations.invite_family, world.officer, world.anya.id)
    enter, accept = account_registry.enter_account, account_registry.accept_for_account

    silent = await world.perform(enter, OPERATOR, 300, "ru", consented=False)
    with pytest.raises(ConsentMissing):
        await world.perform(accept, OPERATOR, silent.id, invited.token)
    agreed = await world.perform(enter, OPERATOR, 300, "ru", consented=True)
    again = await world.perform(enter, OPERATOR, 300, "ru", consented=False)
    linked = await world.perform(accept, OPERATOR, silent.id, invited.token)

    assert again == agreed
    assert agreed.consented
    assert linked.acting == {world.anya.id}
    assert await trail(world, f"account:{linked.id}") == [
        "arrive", "enter-account", "consent", "enter-account", "accept-invitation",
    ]  # fmt: skip
    assert await world.perform(accept, OPERATOR, silent.id, invited.token) == linked
    assert len(await trail(world, f"account:{linked.id}")) == 5
    with pytest.raises(NotAllowed):
        await world.perform(enter, world.officer, 301, "ru", consented=True)


async def test_an_account_acts_only_as_what_it_is_linked_to(world: World) -> None:
    parent = await world.ask(account_registry.parent, world.parent.account)
    staff = await world.ask(account_registry.staff_member, world.staff.account, INN)
    page = await world.ask(account_registry.accounts_page, OPERATOR, page=1, size=10)

    assert (parent, staff) == (world.parent, world.staff)
    assert [each.id for each in page] == [parent.account, staff.account]
    assert page[1].staff_of == (world.provider.id,)
    for account in (world.staff.account, AccountId(10**6)):
        with pytest.raises(NotFound):
            await world.ask(account_registry.parent, account)
    for account, inn in ((world.parent.account, INN), (world.staff.account, "7700000000")):
        with pytest.raises(NotFound):
            await world.ask(account_registry.staff_member, account, inn)
    with pytest.raises(NotAllowed):
        await world.ask(account_registry.accounts_page, world.officer, page=1, size=10)


async def test_enr_9_withdrawing_never_ends_a_contract_that_has_begun(world: World) -> None:
    enrollment = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, enrollment.id)
    await world.run_days(date(2020, 9, 30))

    with pytest.raises(WrongState):
        await world.perform(withdraw_enrollment, world.parent, enrollment.id)
    with pytest.raises(NotAllowed):
        await world.perform(withdraw_enrollment, OPERATOR, enrollment.id)

    left = await world.perform(
        leave_enrollment, world.parent, enrollment.id, shown_last_day=date(2020, 9, 30)
    )
    assert left.state is State.ENDING
    assert AUTUMN.last > left.days.last
