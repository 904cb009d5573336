"""Catalogs are entered as operators enter them, and asked as parents ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from core.domain.actor import Operator
from core.domain.calendar import Days
from core.domain.drafts import CatalogDraft
from core.domain.funding import Parameters
from core.domain.searching import SearchQuery
from core.ports.unit_of_work import UnitOfWork
from core.services.imports import prepare_import
from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from office.importing import import_catalog
from tests.quality.catalogs import offered
from tests.quality.facts import Offered
from tests.quality.measures import Score, score
from tests.quality.questions import Question

NOON: Final = datetime(2026, 9, 10, 10, tzinfo=UTC)
YEAR: Final = Days(date(2026, 1, 1), date(2026, 12, 31))
OPERATOR: Final = Operator("quality")
ANSWERS: Final = 100
PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """One catalog in a database of its own."""

    name: str
    database: Database
    programs: tuple[Offered, ...]

    async def score(self, question: Question) -> Score:
        return score(question, self.name, self.programs, await self.answers(question.text))

    async def answers(self, text: str) -> list[Offered]:
        """What the search finds for somebody without a child, best first."""
        by_key = {(each.program.provider_inn, each.program.title): each for each in self.programs}

        def find(uow: UnitOfWork) -> list[Offered]:
            found = uow.search.find(SearchQuery(text=text), page_size=ANSWERS)
            known = map(uow.catalog.program, found.programs)
            return [by_key[each.inn, each.program.title] for each in known if each is not None]

        return await self.database.read(find)


@asynccontextmanager
async def entered(name: str, draft: CatalogDraft, folder: Path) -> AsyncIterator[Asked]:
    """The catalog in a new SQLite file, certified and priced for the year of the questions."""
    path = folder / f"{name}.sqlite3"
    upgrade(f"sqlite:///{path}")
    async with filled(f"sqlite+aiosqlite:///{path}", draft) as database:
        yield Asked(name, database, offered(draft))


@asynccontextmanager
async def filled(url: str, draft: CatalogDraft) -> AsyncIterator[Database]:
    """A migrated database with the catalog in it.

    Raises:
        ValueError: The product refuses a program, which no question can then find.
    """
    database = Database.open(url, ClockFrom(NOON))
    try:
        await database.perform(_open_year, draft)
        imported = await import_catalog(database.perform, OPERATOR, draft, certify=True)
        if imported.refused:
            raise ValueError(f"{imported.refused}")
        yield database
    finally:
        await database.close()


def _open_year(uow: UnitOfWork, draft: CatalogDraft) -> None:
    prepare_import(uow, OPERATOR, draft)
    for place in uow.municipalities.all():
        uow.municipalities.add_period(place.id, YEAR, Parameters())
