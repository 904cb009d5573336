"""The catalog as families and providers see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from core.domain.ids import GroupId, MunicipalityId, ProgramId, ProviderId
from core.domain.program import Direction, Offering, ProgramState, Provider, ProviderState
from db.offerings import IN_ORDER, OFFERINGS, as_provider, offering_of, offerings
from db.tables.registries import groups, modules, municipalities, programs, providers


def listed() -> ColumnElement[bool]:
    """A program that the catalog shows: not archived, of an active provider."""
    return and_(
        programs.c.state != ProgramState.ARCHIVED, providers.c.state == ProviderState.ACTIVE
    )


def _not_archived() -> ColumnElement[bool]:
    return and_(
        groups.c.archived.is_(False),
        modules.c.state != ProgramState.ARCHIVED,
        programs.c.state != ProgramState.ARCHIVED,
    )


@dataclass(frozen=True, slots=True)
class SqlCatalog:
    connection: Connection

    def offering(self, group: GroupId) -> Offering | None:
        return offering_of(self.connection, group)

    def offerings(
        self, programs: Collection[ProgramId]
    ) -> Mapping[ProgramId, tuple[Offering, ...]]:
        question = OFFERINGS.where(modules.c.program_id.in_(programs), _not_archived())
        found: dict[ProgramId, tuple[Offering, ...]] = defaultdict(tuple)
        for offering in offerings(self.connection, question.order_by(*IN_ORDER)):
            found[offering.program.id] += (offering,)
        return dict(found)

    def groups_of(self, provider: ProviderId) -> tuple[Offering, ...]:
        """See `Catalog`; archived ones left out, in the order of their titles."""
        question = OFFERINGS.where(programs.c.provider_id == provider, _not_archived())
        return offerings(self.connection, question.order_by(programs.c.title, *IN_ORDER))

    def provider(self, id: ProviderId) -> Provider | None:
        return self._provider(providers.c.id == id)

    def provider_by_inn(self, inn: str) -> Provider | None:
        return self._provider(providers.c.inn == inn)

    def similar(self, program: ProgramId, *, most: int) -> tuple[ProgramId, ...]:
        this = programs.alias("this")
        rows = self.connection.scalars(
            select(programs.c.id)
            .join(providers, providers.c.id == programs.c.provider_id)
            .join(this, this.c.direction == programs.c.direction)
            .where(this.c.id == program, programs.c.id != program, listed())
            .order_by(
                (programs.c.municipality_id == this.c.municipality_id).desc(),
                programs.c.title,
                programs.c.id,
            )
            .limit(most)
        )
        return tuple(ProgramId(each) for each in rows)

    def municipalities_with_programs(self) -> tuple[tuple[MunicipalityId, int], ...]:
        """See `Catalog`; by name."""
        rows = self.connection.execute(
            select(municipalities.c.id, func.count())
            .join(programs, programs.c.municipality_id == municipalities.c.id)
            .join(providers, providers.c.id == programs.c.provider_id)
            .where(listed())
            .group_by(municipalities.c.id, municipalities.c.name)
            .order_by(municipalities.c.name, municipalities.c.id)
        )
        return tuple((MunicipalityId(place), number) for place, number in rows)

    def directions_with_programs(self) -> tuple[tuple[Direction, int], ...]:
        """See `Catalog`; in the order of the directions."""
        rows = self.connection.execute(
            select(programs.c.direction, func.count())
            .join(providers, providers.c.id == programs.c.provider_id)
            .where(listed())
            .group_by(programs.c.direction)
        )
        numbers = {row[0]: row[1] for row in rows}
        return tuple((each, numbers[each]) for each in Direction if each in numbers)

    def _provider(self, which: ColumnElement[bool]) -> Provider | None:
        row: Any = self.connection.execute(select(providers).where(which)).first()
        return None if row is None else as_provider(row)
