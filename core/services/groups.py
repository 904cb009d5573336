"""Providers and operators write groups down: when, where, for how many (REG-4, REG-6).

Nothing of a group is certified, so a change of it sends nothing to certification.
"""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.drafting import ensure_days, ensure_group, ensure_places_hold
from core.domain.drafts import GroupDraft
from core.domain.errors import BadValue
from core.domain.ids import GroupId, ModuleId, MunicipalityId
from core.domain.notice import Facts, NoticeKind
from core.domain.program import Group, Offering
from core.domain.registry_errors import GroupInUse
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.certification import wait_for_requests
from core.services.noted import differences
from core.services.programs import ensure_editable
from core.services.telling import put_family_notice

FIELDS = ("title", "days", "places", "ages", "address", "point", "slots")


def add_group(uow: UnitOfWork, actor: Actor, module: ModuleId, draft: GroupDraft) -> Offering:
    """Enter a group of a module; dates or places may wait, and it opens once both are known.

    Its natural key is the module with the title: the same again returns the present one and
    changes nothing. An archived one is returned as such.

    Raises:
        NotAllowed: No such module, or neither an operator nor the provider's own staff.
        BadValue: Impossible dates, ages, places or lessons, or a title that has another content.
        WrongState: The module is archived.
    """
    known = existing(uow.certification.locked(module))
    ensure_may(actor, Act.KEEP_PROGRAMS, Subject(provider=known.program.provider))
    draft = _in_order(draft)
    ensure_group(draft)
    present = uow.groups.titled(module, draft.title)
    if present is not None:
        offering = _offering(uow, present)
        if group_draft(offering.group) != draft:
            raise BadValue("title", "the module has another group under it")
        return offering
    _ensure_days(uow, known.program.municipality, draft)
    ensure_editable(known.module.state)
    ensure_editable(known.program.state)
    added = uow.intake.add_group(module, draft)
    uow.saved_searches.note_change(known.program.id)
    uow.trail.record(actor, "add-group", f"group:{added}", module=module, places=draft.places)
    return _offering(uow, added)


def change_group(
    uow: UnitOfWork, actor: Actor, id: GroupId, draft: GroupDraft, *, archived: bool
) -> Offering:
    """Write down what changed of a group.

    Places may grow and shrink down to those that are taken. Dates stand still while an
    enrollment of the group is live, because its sums and its last day were counted with them.
    Ages are asked of those who begin from now on (ENR-3). Of another address or other lessons
    the families of live enrollments are told. An archived group is shown to nobody and takes
    no requests; live enrollments in it run on, and are not prolonged. The same again changes
    nothing.

    Raises:
        NotAllowed: No such group, or neither an operator nor the provider's own staff.
        BadValue: Impossible dates, ages, places or lessons, fewer places than are taken, or a
            title that another group of the module has.
        GroupInUse: Other dates while an enrollment of the group is live.
        WrongState: Its module or its program is archived.
    """
    found = existing(uow.catalog.offering(id))
    ensure_may(actor, Act.KEEP_PROGRAMS, Subject(provider=found.provider.id))
    wait_for_requests(uow)
    offering = uow.groups.locked(id) or found
    group, draft = offering.group, _in_order(draft)
    before = group_draft(group)
    if (before, group.archived) == (draft, archived):
        return offering
    _ensure_may_change(uow, offering, draft)
    if before != draft:
        uow.intake.change_group(id, draft)
    if group.archived != archived:
        uow.groups.archive(id, archived=archived)
        if not archived:
            # Should somebody archive it again, no file brings it back.
            uow.uploads.bring_back([id])
    if (before.address, before.slots) != (draft.address, draft.slots):
        tell_families(uow, id)
    uow.saved_searches.note_change(offering.program.id)
    was, now = ({name: getattr(each, name) for name in FIELDS} for each in (before, draft))
    changed = differences(was, now)
    if group.archived != archived:
        changed["archived"] = f"{group.archived} -> {archived}"
    uow.trail.record(actor, "change-group", f"group:{id}", **changed)
    return _offering(uow, id)


def archive_group(uow: UnitOfWork, actor: Actor, id: GroupId) -> None:
    """Show a group to nobody any more; live enrollments in it run on. Again it changes nothing.

    Raises:
        NotAllowed: No such group, or neither an operator nor the provider's own staff.
    """
    found = existing(uow.catalog.offering(id))
    ensure_may(actor, Act.KEEP_PROGRAMS, Subject(provider=found.provider.id))
    wait_for_requests(uow)
    offering = uow.groups.locked(id) or found
    if not offering.group.archived:
        uow.groups.archive(id, archived=True)
        uow.trail.record(actor, "change-group", f"group:{id}", archived="False -> True")


def group_draft(group: Group) -> GroupDraft:
    """The content of a group, to be changed and given to `change_group`."""
    return GroupDraft(
        group.title, 0, group.days, group.places, group.ages, group.address, group.slots,
        point=group.point,
    )  # fmt: skip


def _ensure_may_change(uow: UnitOfWork, offering: Offering, draft: GroupDraft) -> None:
    group, program = offering.group, offering.program
    uow.certification.locked(offering.module.id)
    ensure_editable(offering.module.state)
    ensure_editable(program.state)
    ensure_group(draft)
    ensure_places_hold(draft.places, taken=group.places_taken)
    if group.days != draft.days:
        _ensure_days(uow, program.municipality, draft)
        if uow.groups.live(group.id):
            raise GroupInUse
    if uow.groups.titled(offering.module.id, draft.title) not in {None, group.id}:
        raise BadValue("title", "the module has another group under it")


def _ensure_days(uow: UnitOfWork, place: MunicipalityId, draft: GroupDraft) -> None:
    if draft.days is not None:
        ensure_days(draft.days, today=uow.today(_zone(uow, place)))


def tell_families(uow: UnitOfWork, group: GroupId) -> None:
    """Leave the families of live enrollments a notice of another address or other lessons."""
    for enrollment in uow.groups.live(group):
        facts = Facts(
            certificate=enrollment.certificate, period=enrollment.period, enrollment=enrollment.id
        )
        period = uow.municipalities.period(enrollment.period)
        put_family_notice(uow, period, NoticeKind.LESSONS_CHANGED, facts)


def _zone(uow: UnitOfWork, place: MunicipalityId) -> ZoneInfo:
    return ZoneInfo(uow.municipalities.by_id(place).zone)


def _in_order(draft: GroupDraft) -> GroupDraft:
    """As a group has it: lessons in the order of the week, of no file's row."""
    slots = tuple(sorted(draft.slots, key=lambda slot: (slot.weekday, slot.starts)))
    return replace(draft, row=0, sheet="", slots=slots, places_are_free=False)


def _offering(uow: UnitOfWork, id: GroupId) -> Offering:
    return existing(uow.catalog.offering(id))
