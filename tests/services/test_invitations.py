"""Accounts, consent and one-time invitations."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.actor import Family, MunicipalityOfficer, ProviderStaff
from core.domain.certificate import ClosingReason
from core.domain.errors import (
    ConsentMissing,
    DomainError,
    InvitationExpired,
    InvitationOpen,
    InvitationUnknown,
    InvitationUsed,
    NotAllowed,
    NotFound,
    WrongState,
)
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId
from core.domain.invitation import IfOpen, LinkMode, ToChild, ToProvider
from core.domain.notice import NoticeKind
from core.domain.roles import Role, RoleKind
from core.domain.views import Account, NewInvitation
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import (
    arrive,
    choose_language,
    conversation,
    find_account,
    give_consent,
    keep_conversation,
    switch_notices,
    switched_off,
)
from core.services.closing import close_certificate
from core.services.invitations import (
    accept_invitation,
    certificate_numbered,
    invite_family,
    invite_operator,
    invite_staff,
)
from core.services.roles import take_role
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything


async def test_an_account_arrives_once_and_consents_with_its_version_kept(world: World) -> None:
    first = await world.perform(arrive, 777, "en")
    second = await world.perform(arrive, 777, "ru")
    await world.perform(give_consent, first)
    await world.perform(give_consent, first)

    found = await world.ask(find_account, 777)

    assert first == second
    assert not first.consented
    assert found is not None
    assert found.consented
    assert found.language == "en"
    assert await world.ask(find_account, 778) is None


async def test_before_the_consent_no_child_is_linked_and_the_invitation_stays_good(
    world: World,
) -> None:
    account = await world.account(777, consented=False)
    invited = await world.perform(invite_family, world.officer, world.anya.id)

    with pytest.raises(ConsentMissing):
        await world.perform(accept_invitation, account, invited.token)
    await world.perform(give_consent, account)
    again = await world.account(777)

    assert await world.perform(accept_invitation, again, invited.token) == ToChild(world.anya.id)


async def test_a3_of_many_who_use_one_invitation_at_once_one_is_linked(world: World) -> None:
    invited = await world.perform(invite_family, world.officer, world.anya.id)
    accounts = await world.perform(_crowd, 100)

    async def use(account: Account) -> str:
        try:
            await world.perform(accept_invitation, account, invited.token)
        except InvitationUsed as refusal:
            return refusal.code
        return "linked"

    answers = await asyncio.gather(*map(use, accounts))

    assert sorted(answers) == ["invitation-used"] * 99 + ["linked"]


async def test_m6_who_used_an_invitation_is_answered_alike_while_linked_and_nobody_else_is(
    world: World,
) -> None:
    account, other = await world.account(777), await world.account(778)
    to_child = await world.perform(invite_family, OPERATOR, world.anya.id)
    to_provider = await world.perform(invite_staff, OPERATOR, world.provider.id)
    for invited, role in (
        (to_child, Role(RoleKind.CHILD, world.anya.id)),
        (to_provider, Role(RoleKind.PROVIDER, world.provider.id)),
    ):
        first = await world.perform(accept_invitation, account, invited.token)
        rows = await world.ask(everything)

        again = await world.perform(accept_invitation, account, invited.token)
        with pytest.raises(InvitationUsed):
            await world.perform(accept_invitation, other, invited.token)

        assert again == first
        assert await world.ask(everything) == rows
        await world.perform(take_role, OPERATOR, role, account.id)
        with pytest.raises(InvitationUsed):
            await world.perform(accept_invitation, account, invited.token)


async def test_a_used_an_expired_and_a_mistyped_invitation_link_nothing(world: World) -> None:
    account = await world.account(777)
    used = await world.perform(invite_family, world.officer, world.anya.id)
    await world.perform(accept_invitation, await world.account(778), used.token)
    expired = await world.perform(invite_family, world.officer, world.anya.id)
    world.clock.instant += timedelta(hours=72)

    expected: dict[str, type[DomainError]] = {
        used.token: InvitationUsed,
        expired.token: InvitationExpired,
        expired.token[:-1] + "!": InvitationUnknown,
        "": InvitationUnknown,
    }

    for token, error in expected.items():
        with pytest.raises(error):
            await world.perform(accept_invitation, account, token)
    found = await world.ask(find_account, 777)
    assert found is not None
    assert found.acting == frozenset()


async def test_a_looking_parent_can_be_raised_to_acting_and_never_lowered(world: World) -> None:
    account = await world.account(777)
    modes = [LinkMode.LOOKING, LinkMode.ACTING, LinkMode.LOOKING]

    seen = []
    for mode in modes:
        invited = await world.perform(invite_family, world.officer, world.anya.id, mode)
        await world.perform(accept_invitation, account, invited.token)
        found = await world.ask(find_account, 777)
        assert found is not None
        seen.append((len(found.looking), len(found.acting)))

    assert seen == [(1, 0), (0, 1), (0, 1)]


async def test_staff_and_operators_are_linked_by_invitation_too(world: World) -> None:
    account = await world.account(777)
    staff = await world.perform(invite_staff, world.staff, world.provider.id)
    operator = await world.perform(invite_operator, OPERATOR, world.municipality.id, "Анна")

    purpose = await world.perform(accept_invitation, account, staff.token)
    await world.perform(accept_invitation, account, operator.token)

    found = await world.ask(find_account, 777)
    assert purpose == ToProvider(world.provider.id)
    assert found is not None
    assert found.staff_of == (world.provider.id,)
    assert found.operator_of == frozenset({world.municipality.id})
    assert found.operator_name == "Анна"


async def test_no_second_invitation_is_made_while_one_for_the_same_is_open(world: World) -> None:
    async def family(
        mode: LinkMode = LinkMode.ACTING, if_open: IfOpen = IfOpen.REFUSE
    ) -> NewInvitation:
        return await world.perform(
            invite_family, world.officer, world.anya.id, mode, if_open=if_open
        )

    first = await family()
    with pytest.raises(InvitationOpen) as no:
        await family()
    looking = await family(LinkMode.LOOKING)
    world.clock.instant += timedelta(hours=72)
    after = await family()

    assert no.value.facts == {"until": first.valid_until_at.isoformat(timespec="minutes")}
    assert [each.open_before for each in (first, looking, after)] == [0, 0, 0]


async def test_in_place_of_an_open_invitation_or_beside_it(world: World) -> None:
    async def staff(if_open: IfOpen) -> NewInvitation:
        return await world.perform(invite_staff, world.staff, world.provider.id, if_open=if_open)

    first = await staff(IfOpen.ADD)
    second = await staff(IfOpen.ADD)
    third = await staff(IfOpen.REPLACE)
    fourth = await staff(IfOpen.ADD)

    assert [each.open_before for each in (first, second, third, fourth)] == [0, 1, 2, 1]
    account = await world.account(777)
    for ended in (first, second):
        with pytest.raises(InvitationExpired):
            await world.perform(accept_invitation, account, ended.token)
    for open_ in (third, fourth):
        await world.perform(accept_invitation, account, open_.token)
    assert (await staff(IfOpen.REFUSE)).open_before == 0


async def test_another_operator_may_be_invited_beside_the_one_who_is(world: World) -> None:
    for name in ("Анна", "Ольга"):
        await world.perform(invite_operator, OPERATOR, world.municipality.id, name)

    with pytest.raises(InvitationOpen):
        await world.perform(invite_operator, OPERATOR, world.municipality.id, "Анна")


async def test_of_two_who_invite_at_once_one_is_refused(world: World) -> None:
    async def invite() -> str:
        try:
            await world.perform(invite_staff, OPERATOR, world.provider.id)
        except InvitationOpen as refusal:
            return refusal.code
        return "invited"

    answers = await asyncio.gather(*(invite() for _ in range(5)))

    assert sorted(answers) == ["invitation-open"] * 4 + ["invited"]


async def test_only_those_who_keep_the_registry_may_invite(world: World) -> None:
    elsewhere = MunicipalityOfficer("Пётр", MunicipalityId(10**6))
    foreign_staff = ProviderStaff(AccountId(1), ProviderId(10**6))

    for actor in (world.parent, world.staff, elsewhere):
        with pytest.raises(NotAllowed):
            await world.perform(invite_family, actor, world.anya.id)
    with pytest.raises(NotAllowed):
        await world.perform(invite_family, world.officer, CertificateId(10**6))
    with pytest.raises(NotAllowed):
        await world.perform(invite_staff, foreign_staff, world.provider.id)
    with pytest.raises(NotAllowed):
        await world.perform(invite_staff, OPERATOR, ProviderId(10**6))


async def test_nobody_is_invited_to_a_closed_certificate(world: World) -> None:
    await world.perform(close_certificate, world.officer, world.anya.id, ClosingReason.WISH)

    with pytest.raises(WrongState) as no:
        await world.perform(invite_family, world.officer, world.anya.id)

    assert no.value.current == "CLOSED"


async def test_a_certificate_is_found_by_its_number(world: World) -> None:
    found = await world.ask(certificate_numbered, world.officer, "3901000001")

    assert found == world.anya.id
    with pytest.raises(NotFound):
        await world.ask(certificate_numbered, world.officer, "3901999999")


async def test_s1_a_kind_that_was_switched_off_is_not_sent(world: World) -> None:
    await world.perform(switch_notices, world.parent_account, NoticeKind.MONEY_LOW, off=True)
    await world.perform(switch_notices, world.parent_account, NoticeKind.MONEY_LOW, off=True)
    await world.request(await world.group(price=1300000))

    off = await world.ask(switched_off, world.parent_account)
    notices = await world.notices()
    await world.perform(switch_notices, world.parent_account, NoticeKind.MONEY_LOW, off=False)

    assert off == frozenset({NoticeKind.MONEY_LOW})
    assert NoticeKind.MONEY_LOW not in notices
    assert await world.ask(switched_off, world.parent_account) == frozenset()


async def test_a_conversation_is_kept_until_it_is_forgotten(world: World) -> None:
    account = world.parent_account

    await world.perform(keep_conversation, account, {"search": "шахматы", "page": "2"})
    kept = await world.ask(conversation, account)
    await world.perform(keep_conversation, account, {})
    await world.perform(choose_language, account, "en")

    found = await world.ask(find_account, account.chat)
    assert kept == {"search": "шахматы", "page": "2"}
    assert await world.ask(conversation, account) == {}
    assert found is not None
    assert found.language == "en"


async def test_two_parents_of_one_child_see_the_same_family(world: World) -> None:
    second = await world.link(await world.account(777), world.anya.id)

    assert isinstance(second, Family)
    assert second.acting == world.parent.acting
    assert world.anya.valid_until == date(2028, 3, 3)


def _crowd(uow: UnitOfWork, count: int) -> list[Account]:
    """Accounts that have consented, made in one transaction."""
    made = [arrive(uow, 1000 + n, "ru") for n in range(count)]
    for account in made:
        give_consent(uow, account)
    return [replace(account, consented=True) for account in made]
