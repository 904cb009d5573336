"""Many certificates in one act (CERT-2, CERT-4, CERT-5)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from core.domain.actor import Family, MunicipalityOfficer
from core.domain.certificate import CertificateKind, ClosingReason
from core.domain.certificate_errors import ChildHasCertificate
from core.domain.drafts import CertificateDraft
from core.domain.errors import BadValue, DomainError, InvitationExpired, NotAllowed
from core.domain.ids import CertificateId, MunicipalityId
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.certificate_imports import enter_certificates, invite_families
from core.services.certificates import issue_certificate
from core.services.closing import close_certificate
from core.services.freezing import freeze_certificate
from core.services.funding import add_category
from core.services.invitations import accept_invitation
from core.services.linking import link_by_phone, wish_link
from tests.services.world import World

CATEGORY = "Дети от 5 до 18"
ELSEWHERE = MunicipalityOfficer("Пётр", MunicipalityId(10**6))
BORN = date(2012, 1, 1)


def draft(name: str, number: str | None = None, *, funded: bool = False) -> CertificateDraft:
    return CertificateDraft(2, f"Котов {name}", BORN, CATEGORY, number, funded)


async def enter(world: World, *drafts: CertificateDraft, draw: int = 0) -> list[DomainError | str]:
    numbers = count(draw)
    answers = await world.perform(
        enter_certificates,
        world.officer,
        world.municipality.id,
        drafts,
        draw=lambda _: next(numbers),
    )
    return [each.refused or each.number for each in answers]


async def test_cert_4_numbers_are_drawn_until_they_are_free(world: World) -> None:
    # 3901000001 is Anya's, 3901000002 stands in a row of the same file.
    answers = await enter(world, draft("Илья"), draft("Егор", "3901000002"), draft("Глеб"), draw=1)

    assert answers == ["3901000004", "3901000002", "3901000003"]


async def test_cert_4_when_hardly_any_number_is_left_it_is_said(world: World) -> None:
    answers = await world.perform(
        enter_certificates, world.officer, world.municipality.id, [draft("Илья")], draw=lambda _: 1
    )

    assert isinstance(answers[0].refused, BadValue)


async def test_cert_5_a_child_whose_category_has_no_nominal_keeps_nobody_else_out(
    world: World,
) -> None:
    place = world.municipality.id
    bare = await world.perform(add_category, world.officer, place, "Дети без номинала")
    await world.perform(
        issue_certificate, world.officer, place, bare,
        full_name="Котов Илья", born_on=BORN, number="3901555555",
    )  # fmt: skip

    rows = draft("Илья", "3901555555", funded=True), draft("Егор", "3901555556", funded=True)
    refused, entered = await enter(world, *rows)

    assert isinstance(refused, BadValue)
    assert entered == "3901555556"
    assert await world.ask(audit_money) == ()


async def test_cert_5_who_asks_for_money_gets_it_once(world: World) -> None:
    rows = [draft("Илья", "3901555555", funded=True), draft("Егор", "3901555556")]

    first, again = [
        await world.perform(enter_certificates, world.officer, world.municipality.id, rows)
        for _ in range(2)
    ]

    assert [each.kind for each in first] == [CertificateKind.FUNDED, CertificateKind.ACCOUNTING]
    assert [each.certificate for each in again] == [each.certificate for each in first]
    assert not any(each.added for each in again)
    assert first[0].certificate is not None
    entries = await world.ask(
        lambda uow: uow.ledger.entries(first[0].certificate or CertificateId(0), world.period.id)
    )
    assert [entry.movement.key for entry in entries] == ["grant:1"]


async def test_cert_5_a_closed_certificate_gets_no_money_from_a_file(world: World) -> None:
    row = draft("Илья", "3901555555", funded=True)
    await enter(world, replace(row, funded=False))
    here = world.municipality.id
    (child,) = await world.ask(
        lambda uow: uow.people.known({("котов илья", BORN)}, seen_from=here).values()
    )
    (certificate,) = await world.ask(lambda uow: uow.certificates.of_children([child]))
    await world.perform(close_certificate, world.officer, certificate.id, ClosingReason.WISH)

    (again,) = await world.perform(enter_certificates, world.officer, world.municipality.id, [row])

    assert (again.certificate, again.kind) == (certificate.id, CertificateKind.ACCOUNTING)


async def test_one_child_and_one_number_are_entered_once_by_any_number_of_files(
    world: World,
) -> None:
    files = [[draft(f"Илья{'я' * n}") for n in range(5)] for _ in range(4)]

    answers = await asyncio.gather(
        *(
            world.perform(enter_certificates, world.officer, world.municipality.id, rows)
            for rows in files
        )
    )

    assert sum(each.added for answer in answers for each in answer) == 5
    assert len({each.number for answer in answers for each in answer}) == 5


async def test_cert_2_another_number_for_a_known_child_and_the_same_child_twice_are_refused(
    world: World,
) -> None:
    anya = CertificateDraft(2, "котова АННА игоревна", date(2010, 3, 4), CATEGORY, "3901777777")

    refused = await enter(world, anya, draft("Илья"), draft("ИЛЬЯ"))

    assert isinstance(refused[0], ChildHasCertificate)
    assert refused[0].certificate == world.anya.id
    assert isinstance(refused[2], BadValue)


async def test_a_foreign_municipality_s_registry_is_not_written(world: World) -> None:
    for place in (world.municipality.id, MunicipalityId(10**6 + 1)):
        with pytest.raises(NotAllowed):
            await world.perform(enter_certificates, ELSEWHERE, place, [draft("Илья")])
    for certificate in (world.anya.id, CertificateId(10**6)):
        with pytest.raises(NotAllowed):
            await world.perform(invite_families, ELSEWHERE, [certificate])
    assert (await enter(world, draft("Илья")))[0] == "3901000000"


async def test_each_family_is_invited_with_a_token_of_its_own(world: World) -> None:
    answers = await world.perform(
        enter_certificates, world.officer, world.municipality.id, [draft("Илья"), draft("Егор")]
    )
    ids = [each.certificate for each in answers if each.certificate]
    made = await world.perform(invite_families, world.officer, ids)

    account = await world.account(900)
    for invitation in made:
        await world.perform(accept_invitation, account, invitation.token)

    assert (await world.account(900)).acting == frozenset(ids)
    assert await world.perform(invite_families, world.officer, []) == ()


async def test_families_that_are_invited_again_have_one_open_invitation_each(world: World) -> None:
    first = await world.perform(invite_families, world.officer, [world.anya.id])
    (second,) = await world.perform(invite_families, world.officer, [world.anya.id])

    account = await world.account(900)
    with pytest.raises(InvitationExpired):
        await world.perform(accept_invitation, account, first[0].token)
    await world.perform(accept_invitation, account, second.token)


async def test_who_has_no_name_is_refused_and_the_others_are_entered(world: World) -> None:
    nobody = CertificateDraft(2, "Котов", BORN, CATEGORY, None, funded=False)

    refused, entered = await enter(world, nobody, draft("Илья", "3901555555"))

    assert isinstance(refused, BadValue)
    assert entered == "3901555555"


async def test_cert_8_a_frozen_certificate_gets_no_money_by_a_file(world: World) -> None:
    rows = [draft("Илья", "3901555555", funded=True)]
    entered = await world.perform(enter_certificates, world.officer, world.municipality.id, rows)
    certificate = entered[0].certificate
    assert certificate is not None
    await world.perform(freeze_certificate, world.officer, certificate)
    before = await world.ask(lambda uow: uow.ledger.entries(certificate, world.period.id))

    await world.perform(enter_certificates, world.officer, world.municipality.id, rows)

    after = await world.ask(lambda uow: uow.ledger.entries(certificate, world.period.id))
    assert after == before


async def test_a3_a_family_is_known_by_the_telephone_that_a_file_brought(world: World) -> None:
    row = replace(draft("Илья", "3901555555"), phone="+79005550101")
    first = await enter(world, row, draft("Егор"))
    await enter(world, row)
    family = Family((await world.account(430)).id)

    await world.perform(wish_link, family, "3901555555")
    linked = await world.perform(link_by_phone, family, "8 900 555-01-01")

    assert linked is not None
    assert first[0] == "3901555555"
    assert await world.perform(link_by_phone_of, family, "3901555555", "8 900 555-01-02") is None


def link_by_phone_of(uow: UnitOfWork, family: Family, number: str, phone: str) -> object:
    wish_link(uow, family, number)
    return link_by_phone(uow, family, phone)
