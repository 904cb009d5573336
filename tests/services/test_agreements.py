"""Whom a municipality pays: its own periods and registered providers only (REG-2)."""

from __future__ import annotations

import pytest

from core.domain.actor import MunicipalityOfficer
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import NotAllowed
from core.domain.funding import Parameters
from core.domain.ids import PeriodId, ProviderId
from core.services.funding import add_period, conclude_agreement
from core.services.municipalities import add_municipality
from core.services.registries import agreements_page
from tests.services.world import OPERATOR, YEAR, World
from tests.simulation.test_twice import everything

BALTIYSK = MunicipalityDraft("BLT", "город Балтийск", "Europe/Kaliningrad", "3902")


async def test_a_municipality_agrees_with_registered_providers_for_its_own_periods(
    world: World,
) -> None:
    place = (await world.perform(add_municipality, OPERATOR, BALTIYSK)).id
    officer = MunicipalityOfficer("Яна", place)
    own = (await world.perform(add_period, officer, place, YEAR, Parameters())).id
    before = await world.ask(everything)

    for provider, period in (
        (world.provider.id, world.period.id),
        (world.provider.id, PeriodId(10**6)),
        (ProviderId(10**6), own),
    ):
        with pytest.raises(NotAllowed):
            await world.perform(conclude_agreement, officer, provider, place, period)
    assert await world.ask(everything) == before

    await world.perform(conclude_agreement, officer, world.provider.id, place, own)
    (agreed,) = await world.ask(agreements_page, "BLT", page=1, size=9)
    assert agreed.period == own
