"""A mother who applies for a certificate for Masha."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import Family, MunicipalityOfficer
from core.domain.application import (
    Applicant,
    CertificateApplication,
    Particulars,
)
from core.domain.consent import CONSENT_VERSION
from core.domain.ids import MunicipalityId
from core.services.applications import (
    ApplicationRequest,
    own_applications,
    send_application,
)
from tests.services.world import World

MASHA = Particulars("Котова Мария", date(2012, 1, 1), Applicant.PARENT, "Котова Ольга")
ELSEWHERE = MunicipalityOfficer("Пётр", MunicipalityId(10**6))


@pytest.fixture
async def mother(world: World) -> Family:
    return Family((await world.account(700)).id)


def request(world: World, said: Particulars = MASHA, key: str = "screen") -> ApplicationRequest:
    return ApplicationRequest(world.municipality.id, said, CONSENT_VERSION, key)


async def sent(world: World, mother: Family, said: Particulars = MASHA) -> CertificateApplication:
    world.made += 1
    return await world.perform(
        send_application, mother, request(world, said, f"screen-{world.made}")
    )


async def last(world: World, mother: Family) -> CertificateApplication:
    return (await world.ask(own_applications, mother))[0].application
