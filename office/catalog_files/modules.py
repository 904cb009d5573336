"""Modules of one program: by their titles, or one per year of study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from core.domain.drafts import GroupDraft, ModuleDraft
from core.domain.program import Duration, Registry
from core.domain.titles import WHOLE_PROGRAM, title_key
from office.catalog_files.columns import Field
from office.catalog_files.defaults import ModuleDefaults
from office.catalog_files.groups import groups_of, is_without_group
from office.catalog_files.module_sums import NO_SUMS, Sums, sums_of
from office.catalog_files.problems import Reason
from office.catalog_files.rows import WrittenRow
from office.catalog_files.text import comparable

# Written instead of a module: the row is about its program alone.
NO_MODULE: Final = "нет модулей"
_NO_MODULE: Final = frozenset({NO_MODULE, "модулей нет", "без модулей"})


def modules_of(
    rows: Sequence[WrittenRow], registry: Registry, defaults: ModuleDefaults
) -> tuple[ModuleDraft, ...]:
    """The modules with their sums and groups, in order of study; () when no row is left.

    A program that is said to take n years has n modules, also when nobody is in one of its years
    right now.
    Rows that contradict their module are refused and stay out.
    """
    modules = _divided(rows)
    sums: dict[str, Sums] = {}
    groups: dict[str, tuple[GroupDraft, ...]] = {}
    for title, members in modules.items():
        sums[title] = sums_of(members, registry, defaults)
        groups[title] = groups_of(row for row in members if not row.cells.refused)
    empty = {
        title for title, members in modules.items()
        if not members or any(map(is_without_group, members))
    }  # fmt: skip
    if not any(groups.values()) and not any(modules[title] for title in empty):
        return ()
    agreed = {sums[title] for title, found in groups.items() if found}
    # What a year without groups will cost is known only when all the others cost the same.
    usual = agreed.pop() if len(agreed) == 1 else NO_SUMS
    return tuple(
        ModuleDraft(
            title,
            *(sums[title] if modules[title] else usual),
            found,
            first_known(row.module_duration for row in modules[title]),
        )
        for title, found in groups.items()
        if found or title in empty
    )


def is_without_module(row: WrittenRow) -> bool:
    """The row names a program of which there is no module yet, and says nothing of a group."""
    return comparable(row.module) in _NO_MODULE and not (row.group or row.slots)


def first_known(durations: Iterable[Duration]) -> Duration:
    """What the rows say first, unit by unit."""
    said = list(durations)
    units = ("years", "months", "hours")
    found = {
        unit: next((value for each in said if (value := getattr(each, unit)) is not None), None)
        for unit in units
    }
    return Duration(**found)


def _divided(rows: Sequence[WrittenRow]) -> dict[str, list[WrittenRow]]:
    """Rows by the title of their module, in the spelling of the first.

    Years in which nobody studies have no rows; they are only where the file says how many
    years there are.
    """
    said, studied = max(map(_years, rows)), {row.study_year for row in rows if row.study_year}
    years = max(said, *studied, 0)
    by_years = not any(row.module for row in rows) and bool(years == 1 or studied)
    modules: dict[str, list[WrittenRow]] = {
        _year_title(year): [] for year in sorted({*range(1, said + 1), *studied}) if by_years
    }
    spelled = {title_key(title): title for title in modules}
    for row in rows:
        if (title := _title(row, years)) is not None:
            modules.setdefault(spelled.setdefault(title_key(title), title), []).append(row)
    return modules


def _title(row: WrittenRow, years: int) -> str | None:
    if row.module:
        return row.module
    if row.study_year is not None or years == 1:
        return _year_title(row.study_year or 1)
    if years > 1 and row.cells.has_column(Field.STUDY_YEAR):
        row.cells.note(Field.STUDY_YEAR, Reason.MISSING_STUDY_YEAR)
        return None
    return WHOLE_PROGRAM


def _years(row: WrittenRow) -> int:
    """How many years the row's program takes; hours and months alone are none (section 1).

    A year and a half are two: no module is longer than 12 months.
    """
    years, months = row.duration.years, row.duration.months
    return 0 if years is None else years + bool(months)


def _year_title(year: int) -> str:
    return f"{year}-й год обучения"
