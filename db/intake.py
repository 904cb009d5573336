"""What an operator's file adds to and changes in the catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft, ProviderDraft
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import ProgramState, Provider, ProviderState
from core.ports.catalog import KnownProgram, NewModule, NewProgram
from db.drafted import CHANGE_GROUPS, group_columns, module_columns, program_columns
from db.known_programs import by_title, known_modules
from db.offerings import as_program, as_provider
from db.search.dirty import mark
from db.statements import insert_once, portions, set_each
from db.tables.periods import funding_periods
from db.tables.registries import groups, module_prices, modules, programs, providers, slots


@dataclass(frozen=True, slots=True)
class SqlIntake:
    connection: Connection

    def add_provider(self, draft: ProviderDraft, *, municipality: MunicipalityId) -> Provider:
        values = {
            "municipality_id": municipality,
            "inn": draft.inn,
            "ogrn": draft.ogrn,
            "name": draft.name,
            "kind": draft.kind,
            "state": ProviderState.ACTIVE,
            "address": draft.address,
        }
        self.connection.execute(insert_once(providers, values))
        row = self.connection.execute(select(providers).where(providers.c.inn == draft.inn)).one()
        return as_provider(row)

    def known(self, provider: ProviderId, title: str) -> KnownProgram | None:
        (found,) = self.known_each([(provider, title)])
        return found

    def known_each(
        self, titles: Sequence[tuple[ProviderId, str]]
    ) -> tuple[KnownProgram | None, ...]:
        """See `Intake`; one statement when none is known."""
        rows = by_title(self.connection, titles)
        modules = known_modules(self.connection, [row.id for row in rows if row is not None])
        return tuple(
            None if row is None else KnownProgram(as_program(row), modules[row.id]) for row in rows
        )

    def add_program(
        self,
        draft: ProgramDraft,
        *,
        provider: ProviderId,
        municipality: MunicipalityId,
        state: ProgramState,
    ) -> ProgramId:
        (added,) = self.add_programs([NewProgram(draft, provider, municipality, state)])
        return added

    def add_programs(self, new: Sequence[NewProgram]) -> tuple[ProgramId, ...]:
        if not new:
            return ()
        # Told apart by what they are called: asked for in the order in which they are given,
        # SQLite takes each alone.
        rows = self.connection.execute(
            insert(programs).returning(programs.c.id, programs.c.provider_id, programs.c.title),
            [
                {
                    "provider_id": each.provider,
                    "municipality_id": each.municipality,
                    "state": each.state,
                    **program_columns(each.draft),
                }
                for each in new
            ],
        )
        titled = {(row.provider_id, row.title): ProgramId(row.id) for row in rows}
        added = tuple(titled[each.provider, each.draft.title] for each in new)
        mark(self.connection, programs=added)
        return added

    def change_program(self, id: ProgramId, draft: ProgramDraft, *, state: ProgramState) -> None:
        self.connection.execute(
            update(programs)
            .where(programs.c.id == id)
            .values(state=state, **program_columns(draft))
        )
        mark(self.connection, programs=[id])

    def add_module(
        self, program: ProgramId, draft: ModuleDraft, *, state: ProgramState
    ) -> ModuleId:
        (added,) = self.add_modules([NewModule(program, draft, state)])
        return added

    def add_modules(self, new: Sequence[NewModule]) -> tuple[ModuleId, ...]:
        if not new:
            return ()
        rows = self.connection.execute(
            insert(modules).returning(modules.c.id, modules.c.program_id, modules.c.title),
            [
                {"program_id": each.program, "state": each.state, **module_columns(each.draft)}
                for each in new
            ],
        )
        titled = {(row.program_id, row.title): ModuleId(row.id) for row in rows}
        mark(self.connection, programs={each.program for each in new})
        return tuple(titled[each.program, each.draft.title] for each in new)

    def change_module(self, id: ModuleId, draft: ModuleDraft, *, state: ProgramState) -> None:
        self.connection.execute(
            update(modules).where(modules.c.id == id).values(state=state, **module_columns(draft))
        )
        mark(self.connection, modules=[id])

    def set_price(self, module: ModuleId, draft: ModuleDraft, *, periods: Collection[Days]) -> None:
        """See `Intake`; a draft without a price changes nothing, because none was written."""
        if draft.price is not None:
            self.set_prices({(module, days): draft.price for days in periods})

    def set_prices(self, prices: Mapping[tuple[ModuleId, Days], Money]) -> None:
        if not prices:
            return
        rows = [
            {
                "module_id": module,
                "first_day": days.first,
                "last_day": days.last,
                "price_kopecks": price.kopecks,
            }
            for (module, days), price in prices.items()
        ]
        self.connection.execute(set_each(module_prices), rows)
        mark(self.connection, modules={module for module, _ in prices})

    def add_group(self, module: ModuleId, draft: GroupDraft) -> GroupId:
        (added,) = self.add_groups([(module, draft)])
        return added

    def add_groups(self, new: Sequence[tuple[ModuleId, GroupDraft]]) -> tuple[GroupId, ...]:
        if not new:
            return ()
        rows = self.connection.execute(
            insert(groups).returning(groups.c.id, groups.c.module_id, groups.c.title),
            [
                {"module_id": module, "places_total": draft.places, **group_columns(draft)}
                for module, draft in new
            ],
        )
        titled = {(row.module_id, row.title): GroupId(row.id) for row in rows}
        added = tuple(titled[module, draft.title] for module, draft in new)
        drafts = (draft for _, draft in new)
        self._put_slots(zip(added, drafts, strict=True))
        mark(self.connection, modules={module for module, _ in new})
        return added

    def change_group(self, id: GroupId, draft: GroupDraft) -> None:
        self.change_groups({id: draft})

    def change_groups(self, drafts: Mapping[GroupId, GroupDraft]) -> None:
        if not drafts:
            return
        self.connection.execute(
            CHANGE_GROUPS,
            [
                {"of_group": group, "new_places": draft.places}
                | {f"new_{name}": value for name, value in group_columns(draft).items()}
                for group, draft in drafts.items()
            ],
        )
        for some in portions(drafts):
            self.connection.execute(delete(slots).where(slots.c.group_id.in_(some)))
        self._put_slots(drafts.items())
        mark(self.connection, groups=drafts)

    def index(self, program: ProgramId) -> None:
        mark(self.connection, programs=[program])

    def period_days(self) -> tuple[Days, ...]:
        rows = self.connection.execute(
            select(funding_periods.c.first_day, funding_periods.c.last_day)
            .distinct()
            .order_by(funding_periods.c.first_day, funding_periods.c.last_day)
        )
        return tuple(Days(first, last) for first, last in rows)

    def _put_slots(self, drafts: Iterable[tuple[GroupId, GroupDraft]]) -> None:
        rows = {
            (group, slot.weekday, slot.starts): slot.ends
            for group, draft in drafts
            for slot in draft.slots
        }
        if not rows:
            return
        self.connection.execute(
            insert(slots),
            [
                {"group_id": group, "weekday": weekday, "starts": starts, "ends": ends}
                for (group, weekday, starts), ends in rows.items()
            ],
        )
