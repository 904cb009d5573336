"""The catalog as families and providers see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.program import Module, Offering, ProgramState, Provider, ProviderState
from core.domain.registries import RegisteredProgram, RegisteredProvider
from db.among import among
from db.offerings import (
    IN_ORDER,
    OFFERINGS,
    as_module,
    as_offerings,
    as_program,
    as_provider,
    groups_where,
    offering_of,
    offerings,
    prices_of,
)
from db.search.believed import (
    NOW_AND_PLACES,
    WITH_PLACES,
    ensure_believed,
    is_believing,
    is_believing_in_places,
)
from db.tables.registries import groups, modules, municipalities, programs, providers
from db.together import Together

# A parameter of a question below is called `providers`, as the port calls it.
_all_providers = providers

_REGISTERED = select(providers, municipalities.c.code.label("place")).join(
    municipalities, municipalities.c.id == providers.c.municipality_id
)
_PROGRAMS = (
    select(programs, providers.c.inn, municipalities.c.code.label("place"))
    .join(providers, providers.c.id == programs.c.provider_id)
    .join(municipalities, municipalities.c.id == programs.c.municipality_id)
)


def listed() -> ColumnElement[bool]:
    """A program that the catalog shows: submitted, not archived, of an active provider."""
    return and_(
        programs.c.state != ProgramState.DRAFT,
        programs.c.state != ProgramState.ARCHIVED,
        providers.c.state == ProviderState.ACTIVE,
    )


def not_archived() -> ColumnElement[bool]:
    return and_(
        groups.c.archived.is_(False),
        modules.c.state != ProgramState.ARCHIVED,
        programs.c.state != ProgramState.ARCHIVED,
    )


_THEIRS = groups_where(and_(among(modules.c.program_id, "programs"), not_archived()), *IN_ORDER)
_OF_PROGRAMS = Together(**_THEIRS)
_OF_FOUND_PROGRAMS = Together(**_THEIRS, index=NOW_AND_PLACES)
_OF_PROGRAMS_WITH_PLACES = Together(**_THEIRS, **WITH_PLACES)


@dataclass(frozen=True, slots=True)
class SqlCatalog:
    connection: Connection

    def offering(self, group: GroupId) -> Offering | None:
        return offering_of(self.connection, group)

    def offerings(
        self, programs: Collection[ProgramId]
    ) -> Mapping[ProgramId, tuple[Offering, ...]]:
        question = _OF_FOUND_PROGRAMS if is_believing(self.connection) else _OF_PROGRAMS
        if is_believing_in_places(self.connection):
            question = _OF_PROGRAMS_WITH_PLACES
        rows = question(self.connection, {"programs": programs})
        if is_believing(self.connection):
            ensure_believed(self.connection, rows)
        found: dict[ProgramId, tuple[Offering, ...]] = defaultdict(tuple)
        for offering in as_offerings(rows):
            found[offering.program.id] += (offering,)
        return dict(found)

    def modules(self, programs: Collection[ProgramId]) -> Mapping[ProgramId, tuple[Module, ...]]:
        rows = self.connection.execute(
            select(modules)
            .where(modules.c.program_id.in_(programs), modules.c.state != ProgramState.ARCHIVED)
            .order_by(modules.c.title, modules.c.id)
        ).all()
        prices = prices_of(self.connection, [ModuleId(row.id) for row in rows])
        found: dict[ProgramId, tuple[Module, ...]] = defaultdict(tuple)
        for row in rows:
            found[row.program_id] += (as_module(row, prices[row.id]),)
        return dict(found)

    def provider(self, id: ProviderId) -> Provider | None:
        return self._provider(providers.c.id == id)

    def provider_by_inn(self, inn: str) -> Provider | None:
        return self._provider(providers.c.inn == inn)

    def providers(self, *, page: int, size: int) -> tuple[RegisteredProvider, ...]:
        question = _REGISTERED.order_by(providers.c.name, providers.c.id)
        return self._providers(question.limit(size).offset((page - 1) * size))

    def inns(self, providers: Collection[ProviderId]) -> Mapping[ProviderId, str]:
        rows = self.connection.execute(
            select(_all_providers.c.id, _all_providers.c.inn).where(
                _all_providers.c.id.in_(providers)
            )
        )
        return {ProviderId(each): inn for each, inn in rows}

    def registered_provider(self, inn: str) -> RegisteredProvider | None:
        found = self._providers(_REGISTERED.where(providers.c.inn == inn))
        return found[0] if found else None

    def programs(
        self,
        *,
        provider: ProviderId | None = None,
        municipality: MunicipalityId | None = None,
        page: int,
        size: int,
    ) -> tuple[RegisteredProgram, ...]:
        question = _PROGRAMS.order_by(programs.c.title, programs.c.id)
        if provider is not None:
            question = question.where(programs.c.provider_id == provider)
        if municipality is not None:
            question = question.where(programs.c.municipality_id == municipality)
        return self._programs(question.limit(size).offset((page - 1) * size))

    def program(self, id: ProgramId) -> RegisteredProgram | None:
        found = self._programs(_PROGRAMS.where(programs.c.id == id))
        return found[0] if found else None

    def groups(
        self, *, provider: ProviderId | None = None, page: int, size: int
    ) -> tuple[Offering, ...]:
        question = OFFERINGS.where(not_archived()).order_by(programs.c.title, *IN_ORDER)
        if provider is not None:
            question = question.where(programs.c.provider_id == provider)
        return offerings(self.connection, question.limit(size).offset((page - 1) * size))

    def _providers(self, question: Select[Any]) -> tuple[RegisteredProvider, ...]:
        return tuple(
            RegisteredProvider(as_provider(row), row.inn, row.ogrn, row.address, row.place)
            for row in self.connection.execute(question)
        )

    def _programs(self, question: Select[Any]) -> tuple[RegisteredProgram, ...]:
        return tuple(
            RegisteredProgram(as_program(row), row.inn, row.place)
            for row in self.connection.execute(question)
        )

    def _provider(self, which: ColumnElement[bool]) -> Provider | None:
        row: Any = self.connection.execute(select(providers).where(which)).first()
        return None if row is None else as_provider(row)
