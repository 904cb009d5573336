"""Whether everything is done that is due."""

from __future__ import annotations

from core.domain.watching import Watched
from core.ports.unit_of_work import UnitOfWork


def watched(uow: UnitOfWork) -> Watched:
    """Age of the outbox, parked notices, charges that are due, the last runs. Changes nothing."""
    return uow.watch.figures()


def prove_writable(uow: UnitOfWork) -> None:
    """Write something, and change nothing by it; where a disk is full, or only to be read, it fails
    with the database's own error. Without a municipality there is nothing to write yet.
    """
    uow.watch.write()
