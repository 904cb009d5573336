"""The search: words and conditions in, one page of programs out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    and_,
    func,
    literal,
    or_,
    select,
)

from core.domain.ids import ProgramId
from core.domain.views import Found, SearchQuery
from db.catalog import listed
from db.search.understanding import understand
from db.tables.registries import groups, modules, program_words, programs, providers

Words = tuple[frozenset[str], ...]

_NO_CONDITION: Mapping[str, Any] = {
    "text": "",
    "municipality": None,
    "direction": None,
    "age": None,
    "free_places": False,
}


@dataclass(frozen=True, slots=True)
class SqlVocabulary:
    connection: Connection

    def known(self, words: Collection[str]) -> frozenset[str]:
        return frozenset(
            self.connection.scalars(
                select(program_words.c.word).distinct().where(program_words.c.word.in_(words))
            )
        )

    def of_length(self, least: int, most: int) -> Mapping[str, int]:
        rows = self.connection.execute(
            select(program_words.c.word, func.count())
            .where(func.length(program_words.c.word).between(least, most))
            .group_by(program_words.c.word)
        )
        return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class SqlSearch:
    connection: Connection
    now: datetime

    def find(self, query: SearchQuery, *, page_size: int) -> Found:
        """See `Search`. Nothing here knows who owns a provider (REG-7)."""
        understood = understand(query.text, SqlVocabulary(self.connection))
        total = self._count(query, understood.words)
        pages = max(1, -(-total // page_size))
        query = replace(query, page=min(max(query.page, 1), pages))
        return Found(
            query=query,
            programs=self._page(query, understood.words, page_size) if total else (),
            total=total,
            pages=pages,
            corrected=understood.corrected,
            without=() if total else self._without(query, understood.words),
        )

    def _count(self, query: SearchQuery, words: Words) -> int:
        found, _ = _with_words(words)
        return (
            self.connection.scalar(
                select(func.count()).select_from(found).where(*self._conditions(query))
            )
            or 0
        )

    def _page(self, query: SearchQuery, words: Words, size: int) -> tuple[ProgramId, ...]:
        found, score = _with_words(words)
        rows = self.connection.scalars(
            select(programs.c.id)
            .select_from(found)
            .where(*self._conditions(query))
            .order_by(score.desc(), programs.c.title, programs.c.id)
            .limit(size)
            .offset((query.page - 1) * size)
        )
        return tuple(ProgramId(each) for each in rows)

    def _without(self, query: SearchQuery, words: Words) -> tuple[tuple[str, int], ...]:
        counts = (
            (name, self._count(replace(query, **{name: nothing}), () if name == "text" else words))
            for name, nothing in _NO_CONDITION.items()
            if getattr(query, name) != nothing
        )
        return tuple((name, count) for name, count in counts if count)

    def _conditions(self, query: SearchQuery) -> list[ColumnElement[bool]]:
        conditions = [listed()]
        if query.municipality is not None:
            conditions.append(programs.c.municipality_id == query.municipality)
        if query.direction is not None:
            conditions.append(programs.c.direction == query.direction)
        if query.age is not None or query.free_places:
            conditions.append(self._has_group(query))
        return conditions

    def _has_group(self, query: SearchQuery) -> ColumnElement[bool]:
        """One group fits the age and has a free place; where a program has no groups yet, its
        own range of ages decides.
        """
        its_groups = (
            select(groups.c.id)
            .join(modules, modules.c.id == groups.c.module_id)
            .where(modules.c.program_id == programs.c.id, groups.c.archived.is_(False))
        )
        if query.free_places:
            # By the date in UTC: a group that ends today may be shown some hours too long.
            not_over = or_(groups.c.last_day.is_(None), groups.c.last_day >= self.now.date())
            free = groups.c.places_taken < groups.c.places_total
            its_groups = its_groups.where(free, not_over)
        if query.age is None:
            return its_groups.exists()
        least = func.coalesce(groups.c.age_least, programs.c.age_least)
        most = func.coalesce(groups.c.age_most, programs.c.age_most)
        fitting = its_groups.where(least <= query.age, most >= query.age).exists()
        if query.free_places:
            return fitting
        own = and_(programs.c.age_least <= query.age, programs.c.age_most >= query.age)
        return or_(fitting, and_(own, ~its_groups.exists()))


def _with_words(words: Words) -> tuple[FromClause, ColumnElement[int]]:
    """Programs of providers that have a word of every set, and what those words are worth."""
    found: FromClause = programs.join(providers, providers.c.id == programs.c.provider_id)
    score: ColumnElement[int] = literal(0, Integer)
    for number, alternatives in enumerate(words):
        hits = (
            select(program_words.c.program_id, func.max(program_words.c.weight).label("weight"))
            .where(program_words.c.word.in_(sorted(alternatives)))
            .group_by(program_words.c.program_id)
            .subquery(f"word_{number}")
        )
        found = found.join(hits, hits.c.program_id == programs.c.id)
        score = score + hits.c.weight
    return found, score
