"""Looking at certificates and enrollments: who may, how far, and what is recorded (section 3)."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import Act, Family, MunicipalityOfficer, ProviderStaff
from core.domain.errors import NotAllowed, NotFound
from core.domain.ids import AccountId, CertificateId, EnrollmentId, MunicipalityId, ProviderId
from core.services.certificate_looks import (
    certificate_for,
    certificates_page,
    look_at_certificate,
)
from core.services.enrollment_looks import (
    enrollments_in,
    look_at_enrollment,
    look_at_quote,
    own_enrollments,
    times_asked_before,
)
from core.services.leaving import withdraw_enrollment
from tests.services.world import OPERATOR, World

ANYA = "3901000001"
STRANGER = Family(AccountId(10**6), acting=frozenset({CertificateId(10**6)}))
ELSEWHERE = MunicipalityOfficer("Пётр", MunicipalityId(10**6))


async def looks_at_anya(world: World) -> list[str]:
    """Who looked, in order."""
    trail = await world.ask(lambda uow: uow.trail.of(f"certificate:{world.anya.id}"))
    return [each["actor"] for each in trail if each["act"] == "look"]


async def test_a_certificate_is_shown_with_its_money_and_offices_leave_a_trace(
    world: World,
) -> None:
    await world.request(await world.group())

    own = await world.perform(look_at_certificate, world.parent, ANYA)
    officers = await world.perform(look_at_certificate, world.officer, ANYA)
    await world.perform(look_at_certificate, OPERATOR, ANYA)

    assert own == officers
    assert (own.child.full_name, own.category) == ("Котова Анна Игоревна", "Дети от 5 до 18")
    assert own.linked
    (money,) = own.money
    assert money.balance.available.kopecks == 610200
    assert [entry.movement.kind for entry in money.entries] == ["GRANT", "RESERVE"]
    assert await looks_at_anya(world) == [world.officer.code, OPERATOR.code]


@pytest.mark.parametrize("number", [ANYA, "3901999999"])
async def test_foreign_and_missing_certificates_are_answered_alike(
    world: World, number: str
) -> None:
    for actor in (STRANGER, ELSEWHERE, world.staff):
        with pytest.raises(NotFound) as refused:
            await world.perform(look_at_certificate, actor, number)
        assert refused.value.facts == {"what": "certificate", "given": number}

    assert await looks_at_anya(world) == []


async def test_a_page_of_certificates_names_no_child_and_each_is_a_look(world: World) -> None:
    unlinked = await world.certificate("Котов Иван", date(2011, 1, 1))
    place = world.municipality.id

    first = await world.perform(certificates_page, world.officer, place, page=1, size=1)
    second = await world.perform(certificates_page, world.officer, place, page=2, size=1)
    third = await world.perform(certificates_page, world.officer, place, page=3, size=1)

    assert [(each.certificate.id, each.linked) for each in (*first, *second)] == [
        (unlinked.id, False), (world.anya.id, True),
    ]  # fmt: skip
    assert second[0].number == ANYA
    assert third == ()
    assert await looks_at_anya(world) == [world.officer.code]
    with pytest.raises(NotAllowed):
        await world.perform(certificates_page, ELSEWHERE, place, page=1, size=1)
    with pytest.raises(NotAllowed):
        await world.perform(certificates_page, world.parent, place, page=1, size=1)


async def test_a_number_opens_only_what_the_actor_may_do(world: World) -> None:
    found = await world.ask(certificate_for, world.parent, Act.REQUEST, ANYA)

    assert found.id == world.anya.id
    # Who may see it learns that the act is not allowed, who may not that there is none.
    with pytest.raises(NotAllowed):
        await world.ask(certificate_for, OPERATOR, Act.REQUEST, ANYA)
    for number in (ANYA, "3901999999"):
        with pytest.raises(NotFound, match=number):
            await world.ask(certificate_for, ELSEWHERE, Act.REQUEST, number)


async def test_enrollments_are_listed_for_their_family_provider_and_municipality(
    world: World,
) -> None:
    first = await world.request(await world.group())
    second = await world.request(await world.group(price=100000))
    place = world.municipality.id

    family = await world.ask(own_enrollments, world.parent, page=1, size=10)
    staff = await world.ask(own_enrollments, world.staff, page=1, size=10)
    office = await world.perform(enrollments_in, world.officer, place, page=2, size=1)

    assert [line.enrollment.id for line in family] == [second.id, first.id]
    assert staff == family
    assert [line.enrollment.id for line in office] == [first.id]
    assert await looks_at_anya(world) == [world.officer.code]
    assert await world.ask(own_enrollments, STRANGER, page=1, size=10) == ()
    with pytest.raises(NotAllowed):
        await world.ask(own_enrollments, world.officer, page=1, size=10)
    with pytest.raises(NotAllowed):
        await world.perform(enrollments_in, ELSEWHERE, place, page=1, size=10)


async def test_a_provider_sees_its_contract_and_not_the_certificate(world: World) -> None:
    enrollment = await world.request(await world.group())

    family = await world.perform(look_at_enrollment, world.parent, enrollment.id)
    staff = await world.perform(look_at_enrollment, world.staff, enrollment.id)
    office = await world.perform(look_at_enrollment, world.officer, enrollment.id)

    assert [entry.movement.kind for entry in family.entries] == ["RESERVE"]
    assert family.leaving is not None
    assert family.leaving.withdraws
    assert (staff.line, staff.entries, staff.leaving) == (family.line, (), None)
    assert office == family
    assert await looks_at_anya(world) == [world.officer.code]
    for actor in (STRANGER, ELSEWHERE, ProviderStaff(AccountId(1), ProviderId(10**6))):
        with pytest.raises(NotAllowed):
            await world.perform(look_at_enrollment, actor, enrollment.id)
    with pytest.raises(NotAllowed):
        await world.perform(look_at_enrollment, world.parent, EnrollmentId(10**6))


async def test_an_offices_calculation_for_a_child_is_a_look(world: World) -> None:
    group = (await world.group()).group.id

    own = await world.perform(look_at_quote, world.parent, ANYA, group, date(2020, 9, 1))
    office = await world.perform(look_at_quote, OPERATOR, ANYA, group, date(2020, 9, 1))

    assert office == own
    assert await looks_at_anya(world) == [OPERATOR.code]


async def test_asking_again_after_a_withdrawal_is_another_request(world: World) -> None:
    offering = await world.group()
    group = offering.group.id
    enrollment = await world.request(offering)
    before = await world.ask(times_asked_before, world.parent, world.anya.id, group)

    withdrawn = await world.perform(withdraw_enrollment, world.parent, enrollment.id)
    again = await world.perform(withdraw_enrollment, world.parent, enrollment.id)

    assert again == withdrawn
    assert before == 0
    assert await world.ask(times_asked_before, world.parent, world.anya.id, group) == 1
    assert await world.money() == (1510200, 0, 0)
