"""Groups of an operator's file become those of a module, all of them in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from core.domain.changes import Change, as_known, group_changes
from core.domain.drafts import GroupDraft
from core.domain.entering import places_with_taken
from core.domain.program import Group
from core.domain.registry_errors import GroupInUse
from core.domain.uploads import Kind, Missing, Origin
from core.ports.unit_of_work import UnitOfWork
from core.services.groups import tell_families
from core.services.import_entries import ModuleEntry


class Named(NamedTuple):
    """A group of the catalog with what the file says of it; `studied` is asked of those that it
    says other days, lessons or another place of.
    """

    module: ModuleEntry
    group: Group
    draft: GroupDraft
    studied: bool = False


def put_groups(uow: UnitOfWork, modules: Sequence[ModuleEntry]) -> None:
    """Enter the groups that are new and bring the known ones up to the file; the others stay, and
    are `gone`.

    Families in a group with another address or other lessons are told, as when it is changed by
    hand. The same drafts again change nothing.

    Raises:
        GroupInUse: Other dates of a group while an enrollment of it is live (ENR-4).
    """
    new: list[tuple[ModuleEntry, GroupDraft]] = []
    named: list[Named] = []
    for module in modules:
        titled = {group.title: group for group in module.groups}
        for draft in as_known(module.groups, module.draft.groups):
            present = titled.pop(draft.title, None)
            if present is None:
                new.append((module, draft))
            else:
                named.append(Named(module, present, draft))
        module.of.outcome.gone.extend(
            Missing(Kind.GROUP, each.id, (*module.path, title))
            for title, each in titled.items()
            if not each.archived
        )
    added = uow.intake.add_groups([(module.id, draft) for module, draft in new])
    for (module, draft), group in zip(new, added, strict=True):
        module.of.outcome.added["groups"] += 1
        module.of.outcome.records[f"group:{group}"] = {"module": str(module.id)}
        module.of.outcome.named[group] = _origin(draft)
    moving = [each.group.id for each in named if _moves(each.group, each.draft)]
    studied = uow.groups.with_live(moving) if moving else frozenset()
    _change(uow, [_as_said(each, studied=each.group.id in studied) for each in named])


def _change(uow: UnitOfWork, named: Sequence[Named]) -> None:
    archived = [each.group.id for each in named if each.group.archived]
    # Archived because a file did not name them; what others archived stays so.
    back = uow.uploads.bring_back(archived) if archived else frozenset()
    changed = []
    for each in named:
        outcome, where = each.module.of.outcome, (*each.module.path, each.group.title)
        changes = list(group_changes(where, each.group, each.draft))
        if each.group.id in back:
            changes.append(Change(where, "archived", before=True, after=False))
        outcome.changes.extend(changes)
        outcome.named[each.group.id] = _origin(each.draft)
        (outcome.changed if changes else outcome.unchanged)["groups"] += 1
        if changes:
            if each.studied and each.group.days != each.draft.days:
                raise GroupInUse
            changed.append(each)
            outcome.record(f"group:{each.group.id}", changes)
    if back:
        uow.groups.archive(*back, archived=False)
    uow.intake.change_groups({each.group.id: each.draft for each in changed})
    for each in changed:
        if each.studied and _moved(each.group, each.draft):
            tell_families(uow, each.group.id)


def _moves(group: Group, draft: GroupDraft) -> bool:
    return group.days != draft.days or _moved(group, draft)


def _moved(group: Group, draft: GroupDraft) -> bool:
    return group.address != draft.address or set(group.slots) != set(draft.slots)


def _as_said(each: Named, *, studied: bool) -> Named:
    """With the places and the point that the group has from now on; of a group in which places
    are taken or offered the file's silence takes no dates away.
    """
    known, draft = each.group, each.draft
    days = draft.days or (known.days if known.places_taken or studied else None)
    places, point = places_with_taken(draft, known), draft.point or known.point
    said = replace(draft, days=days, places=places, places_are_free=False, point=point)
    return each._replace(draft=said, studied=studied)


def _origin(draft: GroupDraft) -> Origin:
    return Origin(draft.sheet, draft.row)
