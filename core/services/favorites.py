"""Programs that an account keeps to come back to."""

from __future__ import annotations

from typing import Final

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.errors import TooManyFavorites
from core.domain.ids import AccountId, ProgramId
from core.domain.registry_errors import ProgramGone
from core.ports.acts import asks_once
from core.ports.favorites import Favorite
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.catalog import SHOWN
from core.services.telling import account_of

FAVORITES_MAX: Final = 100


@asks_once
def favorite_programs(uow: UnitOfWork, actor: Actor) -> tuple[Favorite, ...]:
    """What the account keeps, the newest first; also what the catalog shows no more.

    Raises:
        NotAllowed: No family, as for every act below.
    """
    return uow.favorites.of(_own(actor))


@asks_once
def is_favorite(uow: UnitOfWork, actor: Actor, program: ProgramId) -> bool:
    """Whether the account keeps the program."""
    return uow.favorites.holds(_own(actor), program)


def keep_favorite(uow: UnitOfWork, actor: Actor, program: ProgramId) -> None:
    """Keep a program to come back to. It takes no consent: it says nothing of a child.

    A second time changes nothing.

    Raises:
        ProgramGone: The catalog does not show it.
        TooManyFavorites: The account keeps a hundred already.
    """
    account = _own(actor)
    if uow.favorites.holds(account, program):
        return
    found = uow.catalog.program(program)
    if found is None or found.program.state not in SHOWN:
        raise ProgramGone(program)
    if uow.favorites.count(account) >= FAVORITES_MAX:
        raise TooManyFavorites(FAVORITES_MAX)
    uow.favorites.add(account, program)
    uow.trail.record(actor, "keep-favorite", f"program:{program}")


def drop_favorite(uow: UnitOfWork, actor: Actor, program: ProgramId) -> None:
    """Keep a program no longer; one that is not kept, or was never there, changes nothing."""
    account = _own(actor)
    if uow.favorites.drop(account, program):
        uow.trail.record(actor, "drop-favorite", f"program:{program}")


def _own(actor: Actor) -> AccountId:
    account = account_of(actor)
    ensure_may(actor, Act.KEEP_FAVORITES, Subject(account=account))
    return existing(account)
