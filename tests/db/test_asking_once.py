"""Questions that ask once: one way to the database, what several would find, and never a write."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, make_url
from sqlalchemy.exc import DBAPIError

from core.domain.actor import Family
from core.domain.drafts import MunicipalityDraft
from core.domain.enrollment import LIVE
from core.domain.funding import Parameters
from core.domain.ids import AccountId, CertificateId
from core.domain.invitation import LinkMode
from core.domain.money import Money
from core.domain.saved_search import SavedSearch
from core.domain.standing import Standing
from core.domain.views import About, PeriodBalance, Presence
from core.ports.acts import asks_once
from core.ports.families import Arrival, KeptChild
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import presence
from core.services.looking import arriving
from db.clock import ClockFrom
from db.database import Database
from db.drivers import AskedAgain
from db.prepared import Prepared
from db.tables.messages import conversations
from db.unit_of_work import SqlUnitOfWork
from tests.builders import (
    YEAR,
    Town,
    add_child,
    add_contract,
    add_desk_offer,
    add_funded_child,
    add_parent,
    add_request,
    add_staff,
    found_town,
)
from tests.crossings import into_threads

CHAT = 100
GUSEV = MunicipalityDraft("39-gus", "Гусев", "Europe/Kaliningrad", "3902")


def furnish(uow: UnitOfWork) -> Town:
    """A child with every kind of enrollment, and one that waits for money."""
    town = found_town(uow)
    anna = add_funded_child(uow, town)
    ended = add_request(uow, town, anna, key="ended")
    uow.enrollments.save(ended.refused())
    add_contract(uow, town, anna)
    add_desk_offer(uow, town, anna)
    boris = add_child(uow, town, n=2, full_name="Котов Борис", born_on=date(2012, 3, 1))
    uow.queues.join(town.category, boris.id, on=uow.now.date())
    add_parent(uow, anna, chat=CHAT)
    add_parent(uow, boris, chat=CHAT, mode=LinkMode.LOOKING)
    add_staff(uow, town.provider, chat=CHAT)
    account = uow.accounts.add(CHAT, language="ru")
    uow.accounts.link_operator(account.id, town.municipality.id, name="Ольга", at=uow.now)
    uow.conversations.keep(account.id, {"text": "шахматы"})
    return town


def one_after_the_other(uow: UnitOfWork) -> tuple[KeptChild, ...]:
    """The same children, each part asked of its own repository."""
    (account,) = uow.accounts.page(page=1, size=1)
    asked = account.acting | account.looking
    found = []
    for certificate in uow.certificates.get(asked):
        balances = uow.ledger.balances(asked).get(certificate.id, {})
        periods = uow.municipalities.periods(certificate.municipality)
        queued = uow.queues.waiting(asked).get(certificate.id)
        kept = KeptChild(
            child=uow.people.children([certificate.child], of=account.family)[certificate.child],
            certificate=certificate,
            municipality=uow.municipalities.by_id(certificate.municipality),
            balances=tuple(
                PeriodBalance(each, balances[each.id]) for each in periods if each.id in balances
            ),
            lines=tuple(
                line
                for line in uow.enrollments.lines(account.family.only(certificate.id))
                if line.enrollment.state in LIVE
            ),
            queue_place=None if queued is None else queued.place,
        )
        found.append(kept)
    return tuple(found)


def family(*children: int) -> Family:
    return Family(AccountId(1), frozenset(map(CertificateId, children)))


@asks_once
def at_once(uow: UnitOfWork) -> tuple[KeptChild, ...]:
    return uow.families.children(family(1, 2, 10**6))


@asks_once
def twice(uow: UnitOfWork) -> None:
    uow.families.children(family())
    uow.families.children(family())


async def test_a_familys_children_are_what_their_repositories_know(database: Database) -> None:
    await database.perform(furnish)

    together = await database.read(at_once)

    assert together == await database.read(one_after_the_other)
    assert [len(child.lines) for child in together] == [2, 0]
    assert [child.queue_place for child in together] == [None, 1]


async def test_a_presence_is_the_account_with_its_roles_and_its_conversation(
    database: Database,
) -> None:
    await database.perform(furnish)

    found = await database.read(presence, CHAT)

    account = await database.read(lambda uow: uow.accounts.by_chat(CHAT))
    assert account is not None
    assert account.operator_name == "Ольга"
    assert found == Presence(account, {"text": "шахматы"}, None)
    assert await database.read(presence, CHAT + 1) is None


async def test_a_saved_search_comes_to_its_own_account_with_the_child_it_was_saved_for(
    database: Database,
) -> None:
    def saved_for_boris(uow: UnitOfWork) -> tuple[SavedSearch, CertificateId]:
        furnish(uow)
        account = uow.accounts.by_chat(CHAT)
        assert account is not None
        (anna, *_), (boris, *_) = account.acting, account.looking
        uow.conversations.keep(account.id, {"child": str(anna)})
        uow.accounts.add(CHAT + 1, language="ru")
        words = {"text": "шахматы"}
        return uow.saved_searches.add(account.id, boris, words, known=(), on=uow.now.date()), anna

    saved, anna = await database.perform(saved_for_boris)
    plainly = await database.read(arriving, CHAT, None)
    opened = await database.read(arriving, CHAT, None, About(saved=saved.id))
    elsewhere = await database.read(arriving, CHAT + 1, None, About(saved=saved.id))

    assert plainly is not None
    assert opened is not None
    assert elsewhere is not None
    assert [each.saved for each in (plainly, opened, elsewhere)] == [None, saved, None]
    assert looks_for(plainly) == anna
    assert looks_for(opened) == saved.certificate
    assert elsewhere.looking.standing is None
    assert opened.presence == plainly.presence


async def test_words_bring_the_standing_of_each_child_that_they_may_name(
    database: Database,
) -> None:
    def in_another_town(uow: UnitOfWork) -> None:
        town = furnish(uow)
        gusev = uow.municipalities.add(GUSEV)
        period = uow.municipalities.add_period(gusev.id, YEAR, Parameters())
        category = uow.municipalities.add_category(gusev.id, "Все дети")
        there = replace(town, municipality=gusev, period=period, category=category)
        vera = add_funded_child(uow, there, n=9, full_name="Ким Вера", nominal=Money(500_00))
        add_parent(uow, vera, chat=CHAT)
        account = uow.accounts.by_chat(CHAT)
        assert account is not None
        uow.conversations.keep(account.id, {"child": str(vera.id)})

    await database.perform(in_another_town)
    plainly = await database.read(arriving, CHAT, None)
    spoken = await database.read(arriving, CHAT, None, About(words="шахматы Боре"))
    nobody = await database.read(arriving, CHAT + 1, None, About(words="шахматы"))

    assert plainly is not None
    assert spoken is not None
    assert replace(spoken.looking, standings={}) == plainly.looking
    assert len(spoken.looking.standings) == 3
    for child, standing in spoken.looking.standings.items():
        assert standing == await database.read(standing_of, child)
    assert nobody is None


def standing_of(uow: UnitOfWork, child: CertificateId) -> Standing:
    return uow.certificates.standing(child, of=family(child))


def looks_for(arrival: Arrival) -> CertificateId | None:
    standing = arrival.looking.standing
    return None if standing is None else standing.certificate.id


@pytest.mark.parametrize("prepared", [True, False])
async def test_a_question_that_asks_once_cannot_write(
    database: Database, *, prepared: bool
) -> None:
    @asks_once
    def write(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        if prepared:
            Prepared(delete(conversations))(uow.connection, {})
        else:
            uow.connection.execute(delete(conversations))

    await database.perform(furnish)

    with pytest.raises(DBAPIError):
        await database.read(write)
    found = await database.read(presence, CHAT)
    assert found is not None
    assert found.conversation == {"text": "шахматы"}


@pytest.mark.postgres
@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
async def test_two_answers_need_a_moment_that_holds_them_together(database: Database) -> None:
    with pytest.raises(AskedAgain):
        await database.read(twice)

    # The connection is as good as before.
    assert await database.read(at_once) == ()


async def test_a_file_is_read_where_it_is_asked_and_in_a_thread_when_it_is_locked(
    sqlite_url: str, clock: ClockFrom
) -> None:
    database = Database.open(sqlite_url, clock)
    with into_threads() as crossings:
        assert await database.read(presence, CHAT) is None
        before = crossings.count
        await database.close()
        again = Database.open(sqlite_url, clock)
        with closing(sqlite3.connect(str(make_url(sqlite_url).database))) as holding:
            holding.execute("PRAGMA locking_mode = EXCLUSIVE")
            holding.execute("BEGIN EXCLUSIVE")
            crossings.count = 0
            waiting = asyncio.ensure_future(again.read(presence, CHAT))
            await asyncio.sleep(0.05)
            assert not waiting.done()
        assert await waiting is None

    assert (before, crossings.count) == (0, 1)
    await again.close()
