"""The index that a process keeps is read before anybody asks, and never in the way of others."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import cache
from threading import current_thread, main_thread

import pytest

from core.domain.searching import SearchQuery
from core.ports.unit_of_work import UnitOfWork
from db import pooled
from db.database import Database
from db.pooled import PooledReads
from db.search import kept, known_words, lexicon
from tests.builders import CHESS, TEN_PLACES, add_module, add_program
from tests.db.test_search import BY_TITLE, fill, find, titles


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[PooledReads]:
    """Who went to read the index in a thread, now that every block of it is too much."""
    found: list[PooledReads] = []
    read = PooledReads.read_index_here

    def noted(reads: PooledReads) -> None:
        found.append(reads)
        read(reads)

    # Whoever asks first reads the dictionary, too.
    lexicon.said_forms()
    monkeypatch.setattr(kept, "BLOCKS_AT_ONCE", 0)
    monkeypatch.setattr(PooledReads, "read_index_here", noted)
    return found


async def test_what_is_much_is_read_once_in_a_thread_for_all_who_wait(
    database: Database, readings: list[PooledReads]
) -> None:
    await database.perform(fill)

    answers = await asyncio.gather(*(find(database, "") for _ in range(3)))
    again = await find(database, "")

    assert [each.total for each in answers] == [len(BY_TITLE)] * 3
    assert again == answers[0]
    assert len(readings) == 1


async def test_a_changed_catalog_is_read_anew_and_an_act_waits_for_nobody(
    database: Database, readings: list[PooledReads]
) -> None:
    await database.perform(fill)
    await database.prepare_search()

    def offer(uow: UnitOfWork) -> int:
        other = uow.catalog.program(uow.search.find(SearchQuery(), page_size=1).programs[0])
        assert other is not None
        found = other.program
        draft = replace(CHESS, title="Шахматы у озера")
        places = {place.id: place for place in uow.municipalities.all()}
        added = add_program(
            uow, draft, provider=found.provider, municipality=places[found.municipality]
        )
        uow.intake.add_group(add_module(uow, added), TEN_PLACES)
        return uow.search.find(SearchQuery(text="озеро"), page_size=1).total

    in_the_act = await database.perform(offer)
    afterwards = await titles(database, "шахматы")

    assert in_the_act == 1
    assert afterwards == ["Шахматы для начинающих", "Шахматы у озера"]
    # What the act has read for itself is known to all of its process.
    assert len(readings) == 1


async def test_who_waited_in_vain_reads_for_itself(
    database: Database, readings: list[PooledReads], monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.perform(fill)

    def in_vain(reads: PooledReads) -> None:
        readings.append(reads)

    monkeypatch.setattr(PooledReads, "read_index_here", in_vain)

    found = await find(database, "")

    assert found.total == len(BY_TITLE)
    assert len(readings) == 3


async def test_the_dictionary_is_read_in_a_thread_when_somebody_asks(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = []
    monkeypatch.setattr(lexicon, "said_forms", cache(lexicon.said_forms.__wrapped__))
    for module in (kept, pooled):
        monkeypatch.setattr(module, "said_forms", lexicon.said_forms)

    def noted(reads: PooledReads) -> None:
        where.append((current_thread() is main_thread(), lexicon.said_forms.cache_info().currsize))

    monkeypatch.setattr(PooledReads, "read_index_here", noted)
    await database.perform(fill)

    await database.prepare_search()
    await find(database, "шохматы")

    assert where == [(False, 0), (False, 1)]


def test_of_words_that_nobody_knows_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_words, "NEAR_KEPT", 1)
    words, asked = known_words.Words({}, 0, 0), []

    def read() -> list[str]:
        asked.append("шахматы")
        return ["шахматы"]

    keys = [frozenset({each}) for each in ("шхматы", "шхматы", "шахмты", "шхматы")]

    assert [words.near(each, read) for each in keys] == [["шахматы"]] * 4
    assert len(asked) == 3
