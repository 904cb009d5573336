"""Each municipality lives by its own midnight and catches up by itself (promise M7, LED-6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from core.domain.actor import Family, MunicipalityOfficer, System
from core.domain.drafts import CatalogDraft, MunicipalityDraft
from core.domain.enrollment import State
from core.domain.errors import DateNotReached
from core.domain.funding import Parameters
from core.domain.ids import EnrollmentId, GroupId, MunicipalityId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.program import ProgramState
from core.domain.registry_errors import ModuleInUse
from core.ports.unit_of_work import UnitOfWork
from core.services import certificates, funding, imports, provisions
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.certification import move_module
from core.services.daily_run import advance_daily_run
from core.services.leaving import leave_enrollment
from core.services.requests import EnrollmentRequest, request_enrollment
from tests.services.world import AUTUMN, NOMINAL, OPERATOR, YEAR, World


@dataclass
class Samara:
    """A town four hours east of Greenwich, whose child studies in Kaliningrad's group."""

    municipality: MunicipalityId
    contract: EnrollmentId


async def found_samara(world: World, group: GroupId) -> Samara:
    draft = MunicipalityDraft("SAM", "Самара", "Europe/Samara", "6301")
    await world.perform(imports.prepare_import, OPERATOR, CatalogDraft((draft,), (), (), ()))

    def found(uow: UnitOfWork) -> Samara:
        place = uow.municipalities.by_code("SAM")
        assert place is not None
        officer = MunicipalityOfficer("Яна", place.id)
        category = funding.add_category(uow, officer, place.id, "Дети")
        period = funding.add_period(uow, officer, place.id, YEAR, Parameters())
        provisions.set_nominal(uow, officer, category, period, NOMINAL)
        funding.conclude_agreement(uow, officer, world.provider.id, place.id, period.id)
        # Nobody has a certificate there yet, so the days before are quickly done.
        advance_daily_run(uow, System(), place.id, date(2020, 8, 19))
        child = certificates.issue_certificate(
            uow, officer, place.id, category,
            full_name="Волгина Вера", born_on=date(2011, 1, 1), number="6301000001",
        )  # fmt: skip
        certificates.fund_certificate(uow, officer, child.id)
        family = Family(world.parent_account.id, acting=frozenset({child.id}))
        request = EnrollmentRequest(
            child.id, group, AUTUMN.first, Money(900000), Money(0), "from Samara"
        )
        contract = request_enrollment(uow, family, request)
        confirm_enrollment(uow, world.staff, contract.id)
        return Samara(place.id, contract.id)

    return await world.perform(found)


async def run(world: World, municipality: MunicipalityId, through: date) -> None:
    finished = False
    while not finished:
        progress = await world.perform(advance_daily_run, System(), municipality, through)
        finished = progress.finished


async def test_m7_each_municipalitys_year_ends_at_its_own_midnight(world: World) -> None:
    offering = await world.group(price=900000)
    samara = await found_samara(world, offering.group.id)
    here = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, here.id)
    new_year = date(2021, 1, 1)

    # 31 December 20:30 UTC: the new year has begun in Samara, not in Kaliningrad.
    world.clock.instant = datetime.combine(date(2020, 12, 31), time(20, 30), UTC)
    await run(world, samara.municipality, new_year)
    await run(world, world.municipality.id, date(2020, 12, 31))
    there, still = [await world.enrollment(each) for each in (samara.contract, here.id)]
    rest_here = await world.money()

    assert (there.state, still.state) == (State.CLOSED, State.ACTIVE)
    assert rest_here == (610200, 0, 900000)
    with pytest.raises(DateNotReached):
        await run(world, world.municipality.id, new_year)
    world.clock.instant += timedelta(hours=2)
    await run(world, world.municipality.id, new_year)
    assert (await world.enrollment(here.id)).state is State.CLOSED
    assert await world.money() == (0, 0, 900000)
    assert await world.ask(audit_money) == ()


async def test_reg_4_a_contract_is_live_by_the_date_of_its_own_municipality(world: World) -> None:
    there, here = [await world.group(price=900000) for _ in range(2)]
    samara = await found_samara(world, there.group.id)
    asked = await world.request(here)
    await world.perform(confirm_enrollment, world.staff, asked.id)
    world.clock.move_to(date(2020, 10, 17))
    for contract in (samara.contract, asked.id):
        family = Family(
            world.parent_account.id,
            acting=frozenset({(await world.enrollment(contract)).certificate}),
        )
        await world.perform(leave_enrollment, family, contract, shown_last_day=date(2020, 10, 31))

    # 31 October 20:30 UTC: that day is over in Samara, not in Kaliningrad, where both study.
    world.clock.instant = datetime.combine(date(2020, 10, 31), time(20, 30), UTC)
    archived = await world.perform(move_module, OPERATOR, there.module.id, ProgramState.ARCHIVED)
    with pytest.raises(ModuleInUse):
        await world.perform(move_module, OPERATOR, here.module.id, ProgramState.ARCHIVED)
    world.clock.instant += timedelta(hours=2)

    assert archived.state is ProgramState.ARCHIVED
    await world.perform(move_module, OPERATOR, here.module.id, ProgramState.ARCHIVED)


async def charged_months(world: World, id: EnrollmentId) -> int:
    entries = await world.ask(lambda uow: uow.ledger.entries_of(id))
    return sum(entry.movement.kind is EntryKind.CHARGE for entry in entries)


async def test_m7_each_municipality_has_its_own_midnight_and_catches_up_by_itself(
    world: World,
) -> None:
    offering = await world.group(price=900000)
    samara = await found_samara(world, offering.group.id)
    here = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, here.id)
    october = date(2020, 10, 1)

    # 30 September 21:00 UTC: already October in Samara, still September in Kaliningrad.
    world.clock.instant = datetime.combine(date(2020, 9, 30), time(21), UTC)
    await run(world, samara.municipality, october)
    with pytest.raises(DateNotReached):
        await run(world, world.municipality.id, october)
    east_first = await charged_months(world, samara.contract), await charged_months(world, here.id)
    world.clock.instant += timedelta(days=3)
    await run(world, world.municipality.id, date(2020, 10, 3))
    await run(world, samara.municipality, date(2020, 10, 4))

    assert east_first == (2, 0)
    assert await charged_months(world, here.id) == 2
    assert await charged_months(world, samara.contract) == 2
    assert await world.ask(audit_money) == ()
