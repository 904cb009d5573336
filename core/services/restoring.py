"""What must happen in a restored database before anybody works with it (promise R6)."""

from __future__ import annotations

from core.domain.actor import Actor, System
from core.domain.errors import NotAllowed
from core.domain.parked import ParkedWhy
from core.ports.unit_of_work import UnitOfWork


def hold_back_notices(uow: UnitOfWork, actor: Actor) -> None:
    """Park every notice that waits: most were sent before, by the database that is no more.

    Also those that wait for the morning: of days that were caught up at night all do. They stand
    on the operator's list. A second call finds none.

    Raises:
        NotAllowed: Somebody's act; only a restore does this.
    """
    if not isinstance(actor, System):
        raise NotAllowed
    held = uow.parked.park_waiting(ParkedWhy.RESTORED)
    if held:
        uow.trail.record(actor, "hold_back_notices", "outbox", notices=held)
