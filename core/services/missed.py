"""What a family missed while it had blocked the bot, when it comes back."""

from __future__ import annotations

from core.domain.actor import Act, Actor
from core.domain.parked import AWAY, MISSED_DAYS, Missed
from core.ports.unit_of_work import UnitOfWork
from core.services.access import own_family


def missed(uow: UnitOfWork, actor: Actor) -> Missed:
    """The account's own notices of the last month that could not be delivered to it.

    Raises:
        NotAllowed: Another account's.
    """
    account = own_family(actor, Act.SEE_MISSED).account
    return Missed(uow.parked.of_account(account, AWAY, since=uow.now - MISSED_DAYS))


def resend_missed(uow: UnitOfWork, actor: Actor) -> None:
    """Have the newest ten of them sent now; the others are given up, their sums stand in the
    history. A second call finds none.

    Raises:
        NotAllowed: Another account's.
    """
    account = own_family(actor, Act.SEE_MISSED).account
    found = missed(uow, actor)
    wanted = found.worth_telling
    for notice in wanted:
        uow.parked.retry(notice.id, attempts=notice.attempts_when_retried)
    uow.parked.drop([each.id for each in found.notices if each not in wanted])
    if found.notices:
        uow.trail.record(actor, "resend_missed", f"account:{account}", notices=len(wanted))


def drop_missed(uow: UnitOfWork, actor: Actor) -> None:
    """Give all of them up; a second call changes nothing.

    Raises:
        NotAllowed: Another account's.
    """
    account = own_family(actor, Act.SEE_MISSED).account
    found = missed(uow, actor).notices
    uow.parked.drop([each.id for each in found])
    if found:
        uow.trail.record(actor, "drop_missed", f"account:{account}", notices=len(found))
