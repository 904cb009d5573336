"""What a file means for what is there already: places taken, periods to price, things not named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft
from core.domain.program import Group, Module, ProgramState
from core.domain.uploads import Kind, Missing


def gone_with(module: Module, groups: Sequence[Group], path: tuple[str, ...]) -> Iterator[Missing]:
    """A module that a file does not name, and its groups; what is archived is not missed."""
    if module.state is not ProgramState.ARCHIVED:
        yield Missing(Kind.MODULE, module.id, path)
    for group in groups:
        if not group.archived:
            yield Missing(Kind.GROUP, group.id, (*path, group.title))


def places_with_taken(draft: GroupDraft, known: Group) -> int | None:
    """How many places the group has from now on; never fewer than enrollments hold (ENR-6).

    Free places are those beside the ones taken here, so a group that the file calls full keeps
    exactly the taken ones. A number of all places that is too small is raised to them.
    """
    if draft.places is None:
        return None
    if draft.places_are_free:
        return known.places_taken + draft.places
    return max(draft.places, known.places_taken)


def price_periods(known: tuple[Days, ...], draft: ModuleDraft) -> tuple[Days, ...]:
    """The periods for which a price out of a file is set (REG-5)."""
    return priced_days(known, [group.days for group in draft.groups if group.days is not None])


def priced_days(known: tuple[Days, ...], groups: Iterable[Days]) -> tuple[Days, ...]:
    """All that are known, and the calendar years that a module's groups touch, so that a price
    is there before its period is.
    """
    years = {year for days in groups for year in range(days.first.year, days.last.year + 1)}
    calendar = [Days(date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)]
    return (*known, *(days for days in calendar if days not in known))
