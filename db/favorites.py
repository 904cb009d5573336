"""Programs that an account keeps to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, select

from core.domain.ids import AccountId, ProgramId
from core.ports.favorites import Favorite
from db.catalog import listed
from db.statements import insert_once
from db.tables.registries import programs, providers
from db.tables.wishes import favorites


@dataclass(frozen=True, slots=True)
class SqlFavorites:
    connection: Connection
    now: datetime

    def of(self, account: AccountId) -> tuple[Favorite, ...]:
        rows = self.connection.execute(
            select(
                programs.c.id,
                programs.c.title,
                providers.c.name.label("provider"),
                listed().label("listed"),
            )
            .join(favorites, favorites.c.program_id == programs.c.id)
            .join(providers, providers.c.id == programs.c.provider_id)
            .where(favorites.c.account_id == account)
            .order_by(favorites.c.added_at.desc(), programs.c.id.desc())
        )
        return tuple(
            Favorite(ProgramId(row.id), row.title, row.provider, bool(row.listed)) for row in rows
        )

    def holds(self, account: AccountId, program: ProgramId) -> bool:
        question = select(favorites.c.program_id).where(
            and_(favorites.c.account_id == account, favorites.c.program_id == program)
        )
        return self.connection.scalar(question) is not None

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
