"""Providers as the operator keeps them in the registry."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from core.domain.drafts import ProviderDraft
from core.domain.enrollment import State
from core.domain.ids import EnrollmentId, MunicipalityId, ProviderId
from core.domain.program import Provider, ProviderState
from core.domain.registering import ProviderDetails


class Providers(Protocol):
    def add(
        self, draft: ProviderDraft, details: ProviderDetails, *, municipality: MunicipalityId
    ) -> ProviderId:
        """NEW in the registry; its ИНН must not be known yet."""
        ...

    def change(
        self,
        id: ProviderId,
        draft: ProviderDraft,
        details: ProviderDetails,
        *,
        municipality: MunicipalityId,
    ) -> None:
        """Everything that is known of it, but its ИНН and its state."""
        ...

    def locked(self, id: ProviderId) -> Provider | None:
        """The provider; others who change it wait until the transaction ends."""
        ...

    def details(self, id: ProviderId) -> ProviderDetails: ...

    def requisites(self, id: ProviderId) -> tuple[str, str]:
        """Its ИНН and ОГРН."""
        ...

    def move(self, id: ProviderId, state: ProviderState, *, reason: str | None) -> None:
        """Into another state, with the reason of a refusal, a suspension or an exclusion."""
        ...

    def enrollments(
        self, id: ProviderId, states: Collection[State], *, most: int
    ) -> tuple[EnrollmentId, ...]:
        """The first of its enrollments in these states, by certificate, as all lock them."""
        ...
