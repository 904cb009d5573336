"""Issuing certificates and giving them money (CERT-2, CERT-4, CERT-5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import MunicipalityOfficer
from core.domain.calendar import Days
from core.domain.certificate import Certificate, CertificateKind, ClosingReason
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import BadValue, NotAllowed
from core.domain.funding import Parameters
from core.domain.ids import CategoryId, MunicipalityId
from core.domain.ledger import EntryKind
from core.services.certificates import fund_certificate, issue_certificate
from core.services.closing import close_certificate
from core.services.funding import add_category, add_period
from core.services.municipalities import add_municipality
from tests.services.world import DEFAULTS, OPERATOR, World


async def issue(
    world: World,
    *,
    full_name: str = "Котова Мария",
    born_on: date = date(2012, 1, 1),
    number: str = "3901999999",
) -> Certificate:
    return await world.perform(
        issue_certificate,
        world.officer,
        world.municipality.id,
        world.category,
        full_name=full_name,
        born_on=born_on,
        number=number,
    )


async def neighbours(world: World) -> tuple[MunicipalityId, MunicipalityOfficer, CategoryId]:
    """Another municipality of the region, its officer and its category."""
    new = MunicipalityDraft("SVT", "город Светлый", "Europe/Kaliningrad", "3902")
    place = (await world.perform(add_municipality, OPERATOR, new)).id
    officer = MunicipalityOfficer("Инна", place)
    category = await world.perform(add_category, officer, place, "Дети от 5 до 18")
    return place, officer, category


async def test_cert_5_a_new_certificate_is_an_accounting_one_and_issued_once(
    world: World,
) -> None:
    first = await issue(world)
    again = await issue(world)

    assert first.kind is CertificateKind.ACCOUNTING
    assert first.valid_until == date(2029, 12, 31)
    assert again == first


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "390199999"},
        {"number": "7701999999"},
        {"number": "3901000001"},
        {"born_on": date(2015, 8, 21)},
        {"born_on": date(2002, 8, 20)},
        {"full_name": "КОТОВА  анна игоревна", "born_on": date(2010, 3, 4)},
        {"full_name": "-"},
        {"full_name": " \n "},
        {"full_name": "Котов\tИван"},
        {"full_name": "Котов\x07 Иван"},
        {"full_name": "<b>Котов</b> Иван"},
        {"full_name": "Котов 🎈 Иван"},
    ],
)
async def test_cert_2_and_cert_4_a_wrong_number_age_or_a_known_child_is_refused(
    world: World, wrong: dict[str, object]
) -> None:
    with pytest.raises(BadValue):
        await issue(world, **wrong)  # type: ignore[arg-type]

    assert await world.ask(lambda uow: uow.people.holder_of("3901999999")) is None


async def test_cert_2_who_is_born_after_today_is_told_so_and_not_that_it_is_minus_ten(
    world: World,
) -> None:
    with pytest.raises(BadValue) as no:
        await issue(world, born_on=date(2030, 8, 21))

    assert no.value.why == "after today"


async def test_a_name_of_one_word_is_a_name(world: World) -> None:
    issued = await issue(world, full_name=" Сукарно ")

    (child,) = (
        await world.ask(lambda uow: uow.people.children([issued.child], of=world.officer))
    ).values()
    assert child.full_name == "Сукарно"


async def test_cert_2_the_fifth_birthday_is_early_enough_and_the_day_before_the_18th_not_late(
    world: World,
) -> None:
    five = await issue(world, born_on=date(2015, 8, 20))
    nearly = await issue(
        world, full_name="Котов Иван", born_on=date(2002, 8, 21), number="3901999998"
    )

    assert (five.valid_until, nearly.valid_until) == (date(2033, 8, 19), date(2020, 8, 20))


async def test_cert_5_funding_grants_every_open_period_once(world: World) -> None:
    early = replace(DEFAULTS, opens_days_before=200)
    following = await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)), early)
    await world.add_period(Days(date(2022, 1, 1), date(2022, 12, 31)))
    world.anya = await issue(world)

    funded = await world.perform(fund_certificate, world.officer, world.anya.id)
    again = await world.perform(fund_certificate, world.officer, world.anya.id)

    assert funded.certificate.kind is CertificateKind.FUNDED
    assert (funded.certificate.funded_on, funded.place) == (date(2020, 8, 20), None)
    assert again == funded
    for period in (world.period, following):
        (entry,) = await world.entries(period.id)
        assert (entry.movement.kind, entry.movement.key) == (EntryKind.GRANT, "grant:1")
        assert await world.money(period.id) == (1510200, 0, 0)


async def test_certificates_and_periods_belong_to_their_own_municipality(world: World) -> None:
    elsewhere = MunicipalityOfficer("Пётр", MunicipalityId(10**6))

    with pytest.raises(NotAllowed):
        await world.perform(fund_certificate, elsewhere, world.anya.id)
    with pytest.raises(NotAllowed):
        await world.perform(fund_certificate, world.staff, world.anya.id)
    with pytest.raises(NotAllowed):
        await world.perform(
            add_period,
            elsewhere,
            world.municipality.id,
            Days(date(2021, 1, 1), date(2021, 12, 31)),
            Parameters(),
        )


async def test_cert_2_which_certificate_a_known_child_has_is_said_to_its_own_registry_alone(
    world: World,
) -> None:
    place, officer, category = await neighbours(world)

    said = {}
    for actor in (officer, OPERATOR):
        with pytest.raises(BadValue) as refused:
            await world.perform(
                issue_certificate, actor, place, category, full_name="Котова Анна Игоревна",
                born_on=date(2010, 3, 4), number="3902000001",
            )  # fmt: skip
        said[actor] = refused.value.why

    assert ["3901000001" in why for why in said.values()] == [False, True]


async def test_cert_9_who_moved_away_gets_a_certificate_where_it_lives_now_and_none_where_it_was(
    world: World,
) -> None:
    place, officer, category = await neighbours(world)
    old = await issue(world)

    async def issue_there() -> Certificate:
        return await world.perform(
            issue_certificate, officer, place, category, full_name="КОТОВА МАРИЯ",
            born_on=date(2012, 1, 1), number="3902000001",
        )  # fmt: skip

    with pytest.raises(BadValue, match="already"):
        await issue_there()
    await world.perform(close_certificate, world.officer, old.id, ClosingReason.MOVED)
    there = await issue_there()
    again = await issue_there()

    assert (there.municipality, there.id == old.id) == (place, False)
    assert again == there
    with pytest.raises(BadValue, match="already"):
        await issue(world, number="3901888888")
    assert (await issue(world)).id == old.id


async def test_periods_of_one_municipality_do_not_overlap(world: World) -> None:
    again = await world.add_period(world.period.days)

    assert again == world.period
    with pytest.raises(BadValue):
        await world.add_period(Days(date(2020, 12, 31), date(2021, 12, 30)))
