"""Municipalities with their periods, categories, agreements and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from core.domain.calendar import Days
from core.domain.drafts import MunicipalityDraft
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import CategoryId, MunicipalityId, PeriodId, ProviderId
from core.domain.money import Money
from core.domain.program import Registry
from core.domain.registries import Agreement, Category
from core.domain.views import Municipality


class Municipalities(Protocol):
    def all(self) -> tuple[Municipality, ...]:
        """By name."""
        ...

    def by_code(self, code: str) -> Municipality | None: ...

    def by_id(self, id: MunicipalityId) -> Municipality:
        """Raise NotAllowed when there is none: it is answered like somebody else's."""
        ...

    def add(self, draft: MunicipalityDraft) -> Municipality:
        """The present one when the code is known already."""
        ...

    def exclusively(self, municipality: MunicipalityId) -> None:
        """Until the transaction ends nobody else moves money or places of the municipality's
        certificates. To be called before anything of them is read or locked.
        """
        ...

    def all_exclusively(self) -> None:
        """`exclusively` of every municipality, in the same order for everybody."""
        ...

    def periods(self, municipality: MunicipalityId) -> tuple[FundingPeriod, ...]:
        """All, by first day."""
        ...

    def periods_everywhere(self) -> Mapping[MunicipalityId, Sequence[FundingPeriod]]:
        """Those of every municipality that has any, by first day."""
        ...

    def period(self, id: PeriodId) -> FundingPeriod: ...

    def add_period(
        self, municipality: MunicipalityId, days: Days, parameters: Parameters
    ) -> FundingPeriod:
        """The present one when the municipality has a period of these days.

        Raises:
            BadValue: It overlaps another period of the municipality.
        """
        ...

    def change_period(
        self, period: PeriodId, parameters: Parameters, *, closed_from: date | None
    ) -> FundingPeriod:
        """Other parameters, and the first day without new requests, None for no such day."""
        ...

    def of_category(self, category: CategoryId) -> MunicipalityId | None:
        """Whose category it is; None for no such one."""
        ...

    def rename_category(self, category: CategoryId, name: str) -> None: ...

    def change(self, id: MunicipalityId, draft: MunicipalityDraft) -> None:
        """All but the code, which names it."""
        ...

    def add_category(self, municipality: MunicipalityId, name: str) -> CategoryId:
        """The present one when the name is known already."""
        ...

    def categories(self, municipality: MunicipalityId) -> tuple[Category, ...]:
        """All with their nominals, by name, in two statements."""
        ...

    def nominal(self, category: CategoryId, period: PeriodId) -> Money | None: ...

    def add_agreement(
        self, provider: ProviderId, municipality: MunicipalityId, period: PeriodId
    ) -> bool:
        """An agreement on payment for one period; False when there was one already."""
        ...

    def agreements(
        self, municipality: MunicipalityId, *, page: int, size: int
    ) -> tuple[Agreement, ...]:
        """By period, then by the provider's name."""
        ...

    def agreement(self, provider: ProviderId, period: PeriodId) -> bool:
        """Whether the municipality of the period pays the provider in it."""
        ...

    def set_registry_limit(self, period: PeriodId, registry: Registry, limit: int | None) -> None:
        """Live enrollments per child in a budget registry; None for no limit."""
        ...
