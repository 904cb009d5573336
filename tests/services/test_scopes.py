"""Whichever repository is asked by whom: nothing of a child outside the actor's scope (A1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff
from core.domain.application import (
    Applicant,
    ApplicationDraft,
    ApplicationRefusal,
    ApplicationState,
    Particulars,
)
from core.domain.consent import CONSENT_VERSION
from core.domain.enrollment import Enrollment
from core.domain.errors import NotAllowed
from core.domain.grounds import RefusalReason
from core.domain.ids import (
    AccountId,
    ApplicationId,
    EnrollmentId,
    MunicipalityId,
    ProviderId,
)
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.application_answers import refuse_application
from core.services.applications import ApplicationRequest, send_application
from core.services.desk_offers import DeskChild, offer_place
from tests.architecture.test_scopes import WITHOUT_SCOPE, personal
from tests.services.world import AUTUMN, OPERATOR, World

CHILD, BORN_ON = "Котова Анна Игоревна", date(2010, 3, 4)
# Whatever is known of her and of her sister, and what others wrote of them.
CANARIES = re.compile("Котова|Анна К[.]|3901000001|рано ей|справки нет")
ELSEWHERE = 10**6


@dataclass(frozen=True)
class There:
    """What there is of Anya, and who asks."""

    world: World
    refused: EnrollmentId
    offered: EnrollmentId
    application: ApplicationId


# What is asked for, with the scope of whoever asks.
Reading = Callable[[UnitOfWork, There, Any], object]
FAMILY, STAFF, OFFICES = "family", "staff", "offices"
EVERYBODY = (FAMILY, STAFF, OFFICES)
STATES = tuple(ApplicationState)
# Who sees something of Anya in it; whom the types let ask at all is in the port.
READINGS: Mapping[str, tuple[Reading, tuple[str, ...]]] = {
    "Applications.get": (
        lambda uow, there, of: uow.applications.get(there.application, of=of),
        (FAMILY, OFFICES),
    ),
    "Applications.locked": (
        lambda uow, there, of: uow.applications.locked(there.application, of=of),
        (FAMILY, OFFICES),
    ),
    "Applications.page": (
        lambda uow, there, of: uow.applications.page(of, None, states=STATES, page=1, size=9),
        (OFFICES,),
    ),
    "Applications.seen": (
        lambda uow, there, of: uow.applications.seen(there.application, of=of),
        (OFFICES,),
    ),
    "Applications.kept": (lambda uow, there, of: uow.applications.kept(of), (FAMILY,)),
    "Applications.locked_of_account": (
        lambda uow, there, of: uow.applications.locked_of_account(of),
        (FAMILY,),
    ),
    "Certificates.asked": (
        lambda uow, there, of: uow.certificates.asked(
            there.world.anya.id, group_of(uow, there), of=of, key="new"
        ),
        (FAMILY,),
    ),
    "Certificates.considered": (
        lambda uow, there, of: uow.certificates.considered(
            there.world.anya.id, group_of(uow, there), of=of
        ),
        (FAMILY, OFFICES),
    ),
    "Certificates.namesakes": (
        lambda uow, there, of: uow.certificates.namesakes(full_name=CHILD, born_on=BORN_ON, of=of),
        (FAMILY, OFFICES),
    ),
    "Certificates.offered": (
        lambda uow, there, of: uow.certificates.offered(there.offered, of=of),
        (FAMILY,),
    ),
    "Certificates.standing": (
        lambda uow, there, of: uow.certificates.standing(there.world.anya.id, of=of),
        (FAMILY, OFFICES),
    ),
    "Desks.waiting": (lambda uow, there, of: uow.desks.waiting(of), (STAFF,)),
    "Desks.request": (lambda uow, there, of: uow.desks.request(there.refused, of=of), (STAFF,)),
    "Desks.offers": (lambda uow, there, of: uow.desks.offers(of), (STAFF,)),
    "Desks.offer": (lambda uow, there, of: uow.desks.offer(there.offered, of=of), (STAFF,)),
    "Desks.running": (lambda uow, there, of: uow.desks.running(of, page=1, size=9), (STAFF,)),
    "Desks.contract": (lambda uow, there, of: uow.desks.contract(there.refused, of=of), (STAFF,)),
    "Enrollments.line": (
        lambda uow, there, of: uow.enrollments.line(there.refused, of=of),
        EVERYBODY,
    ),
    "Enrollments.lines": (lambda uow, there, of: uow.enrollments.lines(of), (FAMILY,)),
    "Enrollments.page": (
        lambda uow, there, of: uow.enrollments.page(of, page=1, size=9),
        EVERYBODY,
    ),
    "Enrollments.refusal": (
        lambda uow, there, of: uow.enrollments.refusal(there.refused, of=of),
        EVERYBODY,
    ),
    "Enrollments.request_card": (
        lambda uow, there, of: uow.enrollments.request_card(there.refused, of=of, on=AUTUMN.first),
        EVERYBODY,
    ),
    "Erasures.look": (
        lambda uow, there, of: uow.erasures.look(of, on=AUTUMN.first),
        (FAMILY,),
    ),
    "Families.children": (lambda uow, there, of: uow.families.children(of), (FAMILY,)),
    "Families.contract": (
        lambda uow, there, of: uow.families.contract(there.refused, of=of),
        (FAMILY,),
    ),
    "Families.history": (
        lambda uow, there, of: uow.families.history(there.world.anya.id, of=of),
        (FAMILY,),
    ),
    "Families.looking": (
        lambda uow, there, of: uow.families.looking(of, there.world.anya.id),
        (FAMILY,),
    ),
    "Families.looking_at": (
        lambda uow, there, of: uow.families.looking_at(
            program_of(uow, there), of, there.world.anya.id
        ),
        (FAMILY,),
    ),
    "Families.name": (
        lambda uow, there, of: uow.families.name(there.world.anya.id, of=of),
        (FAMILY, OFFICES),
    ),
    "Families.named": (lambda uow, there, of: uow.families.named(of), (FAMILY,)),
    "Families.place": (
        lambda uow, there, of: uow.families.place(there.refused, of=of),
        (FAMILY,),
    ),
    "Families.seen": (
        lambda uow, there, of: uow.families.seen(there.world.anya.id, of=of),
        (FAMILY,),
    ),
    "Linking.wished": (
        lambda uow, there, of: uow.linking.wished(of, since=uow.now - timedelta(hours=1)),
        (FAMILY,),
    ),
    "OwnData.of": (lambda uow, there, of: uow.own_data.of(of), (FAMILY,)),
    "People.children": (
        lambda uow, there, of: uow.people.children([there.world.anya.child], of=of),
        (FAMILY, OFFICES),
    ),
    "People.draft": (lambda uow, there, of: uow.people.draft(of), (FAMILY,)),
    "People.particulars": (
        lambda uow, there, of: uow.people.particulars([there.application], of=of),
        (FAMILY, OFFICES),
    ),
    "SavedSearches.listed": (lambda uow, there, of: uow.saved_searches.listed(of), (FAMILY,)),
}
# What writes returns what it was given.
WRITING = frozenset({"Applications.add"})


def group_of(uow: UnitOfWork, there: There) -> Any:  # noqa: ANN401 - an id
    return existing(uow, there).group


def program_of(uow: UnitOfWork, there: There) -> Any:  # noqa: ANN401 - an id
    offering = uow.catalog.offering(existing(uow, there).group)
    assert offering is not None
    return offering.program.id


def existing(uow: UnitOfWork, there: There) -> Enrollment:
    found = uow.enrollments.get(there.refused)
    assert found is not None
    return found


async def furnished(world: World) -> There:
    """A refused request, a waiting one, a contract, an offer, a refused application, a draft."""
    groups = [await world.group(price=90000) for _ in range(4)]
    refused, contract, _ = [await world.request(each) for each in groups[:3]]
    reason = RefusalReason.LEVEL_MISMATCH
    await world.perform(refuse_enrollment, world.staff, refused.id, reason, "рано ей")
    await world.perform(confirm_enrollment, world.staff, contract.id)
    child = DeskChild("3901000001", CHILD)
    offered = await world.perform(offer_place, world.staff, child, groups[3].group.id, AUTUMN.first)
    assert isinstance(offered, Enrollment)
    said = Particulars("Котова Мария", date(2012, 3, 4), Applicant.PARENT, "Котова Ольга")
    wanted = ApplicationRequest(world.municipality.id, said, CONSENT_VERSION, "key")
    sent = await world.perform(send_application, world.parent, wanted)
    other = ApplicationRefusal.OTHER
    await world.perform(refuse_application, OPERATOR, sent.id, other, "справки нет")
    await world.perform(type_something, world.parent.account)
    return There(world, refused.id, offered.id, sent.id)


def type_something(uow: UnitOfWork, account: AccountId) -> None:
    uow.people.keep_draft(account, ApplicationDraft(child_full_name=CHILD), at=uow.now)
    uow.linking.wish(account, "3901000001")


def asked(uow: UnitOfWork, name: str, there: There, of: object) -> str:
    """All that the repository says, as one text."""
    try:
        return repr(READINGS[name][0](uow, there, of))
    except NotAllowed:
        return "NotAllowed"


def own(world: World, who: str) -> list[object]:
    """Anya's family, the provider that she asked, the offices of her municipality."""
    here = frozenset({world.municipality.id})
    known: dict[str, list[object]] = {
        FAMILY: [world.parent],
        STAFF: [world.staff],
        OFFICES: [world.officer, OPERATOR, Operator("Анна", here)],
    }
    return known[who]


