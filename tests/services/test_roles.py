"""Roles come by invitation, are listed by account, and can be taken away (section 3)."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff
from core.domain.erasing import LastActingParent
from core.domain.errors import NotAllowed
from core.domain.ids import CertificateId, MunicipalityId, ProviderId
from core.domain.invitation import LinkMode
from core.domain.roles import LinkedBy, Role, RoleKind
from core.services.application_answers import confirm_application
from core.services.children import who_sees
from core.services.families import family_screen, one_child
from core.services.invitations import accept_invitation, invite_family, invite_operator
from core.services.linking import link_by_phone, set_phone, wish_link
from core.services.roles import holders, take_role
from tests.services.applying import mother, sent
from tests.services.world import OPERATOR, World

__all__ = ["mother"]


async def test_a_child_shows_who_looks_and_who_acts_to_all_who_see_it(world: World) -> None:
    second = await world.link(await world.account(301), world.anya.id, LinkMode.LOOKING)
    role = Role(RoleKind.CHILD, world.anya.id)

    shown = [
        await world.perform(holders, actor, role)
        for actor in (world.parent, second, OPERATOR, world.officer)
    ]

    assert {tuple((each.account, each.mode) for each in found) for found in shown} == {
        (
            (world.parent.account, LinkMode.ACTING),
            (second.account, LinkMode.LOOKING),
        )
    }


async def test_a_second_parents_link_is_taken_by_those_who_gave_it_and_sees_nothing_then(
    world: World,
) -> None:
    second = await world.link(await world.account(301), world.anya.id, LinkMode.LOOKING)
    role = Role(RoleKind.CHILD, world.anya.id)
    strangers = (
        world.parent,
        world.staff,
        Operator("X", frozenset()),
        MunicipalityOfficer("X", MunicipalityId(999)),
    )

    for stranger in strangers:
        with pytest.raises(NotAllowed):
            await world.perform(take_role, stranger, role, second.account)
    taken = await world.perform(take_role, world.officer, role, second.account)
    again = await world.perform(take_role, world.officer, role, second.account)

    assert (taken, again) == (True, False)
    account = await world.ask(lambda uow: uow.accounts.by_id(second.account))
    assert account is not None
    now = Family(account.id, account.acting, account.looking)
    assert await world.ask(family_screen, now) == ()
    with pytest.raises(NotAllowed):
        await world.ask(one_child, now, world.anya.id)


async def test_everybody_may_give_up_the_own_link(world: World) -> None:
    role = Role(RoleKind.CHILD, world.anya.id)

    assert await world.perform(take_role, world.parent, role, world.parent.account)


async def test_the_last_who_could_end_a_contract_gives_up_no_link_and_staff_any_role(
    world: World,
) -> None:
    contract = await world.request(await world.group())
    child = Role(RoleKind.CHILD, world.anya.id)
    role = Role(RoleKind.PROVIDER, world.provider.id)
    chat = Family(world.staff.account)

    with pytest.raises(LastActingParent) as refused:
        await world.perform(take_role, world.parent, child, world.parent.account)

    assert refused.value.enrollments == (contract.id,)
    assert await world.perform(take_role, chat, role, chat.account)


async def test_staff_is_listed_and_taken_by_the_provider_or_an_operator(world: World) -> None:
    role = Role(RoleKind.PROVIDER, world.provider.id)
    foreign = ProviderStaff(world.staff.account, ProviderId(999))

    for nobody in (world.parent, foreign, world.officer):
        with pytest.raises(NotAllowed):
            await world.ask(holders, nobody, role)
    (own,) = await world.ask(holders, world.staff, role)

    assert own.account == world.staff.account
    assert await world.perform(take_role, OPERATOR, role, own.account)
    assert await world.perform(holders, OPERATOR, role) == ()


async def test_operators_are_listed_and_taken_in_their_municipality(world: World) -> None:
    account = await world.account(302)
    place = world.municipality.id
    invited = await world.perform(invite_operator, OPERATOR, place, "Ирина")
    await world.perform(accept_invitation, account, invited.token)
    role = Role(RoleKind.OPERATOR, place)

    (held,) = await world.perform(holders, world.officer, role)
    taken = await world.perform(take_role, world.officer, role, held.account)

    assert taken
    found = await world.ask(lambda uow: uow.accounts.by_id(account.id))
    assert found is not None
    assert not found.operator_of


async def test_who_sees_a_child_is_said_with_who_let_them(world: World, mother: Family) -> None:
    """By an office's invitation, by the telephone on record, by the application; or unknown."""
    applied = await sent(world, mother)
    await world.perform(confirm_application, OPERATOR, applied.id, world.category)
    known = await world.ask(lambda uow: uow.applications.get(applied.id, of=OPERATOR))
    assert known is not None
    assert known.certificate is not None
    child = known.certificate
    family = Family(mother.account, frozenset({child}))
    await world.link(await world.account(301), child)
    made = await world.perform(invite_family, OPERATOR, child)
    await world.perform(accept_invitation, await world.account(302), made.token)
    await world.perform(set_phone, OPERATOR, child, "+7 900 555-01-01")
    caller = Family((await world.account(303)).id)
    await world.perform(wish_link, caller, await own_number(world, child))
    await world.perform(link_by_phone, caller, "+7 900 555-01-01")
    world.clock.move_to(date(2020, 8, 21))
    unknown = (await world.account(304)).id
    await world.perform(
        lambda uow: uow.accounts.link_child(unknown, child, LinkMode.LOOKING, at=uow.now)
    )

    _, found = await world.ask(who_sees, family, child)

    assert [each.linked_by for each in sorted(found, key=lambda each: each.account)] == [
        LinkedBy.APPLICATION,
        LinkedBy.MUNICIPALITY,
        LinkedBy.OPERATOR,
        LinkedBy.TELEPHONE,
        None,
    ]


async def own_number(world: World, certificate: CertificateId) -> str:
    (known,) = await world.ask(lambda uow: uow.certificates.get([certificate]))
    found = await world.ask(lambda uow: uow.people.children([known.child], of=OPERATOR))
    return found[known.child].certificate_number
