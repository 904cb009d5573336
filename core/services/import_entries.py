"""Programs of a file beside what the catalog has of them, while they go in together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.calendar import Days
from core.domain.drafts import ModuleDraft, ProgramDraft
from core.domain.entering import price_periods
from core.domain.errors import NotFound
from core.domain.ids import ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.program import Group, Module
from core.domain.views import Municipality
from core.ports.catalog import KnownProgram
from core.services.import_outcome import Outcome
from core.services.import_states import Wish

NOT_ENTERED = ProgramId(0)


@dataclass(frozen=True, slots=True)
class Common:
    """What is asked once for all of them: funding periods, the cap of prices, municipalities."""

    periods: tuple[Days, ...]
    max_percent: int
    places: Mapping[str, Municipality | None]

    def place(self, code: str) -> MunicipalityId:
        """Raise NotFound for a municipality that is not registered."""
        found = self.places[code]
        if found is None:
            raise NotFound("municipality", code)
        return found.id

    def periods_of(self, draft: ModuleDraft) -> tuple[Days, ...]:
        """For which a price out of the file is set."""
        return price_periods(self.periods, draft)

    def unpriced(self, module: Module | None, draft: ModuleDraft) -> tuple[Days, ...]:
        """The periods for which the module has another price than the file says, or none."""
        known = () if module is None else module.prices
        priced = {each.period for each in known if each.price == draft.price}
        return tuple(days for days in self.periods_of(draft) if days not in priced)


@dataclass(slots=True)
class Entry:
    """One program; `program` is its id as soon as it has one."""

    draft: ProgramDraft
    provider: ProviderId
    known: KnownProgram | None
    wish: Wish
    outcome: Outcome = field(default_factory=Outcome)
    program: ProgramId = NOT_ENTERED

    @property
    def modules(self) -> tuple[tuple[Module, tuple[Group, ...]], ...]:
        """Those that the catalog has, with their groups."""
        return () if self.known is None else self.known.modules


@dataclass(slots=True)
class ModuleEntry:
    """One of its modules, in the catalog's spelling where that has it."""

    of: Entry
    draft: ModuleDraft
    known: Module | None
    groups: tuple[Group, ...]
    id: ModuleId

    @property
    def path(self) -> tuple[str, ...]:
        return self.of.draft.title, self.draft.title
