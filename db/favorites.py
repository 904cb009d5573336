"""Programs that an account keeps to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select

from core.domain.ids import AccountId, ProgramId
from core.ports.favorites import Favorite
from db.catalog import listed
from db.prepared import Prepared
from db.statements import insert_once
from db.tables.base import Id
from db.tables.registries import programs, providers
from db.tables.wishes import favorites

_MINE = favorites.c.account_id == bindparam("account", type_=Id)
_KEPT = Prepared(
    select(
        programs.c.id,
        programs.c.title,
        providers.c.name.label("provider"),
        listed().label("listed"),
    )
    .join(favorites, favorites.c.program_id == programs.c.id)
    .join(providers, providers.c.id == programs.c.provider_id)
    .where(_MINE)
    .order_by(favorites.c.added_at.desc(), programs.c.id.desc())
)
_HOLDS = Prepared(
    select(favorites.c.program_id).where(
        _MINE, favorites.c.program_id == bindparam("program", type_=Id)
    )
)


@dataclass(frozen=True, slots=True)
class SqlFavorites:
    connection: Connection
    now: datetime

    def of(self, account: AccountId) -> tuple[Favorite, ...]:
        rows = _KEPT(self.connection, {"account": account})
        return tuple(
            Favorite(ProgramId(row.id), row.title, row.provider, bool(row.listed)) for row in rows
        )

    def holds(self, account: AccountId, program: ProgramId) -> bool:
        given = {"account": account, "program": program}
        return _HOLDS(self.connection, given).first() is not None

    def count(self, account: AccountId) -> int:
        question = select(func.count()).where(favorites.c.account_id == account)
        return self.connection.scalar(question) or 0

    def add(self, account: AccountId, program: ProgramId) -> None:
        row = {"account_id": account, "program_id": program, "added_at": self.now}
        self.connection.execute(insert_once(favorites, row))

    def drop(self, account: AccountId, program: ProgramId) -> bool:
        dropped = self.connection.execute(
            delete(favorites).where(
                favorites.c.account_id == account, favorites.c.program_id == program
            )
        )
        return dropped.rowcount > 0
