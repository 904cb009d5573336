"""Whom a municipality pays: its own periods and registered providers only (REG-2)."""

from __future__ import annotations

import pytest

from core.domain.actor import MunicipalityOfficer
from core.domain.drafts import CatalogDraft, MunicipalityDraft, ProviderDraft
from core.domain.errors import NotAllowed
from core.domain.funding import Parameters
from core.domain.ids import PeriodId, ProviderId
from core.domain.program import ProviderKind, ProviderState
from core.domain.registry_errors import RequisitesWrong
from core.services.funding import add_period, conclude_agreement
from core.services.imports import prepare_import
from core.services.municipalities import add_municipality
from core.services.provider_registry import correct_provider
from core.services.registries import agreements_page
from tests.domain.test_registering import CLUB, DETAILS
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


@pytest.mark.parametrize(
    ("kind", "ogrn"),
    [
        (ProviderKind.PRIVATE, ""),
        (ProviderKind.PRIVATE, "1027700132196"),
        (ProviderKind.TRADER_ALONE, "1027700132195"),
    ],
    ids=["none", "with a wrong check digit", "of another kind"],
)
async def test_reg_1_who_came_with_a_catalog_is_found_at_once_and_paid_under_right_numbers_only(
    world: World, kind: ProviderKind, ogrn: str
) -> None:
    draft = ProviderDraft(CLUB.inn, ogrn, "Ферзь", kind, "KLG")
    await world.perform(prepare_import, OPERATOR, CatalogDraft((), (draft,), (), ()))
    club = await world.ask(lambda uow: uow.catalog.provider_by_inn(CLUB.inn))
    assert club is not None
    assert club.state is ProviderState.ACTIVE
    agreed = club.id, world.municipality.id, world.period.id
    before = await world.ask(everything)

    with pytest.raises(RequisitesWrong) as no:
        await world.perform(conclude_agreement, world.officer, *agreed)
    assert no.value.facts == {"given": CLUB.inn}
    assert await world.ask(everything) == before

    await world.perform(correct_provider, OPERATOR, CLUB, DETAILS)
    await world.perform(conclude_agreement, world.officer, *agreed)
    assert await world.ask(lambda uow: uow.municipalities.agreement(club.id, world.period.id))
