"""Providers as the operator keeps them in the registry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.domain.drafts import ProviderDraft
from core.domain.enrollment import State
from core.domain.ids import EnrollmentId, MunicipalityId, ProviderId
from core.domain.program import Provider, ProviderState
from core.domain.registering import ProviderDetails
from db.offerings import as_provider
from db.search.dirty import mark
from db.statements import set_row
from db.tables.enrollments import enrollments
from db.tables.registries import provider_details, providers


@dataclass(frozen=True, slots=True)
class SqlProviders:
    connection: Connection

    def add(
        self, draft: ProviderDraft, details: ProviderDetails, *, municipality: MunicipalityId
    ) -> ProviderId:
        new = self.connection.scalar(
            insert(providers)
            .values(inn=draft.inn, state=ProviderState.NEW, **_columns(draft, municipality))
            .returning(providers.c.id)
        )
        self._keep(ProviderId(new), details)
        return ProviderId(new)

    def change(
        self,
        id: ProviderId,
        draft: ProviderDraft,
        details: ProviderDetails,
        *,
        municipality: MunicipalityId,
    ) -> None:
        self.connection.execute(
            update(providers).where(providers.c.id == id).values(**_columns(draft, municipality))
        )
        mark(self.connection, provider=id)
        self._keep(id, details)

    def locked(self, id: ProviderId) -> Provider | None:
        row: Any = self.connection.execute(
            select(providers).where(providers.c.id == id).with_for_update()
        ).first()
        return None if row is None else as_provider(row)

    def details(self, id: ProviderId) -> ProviderDetails:
        known = [column for column in provider_details.c if column.name != "provider_id"]
        question = select(*known).where(provider_details.c.provider_id == id)
        row = self.connection.execute(question).mappings().first()
        return ProviderDetails() if row is None else ProviderDetails(**row)

    def requisites(self, id: ProviderId) -> tuple[str, str]:
        question = select(providers.c.inn, providers.c.ogrn).where(providers.c.id == id)
        row = self.connection.execute(question).one()
        return row.inn, row.ogrn

    def move(self, id: ProviderId, state: ProviderState, *, reason: str | None) -> None:
        self.connection.execute(update(providers).where(providers.c.id == id).values(state=state))
        mark(self.connection, provider=id)
        set_row(
            self.connection,
            provider_details,
            {"provider_id": id},
            state_reason=reason,
            of_operator=self.details(id).of_operator,
        )

    def enrollments(
        self, id: ProviderId, states: Collection[State], *, most: int
    ) -> tuple[EnrollmentId, ...]:
        found = self.connection.scalars(
            select(enrollments.c.id)
            .where(enrollments.c.provider_id == id, enrollments.c.state.in_(states))
            .order_by(enrollments.c.certificate_id, enrollments.c.id)
            .limit(most)
        )
        return tuple(EnrollmentId(each) for each in found)

    def _keep(self, id: ProviderId, details: ProviderDetails) -> None:
        set_row(self.connection, provider_details, {"provider_id": id}, **asdict(details))


def _columns(draft: ProviderDraft, municipality: MunicipalityId) -> dict[str, Any]:
    return {
        "municipality_id": municipality,
        "ogrn": draft.ogrn,
        "name": draft.name,
        "kind": draft.kind,
        "address": draft.address,
    }
