"""The master keys under which persons' data is: which there are, and changing them (A5)."""

from __future__ import annotations

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.keys import KeyInUse, Rewrapped
from core.ports.unit_of_work import UnitOfWork

PERSONS_AT_ONCE = 1000


def master_keys(uow: UnitOfWork, actor: Actor) -> tuple[KeyInUse, ...]:
    """The keys of the settings and of the database, with how many persons are under each.

    Raises:
        NotAllowed: The actor is not an operator.
    """
    ensure_may(actor, Act.KEEP_KEYS, Subject())
    return uow.keys.in_use()


def rotate_keys(
    uow: UnitOfWork, actor: Actor, after: Rewrapped, most: int = PERSONS_AT_ONCE
) -> Rewrapped:
    """Put the next thousand persons under the key that writes; to be called until finished.

    It may be stopped anywhere and begun again: who is under that key already is left alone.
    The last call retires the other keys, so that nothing is written under them any more.

    Raises:
        NotAllowed: The actor is not an operator.
    """
    ensure_may(actor, Act.KEEP_KEYS, Subject())
    progress = uow.keys.rewrap(after, most=most)
    if progress.finished:
        for key in uow.keys.retire():
            uow.trail.record(actor, "retire-key", f"key:{key}", persons=progress.persons)
    return progress
