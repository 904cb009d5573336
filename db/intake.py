"""What an operator's file adds to and changes in the catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, delete, insert, select, update

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft, ProviderDraft
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.program import Group, ProgramState, Provider, ProviderState
from core.domain.titles import text_key, title_key
from core.ports.catalog import KnownProgram
from db.drafted import CHANGE_GROUPS, group_columns, module_columns, program_columns
from db.offerings import as_group, as_module, as_program, as_provider, prices_of, slots_of
from db.search.dirty import mark
from db.statements import insert_once, portions, set_row
from db.tables.registries import (
    funding_periods,
    groups,
    module_prices,
    modules,
    programs,
    providers,
    slots,
)


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
        """See `Intake`; five statements."""
        # The second is the key that titles had before hyphens and dots ceased to count.
        keys = {title_key(title), text_key(title)}
        row = self.connection.execute(
            select(programs)
            .where(programs.c.provider_id == provider, programs.c.title_key.in_(keys))
            .order_by(case((programs.c.title == title, 0), else_=1), programs.c.id)
            .limit(1)
        ).first()
        if row is None:
            return None
        rows = self.connection.execute(
            select(modules).where(modules.c.program_id == row.id).order_by(modules.c.title)
        ).all()
        ids = [ModuleId(module.id) for module in rows]
        prices = prices_of(self.connection, ids)
        grouped = self._groups(ids)
        return KnownProgram(
            program=as_program(row),
            modules=tuple((as_module(m, prices[m.id]), grouped[m.id]) for m in rows),
        )

    def add_program(
        self,
        draft: ProgramDraft,
        *,
        provider: ProviderId,
        municipality: MunicipalityId,
        state: ProgramState,
    ) -> ProgramId:
        new = self.connection.scalar(
            insert(programs)
            .values(
                provider_id=provider,
                municipality_id=municipality,
                state=state,
                **program_columns(draft),
            )
            .returning(programs.c.id)
        )
        mark(self.connection, programs=[ProgramId(new)])
        return ProgramId(new)

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
        new = self.connection.scalar(
            insert(modules)
            .values(program_id=program, state=state, **module_columns(draft))
            .returning(modules.c.id)
        )
        mark(self.connection, programs=[program])
        return ModuleId(new)

    def change_module(self, id: ModuleId, draft: ModuleDraft, *, state: ProgramState) -> None:
        self.connection.execute(
            update(modules).where(modules.c.id == id).values(state=state, **module_columns(draft))
        )
        mark(self.connection, modules=[id])

    def set_price(self, module: ModuleId, draft: ModuleDraft, *, periods: Collection[Days]) -> None:
        """See `Intake`; a draft without a price changes nothing, because none was written."""
        if draft.price is None:
            return
        for days in periods:
            key = {"module_id": module, "first_day": days.first, "last_day": days.last}
            set_row(self.connection, module_prices, key, price_kopecks=draft.price.kopecks)
        mark(self.connection, modules=[module])

    def add_group(self, module: ModuleId, draft: GroupDraft) -> GroupId:
        (added,) = self.add_groups(module, [draft])
        return added

    def add_groups(self, module: ModuleId, drafts: Sequence[GroupDraft]) -> tuple[GroupId, ...]:
        if not drafts:
            return ()
        # Told apart by their titles: asked for in the order of the drafts, SQLite takes each alone.
        rows = self.connection.execute(
            insert(groups).returning(groups.c.id, groups.c.title),
            [
                {"module_id": module, "places_total": draft.places, **group_columns(draft)}
                for draft in drafts
            ],
        )
        titled = {row.title: GroupId(row.id) for row in rows}
        added = tuple(titled[draft.title] for draft in drafts)
        self._put_slots(zip(added, drafts, strict=True))
        mark(self.connection, modules=[module])
        return added

    def change_group(self, id: GroupId, draft: GroupDraft) -> None:
        self.change_groups({id: draft})

    def change_groups(self, drafts: Mapping[GroupId, GroupDraft]) -> None:
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

    def _groups(self, ids: Collection[ModuleId]) -> dict[ModuleId, tuple[Group, ...]]:
        rows = self.connection.execute(
            select(groups).where(groups.c.module_id.in_(ids)).order_by(groups.c.title)
        ).all()
        times = slots_of(self.connection, [row.id for row in rows])
        found: dict[ModuleId, tuple[Group, ...]] = defaultdict(tuple)
        for row in rows:
            found[row.module_id] += (as_group(row, times[row.id]),)
        return found
