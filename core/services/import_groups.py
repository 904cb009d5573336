"""Groups of an operator's file become those of a module, all of them in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.domain.changes import Change, as_known, group_changes
from core.domain.drafts import GroupDraft
from core.domain.entering import places_with_taken
from core.domain.errors import GroupInUse
from core.domain.ids import ModuleId
from core.domain.program import Group
from core.domain.uploads import Kind, Missing, Origin
from core.ports.unit_of_work import UnitOfWork
from core.services.groups import tell_families
from core.services.import_outcome import Outcome

# A group of the catalog with what the file says of it.
Named = tuple[Group, GroupDraft]


def put_groups(
    uow: UnitOfWork,
    module: ModuleId,
    drafts: Sequence[GroupDraft],
    known: Sequence[Group],
    outcome: Outcome,
    path: tuple[str, ...],
) -> None:
    """Enter the groups that are new and bring the known ones up to the file; the others stay, and
    are `gone`.

    Families in a group with another address or other lessons are told, as when it is changed by
    hand. The same drafts again change nothing.

    Raises:
        GroupInUse: Other dates of a group while an enrollment of it is live (ENR-4).
    """
    titled = {group.title: group for group in known}
    new: list[GroupDraft] = []
    named: list[Named] = []
    for draft in as_known(known, drafts):
        present = titled.pop(draft.title, None)
        if present is None:
            new.append(draft)
        else:
            named.append((present, _as_said(draft, present)))
    if new:
        outcome.added["groups"] += len(new)
        added = uow.intake.add_groups(module, new)
        outcome.named.update(zip(added, map(_origin, new), strict=True))
    _change(uow, named, outcome, path)
    outcome.gone.extend(
        Missing(Kind.GROUP, each.id, (*path, title))
        for title, each in titled.items()
        if not each.archived
    )


def _change(
    uow: UnitOfWork, named: Sequence[Named], outcome: Outcome, path: tuple[str, ...]
) -> None:
    archived = [group.id for group, _ in named if group.archived]
    # Archived because a file did not name them; what others archived stays so.
    back = uow.uploads.bring_back(archived) if archived else frozenset()
    changed: list[Named] = []
    for group, draft in named:
        where = (*path, group.title)
        changes = list(group_changes(where, group, draft))
        if group.id in back:
            changes.append(Change(where, "archived", before=True, after=False))
        if changes:
            changed.append((group, draft))
            outcome.changes.extend(changes)
        outcome.named[group.id] = _origin(draft)
    outcome.unchanged["groups"] += len(named) - len(changed)
    if not changed:
        return
    outcome.changed["groups"] += len(changed)
    for group, draft in changed:
        _ensure_dates_hold(uow, group, draft)
    if back:
        uow.groups.archive(*back, archived=False)
    uow.intake.change_groups({group.id: draft for group, draft in changed})
    for group, draft in changed:
        if group.places_taken and _moved(group, draft):
            tell_families(uow, group.id)


def _ensure_dates_hold(uow: UnitOfWork, group: Group, draft: GroupDraft) -> None:
    # A live enrollment holds a place.
    if group.places_taken and group.days != draft.days and uow.groups.live(group.id):
        raise GroupInUse


def _moved(group: Group, draft: GroupDraft) -> bool:
    return group.address != draft.address or set(group.slots) != set(draft.slots)


def _as_said(draft: GroupDraft, known: Group) -> GroupDraft:
    """The draft with the places and the point that the group has from now on; of a group in
    which places are taken the file's silence takes no dates away.
    """
    days = draft.days or (known.days if known.places_taken else None)
    places, point = places_with_taken(draft, known), draft.point or known.point
    return replace(draft, days=days, places=places, places_are_free=False, point=point)


def _origin(draft: GroupDraft) -> Origin:
    return Origin(draft.sheet, draft.row)
