"""What another upload of a file changes in the catalog: groups found again, field by field."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.program import Duration, Group, Module, Program, Slot
from core.domain.titles import better_spelling, title_key

PROGRAM_FIELDS: Final = (
    "title", "annotation", "direction", "registry", "form", "ages", "special_needs", "level",
    "duration",
)  # fmt: skip
GROUP_FIELDS: Final = ("days", "places", "ages", "address", "point", "slots")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a file says otherwise; `path` leads to it by titles, program first."""

    path: tuple[str, ...]
    field: str
    before: object
    after: object


def program_changes(program: Program, draft: ProgramDraft) -> Iterator[Change]:
    """What the program says of itself and the file says otherwise."""
    yield from _changes((program.title,), PROGRAM_FIELDS, program, draft)


def program_as_said(program: Program, draft: ProgramDraft) -> ProgramDraft:
    """The draft with what it leaves unsaid as the program has it: silence takes nothing away, and
    neither does a title that is the same in a worse spelling.
    """
    return replace(
        draft,
        title=better_spelling(program.title, draft.title),
        annotation=draft.annotation or program.annotation,
        level=draft.level or program.level,
        duration=_as_said(program.duration, draft.duration),
    )


def module_as_said(module: Module, draft: ModuleDraft) -> ModuleDraft:
    """The same of a module: its title in the catalog's spelling, and how long it takes."""
    return replace(draft, title=module.title, duration=_as_said(module.duration, draft.duration))


def _as_said(known: Duration, said: Duration) -> Duration:
    units = {
        unit: getattr(known if getattr(said, unit) is None else said, unit)
        for unit in ("years", "months", "hours")
    }
    return Duration(**units)


def module_changes(
    path: tuple[str, ...], module: Module, draft: ModuleDraft, periods: Collection[Days]
) -> Iterator[Change]:
    """Another title or normative cost, and a price that is another one for some funding period."""
    if module.title != draft.title:
        yield Change(path, "title", module.title, draft.title)
    if module.normative_cost != draft.normative_cost:
        yield Change(path, "normative_cost", module.normative_cost, draft.normative_cost)
    if module.duration != draft.duration:
        yield Change(path, "duration", module.duration, draft.duration)
    prices = [price for days in periods if (price := module.price_in(days)) != draft.price]
    if draft.price is not None and prices:
        yield Change(path, "price", prices[0], draft.price)


def group_changes(path: tuple[str, ...], group: Group, draft: GroupDraft) -> Iterator[Change]:
    """The same of a group; the order of lessons is not one of its properties."""
    ordered = replace(draft, slots=_of_the_week(draft.slots))
    known = replace(group, slots=_of_the_week(group.slots))
    yield from _changes(path, GROUP_FIELDS, known, ordered)


def as_known(known: Sequence[Group], drafts: Sequence[GroupDraft]) -> tuple[GroupDraft, ...]:
    """The drafts of one module under the titles of the groups that they are.

    A file has no ids, and several groups of one name: «Группа 7-8 лет» of Tuesday stays itself
    when it moves to another row, and when it moves to Wednesday. Those with the same lessons
    are found first, then those with the same title, then the others in their order.
    """
    families: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        families[title_key(draft.named)].append(at)
    groups = _by_name(known, families)
    titles: dict[int, str] = {}
    for name, family in families.items():
        left = groups[name]
        for alike in _ALIKE:
            left = _found(left, [at for at in family if at not in titles], drafts, alike, titles)
    return tuple(_retitled(drafts, titles, {group.title for group in known}))


def _by_name(known: Sequence[Group], names: Collection[str]) -> Mapping[str, list[Group]]:
    """The groups that have each name, or had it when something was added to tell it from others."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in known:
        title = title_key(group.title)
        beginnings = (title[: each.start()] for each in _ADDED.finditer(title))
        for name in [title] if title in names else beginnings:
            found[name].append(group)
    return found


def _found(
    groups: Sequence[Group],
    family: Sequence[int],
    drafts: Sequence[GroupDraft],
    alike: _Alike,
    titles: dict[int, str],
) -> list[Group]:
    """Give drafts the titles of the groups that are alike, the first to the first; the groups
    that are left.
    """
    waiting: dict[Hashable, deque[Group]] = defaultdict(deque)
    for group in groups:
        waiting[alike(group)].append(group)
    taken: set[str] = set()
    for at in family:
        same = alike(drafts[at])
        if same is not None and waiting[same]:
            group = waiting[same].popleft()
            titles[at] = group.title
            taken.add(group.title)
    return [group for group in groups if group.title not in taken]


def _retitled(
    drafts: Sequence[GroupDraft], titles: Mapping[int, str], taken: Collection[str]
) -> Iterator[GroupDraft]:
    """New groups keep the titles of the file, unless a known group has them."""
    used = {*taken, *titles.values()}
    numbers: dict[str, int] = defaultdict(lambda: 1)
    for at, draft in enumerate(drafts):
        title = titles.get(at, draft.title)
        while at not in titles and title in used:
            numbers[draft.named] += 1
            title = f"{draft.named} ({numbers[draft.named]})"
        used.add(title)
        yield replace(draft, title=title)


def _lessons(of: Group | GroupDraft) -> Hashable:
    return frozenset(of.slots) or None


def _title(of: Group | GroupDraft) -> Hashable:
    return title_key(of.title)


def _any(_of: Group | GroupDraft) -> Hashable:
    return True


_Alike: TypeAlias = Callable[[Group | GroupDraft], Hashable]
_ALIKE: Final[Sequence[_Alike]] = (_lessons, _title, _any)
# Where in a title begins what was added to a name.
_ADDED: Final = re.compile(r" \(")


def _of_the_week(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    return tuple(
        sorted(slots, key=lambda slot: (slot.weekday, slot.starts, slot.ends or slot.starts))
    )


def _changes(
    path: tuple[str, ...], fields: tuple[str, ...], known: object, draft: object
) -> Iterator[Change]:
    for field in fields:
        before, after = getattr(known, field), getattr(draft, field)
        if before != after:
            yield Change(path, field, before, after)
