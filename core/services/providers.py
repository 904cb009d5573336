"""A provider's own desk: what waits for an answer, and its groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.ids import GroupId, ProviderId
from core.domain.program import Offering, Provider
from core.domain.views import Continuing
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing


@dataclass(frozen=True, slots=True)
class Desk:
    """A provider, and how many requests wait for its answer."""

    provider: Provider
    waiting: int


def desk(uow: UnitOfWork, actor: Actor, provider: ProviderId) -> Desk:
    """The provider as its staff finds it in the morning.

    Raises:
        NotAllowed: The actor is not the provider's staff, or there is no such provider.
    """
    known = _own(uow, actor, provider)
    return Desk(known, len(uow.enrollments.waiting_for(provider, on=uow.now.date())))


def provider_groups(uow: UnitOfWork, actor: Actor, provider: ProviderId) -> tuple[Offering, ...]:
    """All groups of the provider with their places.

    Raises:
        NotAllowed: The actor is not the provider's staff, or there is no such provider.
    """
    _own(uow, actor, provider)
    return uow.catalog.groups_of(provider)


def continuing_children(
    uow: UnitOfWork, actor: Actor, provider: ProviderId
) -> Mapping[GroupId, Continuing]:
    """How many children of each group go on into the next period, or are asked (ENR-10).

    Raises:
        NotAllowed: The actor is not the provider's staff, or there is no such provider.
    """
    _own(uow, actor, provider)
    groups = [offering.group.id for offering in uow.catalog.groups_of(provider)]
    return uow.prolongations.by_group(groups)


def _own(uow: UnitOfWork, actor: Actor, provider: ProviderId) -> Provider:
    ensure_may(actor, Act.ANSWER_REQUEST, Subject(provider=provider))
    return existing(uow.catalog.provider(provider))
