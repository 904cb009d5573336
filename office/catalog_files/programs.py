"""Programs from rows: what belongs to a program must be said once, or alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.domain.drafts import ModuleDraft, ProgramDraft
from core.domain.program import AgeRange, Direction, Registry
from core.domain.titles import title_key
from office.catalog_files.columns import Field
from office.catalog_files.defaults import Defaults
from office.catalog_files.directory import Directory
from office.catalog_files.modules import first_known, is_without_module, modules_of
from office.catalog_files.problems import Reason
from office.catalog_files.rows import WrittenRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProgramReader:
    """Makes programs of rows that were understood."""

    defaults: Defaults
    directory: Directory

    def programs_of(self, rows: Iterable[WrittenRow]) -> tuple[ProgramDraft, ...]:
        """One program per provider and title, in the order of the file.

        Rows that contradict the first of their program are refused and stay out; so are
        all rows of a program of which something necessary is said nowhere.
        """
        found: dict[tuple[str, str], list[WrittenRow]] = {}
        for row in rows:
            found.setdefault((row.provider_inn, title_key(row.title)), []).append(row)
        drafts = (self._program(members) for members in found.values())
        return tuple(draft for draft in drafts if draft is not None)

    def _program(self, rows: Sequence[WrittenRow]) -> ProgramDraft | None:
        common = self.defaults.programs
        provider = self.directory.provider(rows[0].provider_inn)
        municipality = self._agreed(
            rows,
            Field.MUNICIPALITY,
            [row.municipality_code for row in rows],
            provider.municipality_code,
        )
        direction = self._direction(rows)
        form = self._agreed(rows, Field.FORM, [row.form for row in rows], common.form)
        registry = self._registry(rows)
        left = [row for row in rows if not row.cells.refused]
        if not (left and municipality and direction and form and registry):
            return None
        divided = [row for row in left if not is_without_module(row)]
        modules = modules_of(divided, registry, self.defaults.modules) if divided else ()
        if divided and not modules:
            return None
        return ProgramDraft(
            provider_inn=rows[0].provider_inn,
            municipality_code=municipality,
            title=rows[0].title,
            annotation=next((row.annotation for row in left if row.annotation), ""),
            direction=direction,
            registry=registry,
            form=form,
            ages=_ages(left, modules),
            level=next((row.level for row in left if row.level is not None), None),
            duration=first_known(row.duration for row in left),
            special_needs=_special_needs(left, default=common.special_needs),
            modules=modules,
        )

    def _direction(self, rows: Sequence[WrittenRow]) -> Direction | None:
        """What the program's rows say, else the defaults, else what stands above the first."""
        said, common = [row.direction for row in rows], self.defaults.programs.direction
        above = rows[0].direction_above
        if above is None or common is not None or any(said):
            return self._agreed(rows, Field.DIRECTION, said, common)
        rows[0].cells.note(Field.DIRECTION, Reason.DIRECTION_FROM_ABOVE, fatal=False)
        return above

    def _agreed(
        self, rows: Sequence[WrittenRow], of: Field, said: Sequence[T | None], default: T | None
    ) -> T | None:
        """What the first row says that says anything, else the default."""
        agreed = next((value for value in (*said, default) if value is not None), None)
        for row, value in zip(rows, said, strict=True):
            if agreed is None:
                row.cells.note(of, _MISSING[of])
            elif value is not None and value != agreed:
                by_price = of is Field.REGISTRY and row.registry is None
                row.cells.note(Field.PRICE if by_price else of, Reason.DIFFERS_FROM_PROGRAM)
        return agreed

    def _registry(self, rows: Sequence[WrittenRow]) -> Registry | None:
        """Who pays: the registry's column, else what the price says in words, else the default."""
        registry = self._agreed(
            rows, Field.REGISTRY, [self._said(row) for row in rows], self.defaults.programs.registry
        )
        provider = self.directory.provider(rows[0].provider_inn)
        if registry is not None and registry.budget and not provider.kind.public:
            for row in rows:
                row.cells.note(Field.REGISTRY, Reason.BUDGET_NEEDS_PUBLIC_PROVIDER)
        return registry

    def _said(self, row: WrittenRow) -> Registry | None:
        if row.registry is not None or row.price is None:
            return row.registry
        if row.price.by_certificate:
            return Registry.CERTIFIED
        if row.price.outside_budget:
            return self.defaults.programs.registry_if_paid
        return self.defaults.programs.registry_if_free if row.price.free else None


_MISSING = {
    Field.DIRECTION: Reason.MISSING_DIRECTION,
    Field.FORM: Reason.MISSING_FORM,
    Field.REGISTRY: Reason.MISSING_REGISTRY,
}


def _special_needs(rows: Sequence[WrittenRow], *, default: bool) -> bool:
    said = [row.special_needs for row in rows if row.special_needs is not None]
    return any(said) if said else default


def _ages(rows: Sequence[WrittenRow], modules: Sequence[ModuleDraft]) -> AgeRange:
    """The program's own ages where they are written, else from the youngest to the oldest group."""
    written = next((row.program_ages for row in rows if row.program_ages is not None), None)
    if written is not None:
        return written
    ages = [group.ages for module in modules for group in module.groups if group.ages is not None]
    ages = ages or [row.ages for row in rows if row.ages is not None]
    return AgeRange(min(each.least for each in ages), max(each.most for each in ages))
