"""What a daily run decides stands in the audit trail, whoever had it run (promise A7, LED-5)."""

from __future__ import annotations

from datetime import date, timedelta

from core.domain.money import Money
from core.domain.provision import Limits
from core.services.certificates import fund_certificate
from core.services.provisions import set_limits
from tests.services.school_years import ASKED_ON, IN_2021, LAST_DAY, offered, school_year
from tests.services.world import World

FUNDED_ON = date(2020, 8, 20)
TURNED = ("actor", "act", "before", "after", "because")


async def _recorded(world: World, subject: str) -> list[tuple[str, ...]]:
    rows = await world.ask(lambda uow: uow.trail.of(subject))
    return [tuple(row[key] for key in TURNED if key in row) for row in rows]


async def test_cert_6_who_gives_money_back_and_who_gets_it_from_the_queue_is_recorded(
    world: World,
) -> None:
    limits = Limits(max_certificates=1)
    await world.perform(set_limits, world.officer, world.category, world.period, limits)
    waiting = await world.certificate("Котов Ждун", date(2012, 1, 1))
    await world.perform(fund_certificate, world.officer, waiting.id)
    before = await _recorded(world, f"certificate:{world.anya.id}")

    await world.run_days(FUNDED_ON + timedelta(days=91), chunk=1)

    given_back = await _recorded(world, f"certificate:{world.anya.id}")
    assert given_back == [*before, ("system", "unfund", "FUNDED", "ACCOUNTING", "unused")]
    assert (await _recorded(world, f"certificate:{waiting.id}"))[-1] == (
        "system", "fund", "ACCOUNTING", "FUNDED",
    )  # fmt: skip


async def test_enr_10_prolongations_are_recorded_when_offered_and_when_concluded(
    bare_world: World,
) -> None:
    await bare_world.build(on=ASKED_ON)
    _, _, old = await school_year(bare_world)

    await bare_world.run_days(LAST_DAY, chunk=1)

    new = await offered(bare_world, old)
    assert await _recorded(bare_world, f"enrollment:{new.id}") == [
        ("system", "offer", "OFFERED"),
        ("system", "conclude", "OFFERED", "ACTIVE"),
    ]


async def test_enr_10_a_prolongation_that_expires_is_recorded(bare_world: World) -> None:
    await bare_world.build(on=ASKED_ON)
    _, _, old = await school_year(bare_world, nominal=Money(IN_2021 - 2))

    await bare_world.run_days(LAST_DAY)

    new = await offered(bare_world, old)
    assert await _recorded(bare_world, f"enrollment:{new.id}") == [
        ("system", "offer", "OFFERED"),
        ("system", "expire", "OFFERED", "EXPIRED"),
    ]


async def test_led_5_each_date_that_was_run_is_recorded_once(world: World) -> None:
    await world.run_days(date(2020, 8, 20))
    before = len(await world.ask(lambda uow: uow.trail.of(f"municipality:{world.municipality.id}")))

    for _ in range(2):
        await world.run_days(date(2020, 8, 23), chunk=1)

    rows = await world.ask(lambda uow: uow.trail.of(f"municipality:{world.municipality.id}"))
    assert [(row["actor"], row["act"], row["date"]) for row in rows[before:]] == [
        ("system", "run-day", f"2020-08-{day}") for day in (21, 22, 23)
    ]
