"""Enrollments are kept exactly as the domain made them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain.actor import Family, ProviderStaff, System
from core.domain.certificate import Certificate
from core.domain.enrollment import Enrollment, State
from core.domain.funding import ReleaseAt
from core.domain.grounds import RefusalReason
from core.domain.ids import AccountId, CertificateId, EnrollmentId, GroupId, ProviderId
from core.domain.money import Money
from core.domain.views import EnrollmentLine, RequestCard
from core.ports.certificates import Asked
from core.ports.enrollments import Owners
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import Town, add_contract, add_funded_child, add_request, found_town

TODAY = date(2020, 8, 20)
MISSING = EnrollmentId(10**6)
NOBODY = ProviderId(10**6)


def requested(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment]:
    town = found_town(uow)
    certificate = add_funded_child(uow, town)
    return town, certificate, add_request(uow, town, certificate, price=Money(1000003))


async def kept(database: Database, id: EnrollmentId) -> Enrollment:
    found = await database.read(lambda uow: uow.enrollments.get(id))
    assert found is not None
    assert await database.perform(lambda uow: uow.enrollments.locked(id)) == found
    return found


async def test_a_request_is_kept_with_its_terms_and_its_whole_schedule(
    database: Database,
) -> None:
    _, _, request = await database.perform(requested)

    assert await kept(database, request.id) == request
    assert request.state is State.REQUESTED
    assert request.agreed.total == Money(1000003)
    assert await database.read(lambda uow: uow.enrollments.get(MISSING)) is None


async def test_a_contract_of_one_month_is_kept_too(database: Database) -> None:
    def request_december(uow: UnitOfWork) -> Enrollment:
        town = found_town(uow)
        return add_request(uow, town, add_funded_child(uow, town), start=date(2020, 12, 3))

    request = await database.perform(request_december)

    assert await kept(database, request.id) == request
    assert request.agreed.certificate.months == 1


async def test_every_step_of_a_life_is_kept(database: Database) -> None:
    _, _, request = await database.perform(requested)

    def save(uow: UnitOfWork, enrollment: Enrollment) -> None:
        uow.enrollments.save(enrollment)

    late, _ = request.confirmed(on=date(2020, 10, 16))
    charged = replace(late, charged_months=1)
    ending = charged.left(on=date(2020, 11, 5), release_at=ReleaseAt.NEXT_MONTH)
    for step in (late, charged, ending, replace(ending, release_on=None), ending.closed()):
        await database.perform(save, step)

        assert await kept(database, request.id) == step


async def test_m6_a_request_is_found_by_the_screen_that_made_it(database: Database) -> None:
    _, certificate, request = await database.perform(requested)

    def look(uow: UnitOfWork, key: str) -> Enrollment | None:
        own = Family(AccountId(1), frozenset({certificate.id}))
        asked = uow.certificates.asked(certificate.id, request.group, of=own, key=key)
        assert asked is not None
        return asked.earlier

    assert await database.perform(look, "screen-1") == request
    assert await database.perform(look, "screen-2") is None


async def test_enr_3_what_decides_about_a_request_is_what_is_known_of_child_and_group(
    database: Database,
) -> None:
    town, certificate, request = await database.perform(requested)

    def ask(uow: UnitOfWork, id: int, group: int) -> Asked | None:
        child = CertificateId(id)
        own = Family(AccountId(1), frozenset({child}))
        return uow.certificates.asked(child, GroupId(group), of=own, key="screen-9")

    def known(uow: UnitOfWork) -> Asked:
        provider = town.provider
        standing = uow.certificates.standing(certificate.id, of=System(), provider=provider)
        return Asked(standing, uow.catalog.offering(request.group), None)

    asked = await database.perform(ask, certificate.id, request.group)
    elsewhere = await database.perform(ask, certificate.id, MISSING)

    assert asked == await database.read(known)
    assert elsewhere is not None
    assert elsewhere.offering is None
    assert await database.perform(ask, MISSING, request.group) is None


async def test_an_enrollment_has_three_owners(database: Database) -> None:
    town, certificate, request = await database.perform(requested)

    owners = await database.read(lambda uow: uow.enrollments.owners(request.id))

    assert owners == Owners(certificate.id, town.municipality.id, town.provider)
    assert await database.read(lambda uow: uow.enrollments.owners(MISSING)) is None


async def test_a_refusal_is_kept_with_its_comment(database: Database) -> None:
    _, _, request = await database.perform(requested)

    def refuse(uow: UnitOfWork) -> None:
        uow.enrollments.keep_refusal(request.id, RefusalReason.GROUP_FULL, "До января")

    assert await database.read(lambda uow: uow.enrollments.refusal(request.id, of=System())) is None
    await database.perform(refuse)

    refusal = await database.read(lambda uow: uow.enrollments.refusal(request.id, of=System()))
    assert refusal == (RefusalReason.GROUP_FULL, "До января")


async def test_lines_name_what_people_know_newest_first(database: Database) -> None:
    def two(uow: UnitOfWork) -> tuple[Certificate, Enrollment, Enrollment]:
        town, certificate, first = requested(uow)
        return certificate, first, add_request(uow, town, certificate, key="screen-2")

    certificate, first, second = await database.perform(two)

    own = Family(AccountId(1), frozenset({certificate.id}))
    lines = await database.read(lambda uow: uow.enrollments.lines(own))
    assert lines == tuple(
        EnrollmentLine(
            enrollment, "Шахматы для начинающих", "Группа 1", "Шахматный клуб", "Анна К."
        )
        for enrollment in (second, first)
    )
    assert await database.read(lambda uow: uow.enrollments.line(first.id, of=own)) == lines[1]
    assert await database.read(lambda uow: uow.enrollments.line(MISSING, of=own)) is None


async def test_live_are_open_ones_and_ending_ones_until_their_last_day(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Certificate, Enrollment, Enrollment]:
        town = found_town(uow)
        certificate = add_funded_child(uow, town)
        contract = add_contract(uow, town, certificate)
        ending = contract.left(on=date(2020, 10, 17), release_at=ReleaseAt.NEXT_MONTH)
        uow.enrollments.save(ending)
        refused = add_request(uow, town, certificate, key="screen-2").refused()
        uow.enrollments.save(refused)
        return certificate, ending, add_request(uow, town, certificate, key="screen-3")

    certificate, ending, waiting = await database.perform(prepare)

    def live(uow: UnitOfWork, on: date) -> list[EnrollmentId]:
        found = uow.enrollments.of_certificate(certificate.id, live_on=on)
        return [each.id for each in found]

    assert await database.read(live, date(2020, 10, 31)) == [waiting.id, ending.id]
    assert await database.read(live, date(2020, 11, 1)) == [waiting.id]


async def test_a_provider_sees_what_waits_for_it_oldest_first_and_no_more_than_it_may(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment, Enrollment]:
        town, certificate, first = requested(uow)
        second = add_request(uow, town, certificate, key="screen-2")
        add_contract(uow, town, certificate, key="screen-3")
        return town, first, second

    town, first, second = await database.perform(prepare)

    staff, nobody = (ProviderStaff(AccountId(1), each) for each in (town.provider, NOBODY))
    waiting = await database.read(lambda uow: uow.desks.waiting(staff))
    assert waiting is not None
    assert [each.enrollment for each in waiting[1]] == [first, second]
    alone = await database.read(lambda uow: uow.desks.request(first.id, of=staff))
    assert alone == waiting[1][0]
    assert await database.read(lambda uow: uow.desks.request(first.id, of=nobody)) is None
    assert await database.read(lambda uow: uow.desks.waiting(nobody)) is None
    assert await database.read(lambda uow: uow.desks.groups(NOBODY)) is None
    card = await database.read(
        lambda uow: uow.enrollments.request_card(first.id, of=staff, on=TODAY)
    )
    assert card == RequestCard(first, "Анна К.", 10, "Шахматы для начинающих", "Группа 1")
    none = await database.read(
        lambda uow: uow.enrollments.request_card(MISSING, of=staff, on=TODAY)
    )
    assert none is None
