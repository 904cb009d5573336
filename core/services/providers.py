"""A provider's own desk: what waits for an answer, and its groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.actor import Act, Actor, ProviderStaff, Subject, ensure_may
from core.domain.errors import NotAllowed
from core.domain.ids import EnrollmentId, GroupId, ProviderId
from core.domain.program import Offering, Provider
from core.domain.views import Continuing, RequestCard
from core.ports.acts import asks_once
from core.ports.desks import KeptRequest
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing, own_staff


@dataclass(frozen=True, slots=True)
class Desk:
    """A provider, the requests that wait for its answer, oldest first, and how many offers from
    its desk wait for a family's.
    """

    provider: Provider
    requests: tuple[RequestCard, ...]
    offers: int = 0

    @property
    def waiting(self) -> int:
        return len(self.requests)


@dataclass(frozen=True, slots=True)
class ProviderGroups:
    """A provider's groups, and of each how many children go on into the next period (ENR-10)."""

    provider: Provider
    offerings: tuple[Offering, ...]
    continuing: Mapping[GroupId, Continuing]


@asks_once
def desk(uow: UnitOfWork, actor: Actor, provider: ProviderId) -> Desk:
    """The provider as its staff finds it in the morning.

    Raises:
        NotAllowed: The actor is not the provider's staff, or there is no such provider.
    """
    staff = own_staff(actor, Act.ANSWER_REQUEST, provider)
    known, requests, offers = existing(uow.desks.waiting(staff))
    return Desk(known, tuple(card_of(uow, each) for each in requests), offers)


@asks_once
def request_card(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> RequestCard:
    """One request as its provider may see it: short name, age, group, start, sums.

    Raises:
        NotAllowed: Unknown id, or another provider's request.
    """
    if not isinstance(actor, ProviderStaff):
        raise NotAllowed
    kept = existing(uow.desks.request(id, of=actor))
    ensure_may(actor, Act.ANSWER_REQUEST, Subject(provider=kept.enrollment.provider))
    return card_of(uow, kept)


@asks_once
def provider_groups(uow: UnitOfWork, actor: Actor, provider: ProviderId) -> ProviderGroups:
    """All groups of the provider with their places.

    Raises:
        NotAllowed: The actor is not the provider's staff, or there is no such provider.
    """
    ensure_may(actor, Act.ANSWER_REQUEST, Subject(provider=provider))
    return ProviderGroups(*existing(uow.desks.groups(provider)))


def card_of(uow: UnitOfWork, kept: KeptRequest) -> RequestCard:
    """What the provider may see of it, with the age of today where the provider is."""
    return RequestCard(
        kept.enrollment,
        kept.child.short_name,
        kept.child.age(on=uow.today(kept.zone)),
        kept.program_title,
        kept.group_title,
        kept.refusal,
    )