async def strangers(world: World) -> dict[str, list[object]]:
    """Another family of the same town, and the like from elsewhere."""
    boris = await world.certificate("Борисов Борис", date(2011, 1, 1))
    family = await world.link(await world.account(900), boris.id)
    place = MunicipalityId(ELSEWHERE)
    return {
        FAMILY: [family, Family(AccountId(ELSEWHERE))],
        STAFF: [ProviderStaff(family.account, ProviderId(ELSEWHERE))],
        OFFICES: [MunicipalityOfficer("Олег", place), Operator("Анна", frozenset({place}))],
    }


@pytest.fixture
async def there(world: World) -> There:
    return await furnished(world)


def test_every_repository_of_persons_is_asked() -> None:
    assert READINGS.keys() == personal().keys() - WITHOUT_SCOPE.keys() - WRITING


async def test_a1_what_is_in_the_scope_is_found(there: There) -> None:
    for name, (_, seeing) in READINGS.items():
        for of in [each for who in seeing for each in own(there.world, who)]:
            answer = await there.world.perform(asked, name, there, of)
            assert CANARIES.search(answer), (name, of)


async def test_a1_what_is_another_s_is_not_there(there: There) -> None:
    others = await strangers(there.world)
    for name, (_, seeing) in READINGS.items():
        for of in [each for who in seeing for each in others[who]]:
            answer = await there.world.perform(asked, name, there, of)
            assert not CANARIES.search(answer), (name, of)


@pytest.mark.parametrize(
    "name", ["Families.name", "People.children", "People.particulars", "Certificates.standing"]
)
async def test_a1_a_provider_sees_no_children_but_those_that_asked(there: There, name: str) -> None:
    answer = await there.world.perform(asked, name, there, there.world.staff)

    assert not CANARIES.search(answer)
