"""What a family sees: its children, their money, every movement of it, their enrollments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.calendar import Month
from core.domain.completeness import by_month, said_of
from core.domain.enrollment import WAITING, State
from core.domain.errors import NotAllowed
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, EnrollmentId
from core.domain.invitation import LinkMode
from core.domain.ledger import Balance, Bucket, Entry
from core.domain.money import ZERO, Money
from core.domain.views import (
    ChildScreen,
    EnrollmentCard,
    EnrollmentLine,
    History,
    HistoryLine,
    NextCharge,
)
from core.domain.waiting import expires_on
from core.ports.acts import asks_once
from core.ports.families import KeptChild
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.lessons import changes, lessons_of
from core.services.moving import may_be_moved
from core.services.prolonging import going_on_from

HISTORY_PAGE = 8
# More entries than any certificate has in all its years.
WHOLE_HISTORY = 1_000_000


@asks_once
def family_screen(uow: UnitOfWork, actor: Family) -> tuple[ChildScreen, ...]:
    """Every linked child with its money, its next charge and what is waited for."""
    screens = [
        _screen(uow, kept, acting=kept.certificate.id in actor.acting)
        for kept in uow.families.children(actor)
    ]
    return tuple(sorted(screens, key=lambda screen: screen.child.full_name))


@asks_once
def one_child(uow: UnitOfWork, actor: Actor, id: CertificateId) -> ChildScreen:
    """A single child of the family screen.

    Raises:
        NotAllowed: Not the actor's child.
    """
    family = _ensure_own(actor, id)
    kept = next(iter(uow.families.children(family.only(id))), None)
    return _screen(uow, existing(kept), acting=id in family.acting)


@asks_once
def history(
    uow: UnitOfWork,
    actor: Actor,
    certificate: CertificateId,
    *,
    page: int = 1,
    size: int = HISTORY_PAGE,
) -> History:
    """Every entry of every period, the latest period first, with the rest after each.

    A page outside 1 … pages is the nearest one.

    Raises:
        NotAllowed: Not the actor's child.
    """
    family = _ensure_own(actor, certificate)
    kept = existing(uow.families.history(certificate, of=family))
    lines = [
        line
        for period in kept.periods
        for line in _with_rest(period, kept.entries.get(period.id, ()), kept.titles)
    ][::-1]
    present = [each for each in kept.periods if uow.today(each.zone) in each.days]
    periods = [line.period for line in lines[:1]] or (*present, *kept.periods[-1:])
    period = next(iter(periods), None)
    pages = max(1, -(-len(lines) // size))
    page = min(max(page, 1), pages)
    return History(
        child_short_name=kept.child.short_name,
        period=period,
        today=None if period is None else uow.today(period.zone),
        balance=Balance() if period is None else kept.balances.get(period.id, Balance()),
        lines=tuple(lines[(page - 1) * size : page * size]),
        page=page,
        pages=pages,
    )


@asks_once
def enrollments(uow: UnitOfWork, actor: Family) -> tuple[EnrollmentLine, ...]:
    """All enrollments of the family's children, newest first, ended ones too."""
    return uow.enrollments.lines(actor)


@asks_once
def enrollment_card(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> EnrollmentCard:
    """One enrollment with its timetable, every movement of its money and every change (ENR-14).

    Raises:
        NotAllowed: Not the actor's child, or no such enrollment.
    """
    if not isinstance(actor, Family):
        raise NotAllowed
    kept = existing(uow.families.contract(id, of=actor))
    enrollment, period = kept.line.enrollment, kept.period
    ensure_may(actor, Act.SEE_CHILD, Subject(certificate=enrollment.certificate))
    going = None
    if kept.old is not None and enrollment.state is State.OFFERED:
        going = going_on_from(*kept.old, enrollment, period, kept.offering.group)
    said = tuple(said_of(enrollment, kept.entered, kept.left))
    expiring = expires_on(enrollment, period) if enrollment.state in WAITING else None
    return EnrollmentCard(
        line=kept.line,
        offering=kept.offering,
        entries=kept.entries,
        refusal=kept.refusal,
        going_on=going,
        changes=changes(enrollment, kept.records, kept.titles, period.zone, said),
        may_move=may_be_moved(enrollment, kept.others),
        expires_on=expiring,
        lessons=lessons_of(enrollment, kept.offering.group.slots, today=uow.today(period.zone)),
        completeness=by_month(said),
    )


def _screen(uow: UnitOfWork, kept: KeptChild, *, acting: bool) -> ChildScreen:
    today = uow.today(ZoneInfo(kept.municipality.zone))
    lines = [line for line in kept.lines if line.enrollment.days.last >= today]
    return ChildScreen(
        child=kept.child,
        certificate=kept.certificate,
        municipality=kept.municipality,
        mode=LinkMode.ACTING if acting else LinkMode.LOOKING,
        balances=tuple(each for each in kept.balances if each.period.days.last >= today),
        next_charge=_next_charge(lines),
        waiting=tuple(line for line in lines if line.enrollment.state in WAITING),
        active=tuple(line for line in lines if line.enrollment.state not in WAITING),
        queue_place=kept.queue_place,
    )


def _ensure_own(actor: Actor, certificate: CertificateId) -> Family:
    ensure_may(actor, Act.SEE_CHILD, Subject(certificate=certificate))
    if not isinstance(actor, Family):
        raise NotAllowed
    return actor


def _next_charge(lines: Sequence[EnrollmentLine]) -> NextCharge | None:
    """Everything that is charged on the earliest day, in one sum."""
    upcoming = sorted(
        ((due_on, line) for line in lines if (due_on := line.enrollment.next_charge_on)),
        key=lambda due: (due[0], due[1].program_title),
    )
    sums = [(due_on, line, _next_installment(line)) for due_on, line in upcoming]
    charged = [each for each in sums if each[2]]
    if not charged:
        return None
    on = charged[0][0]
    together = [each for each in charged if each[0] == on]
    return NextCharge(
        on,
        Month.of(on),
        Money.total(amount for _, _, amount in together),
        tuple(line.program_title for _, line, _ in together),
    )


def _next_installment(line: EnrollmentLine) -> Money:
    enrollment = line.enrollment
    return enrollment.agreed.certificate.at(enrollment.charged_months)


def _with_rest(
    period: FundingPeriod, entries: Sequence[Entry], titles: Mapping[EnrollmentId, str]
) -> list[HistoryLine]:
    available: Money = ZERO
    lines = []
    for entry in entries:
        movement = entry.movement
        if movement.target is Bucket.AVAILABLE:
            available += movement.amount
        elif movement.source is Bucket.AVAILABLE:
            available -= movement.amount
        title = None if movement.enrollment is None else titles.get(movement.enrollment)
        lines.append(HistoryLine(entry, period, title, available))
    return lines
