"""The catalog as families and providers see it, places in groups, and what files bring in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft, ProviderDraft
from core.domain.enrollment import Enrollment
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import Group, Module, Offering, Program, ProgramState, Provider
from core.domain.registries import RegisteredProgram, RegisteredProvider


class Catalog(Protocol):
    def offering(self, group: GroupId) -> Offering | None:
        """One group with its module, program, provider, prices and slots."""
        ...

    def offerings(
        self, programs: Collection[ProgramId]
    ) -> Mapping[ProgramId, tuple[Offering, ...]]:
        """All groups of these programs, archived ones left out, in the order of their titles."""
        ...

    def modules(self, programs: Collection[ProgramId]) -> Mapping[ProgramId, tuple[Module, ...]]:
        """All modules of these programs, archived ones left out, in the order of their titles."""
        ...

    def provider(self, id: ProviderId) -> Provider | None: ...

    def provider_by_inn(self, inn: str) -> Provider | None: ...

    def providers(self, *, page: int, size: int) -> tuple[RegisteredProvider, ...]:
        """In every state, by name."""
        ...

    def inns(self, providers: Collection[ProviderId]) -> Mapping[ProviderId, str]:
        """The ИНН of these providers."""
        ...

    def registered_provider(self, inn: str) -> RegisteredProvider | None: ...

    def programs(
        self,
        *,
        provider: ProviderId | None = None,
        municipality: MunicipalityId | None = None,
        page: int,
        size: int,
    ) -> tuple[RegisteredProgram, ...]:
        """In every state, by title; of one provider or municipality where they are given."""
        ...

    def program(self, id: ProgramId) -> RegisteredProgram | None: ...

    def groups(
        self, *, provider: ProviderId | None = None, page: int, size: int
    ) -> tuple[Offering, ...]:
        """By program, module and title, archived ones left out; of one provider if given."""
        ...


class Groups(Protocol):
    def take_place(self, group: GroupId) -> None:
        """Take one place, whatever the number of callers doing the same.

        Raises:
            NoPlaces: No free place, or places are not known.
        """
        ...

    def give_back_place(self, group: GroupId) -> None: ...

    def locked(self, group: GroupId) -> Offering | None:
        """The group; its places are taken and given back after this transaction."""
        ...

    def titled(self, module: ModuleId, title: str) -> GroupId | None:
        """The module's group with exactly this title, archived ones too."""
        ...

    def live(self, group: GroupId) -> tuple[Enrollment, ...]:
        """Enrollments of the group that are live today, each where its certificate is."""
        ...

    def with_live(self, groups: Collection[GroupId]) -> frozenset[GroupId]:
        """Those of the groups that have such enrollments."""
        ...

    def archive(self, *groups: GroupId, archived: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class KnownProgram:
    """A program of the catalog with its modules and groups, as an import compares it."""

    program: Program
    modules: tuple[tuple[Module, tuple[Group, ...]], ...]


class NewProgram(NamedTuple):
    """A program that is entered."""

    draft: ProgramDraft
    provider: ProviderId
    municipality: MunicipalityId
    state: ProgramState


class NewModule(NamedTuple):
    """A module that is entered."""

    program: ProgramId
    draft: ModuleDraft
    state: ProgramState


class Intake(Protocol):
    """What an operator's file adds to and changes in the catalog."""

    def add_provider(self, draft: ProviderDraft, *, municipality: MunicipalityId) -> Provider:
        """ACTIVE in the registry: an operator vouches for it; the present one by its ИНН."""
        ...

    def known(self, provider: ProviderId, title: str) -> KnownProgram | None:
        """The program with this title, else with another spelling of it (`title_key`)."""
        ...

    def known_each(
        self, titles: Sequence[tuple[ProviderId, str]]
    ) -> tuple[KnownProgram | None, ...]:
        """The same of several providers' titles; five statements for all."""
        ...

    def add_program(
        self,
        draft: ProgramDraft,
        *,
        provider: ProviderId,
        municipality: MunicipalityId,
        state: ProgramState,
    ) -> ProgramId: ...

    def add_programs(self, new: Sequence[NewProgram]) -> tuple[ProgramId, ...]:
        """All in one statement, each under a title of its own; their ids in the same order."""
        ...

    def change_program(
        self, id: ProgramId, draft: ProgramDraft, *, state: ProgramState
    ) -> None: ...

    def add_module(
        self, program: ProgramId, draft: ModuleDraft, *, state: ProgramState
    ) -> ModuleId: ...

    def add_modules(self, new: Sequence[NewModule]) -> tuple[ModuleId, ...]:
        """All in one statement; their ids in the same order."""
        ...

    def change_module(self, id: ModuleId, draft: ModuleDraft, *, state: ProgramState) -> None: ...

    def set_price(self, module: ModuleId, draft: ModuleDraft, *, periods: Collection[Days]) -> None:
        """The module's price for funding periods of these days; the same again changes nothing."""
        ...

    def set_prices(self, prices: Mapping[tuple[ModuleId, Days], Money]) -> None:
        """The same of several modules and periods, in one statement."""
        ...

    def add_group(self, module: ModuleId, draft: GroupDraft) -> GroupId: ...

    def add_groups(self, new: Sequence[tuple[ModuleId, GroupDraft]]) -> tuple[GroupId, ...]:
        """All in two statements, with other titles in each module; their ids in the same order."""
        ...

    def change_group(self, id: GroupId, draft: GroupDraft) -> None: ...

    def change_groups(self, drafts: Mapping[GroupId, GroupDraft]) -> None:
        """All in three statements. None becomes smaller than the places that are taken."""
        ...

    def index(self, program: ProgramId) -> None:
        """Make the program findable by its present words (called once per changed program)."""
        ...

    def period_days(self) -> tuple[Days, ...]:
        """The days of all funding periods of all municipalities, each once."""
        ...
