"""How often somebody waits for the database: each screen, on each database, counted.

A screen reads: with the presence before it that is two waits where it asks once, and two more
(BEGIN, COMMIT) with one for each of its statements where one statement follows from another. What
a search is sure to need is asked together with the presence; what it finds, it finds in memory, and
asks for the cards together with the version of the index that it believed in.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from bot.keyboards import callbacks as c
from bot.keyboards import catalog_callbacks as catalog
from bot.keyboards import desk_callbacks as at_desk
from bot.keyboards import funding_callbacks as funding
from bot.keyboards import privacy_callbacks as privacy
from bot.keyboards import search_callbacks as search
from bot.keyboards.packing import Pressed
from bot.updates.dispatch import ROUTES, make_dispatcher
from core.domain.actor import Family
from core.domain.application import Applicant, Particulars, Step
from core.domain.consent import CONSENT_VERSION
from core.domain.enrollment import Ground, RefusalReason
from core.domain.ids import CertificateId, ProgramId
from core.domain.program import ProgramState
from core.domain.roles import Role, RoleKind
from core.domain.searching import Kind, Sort
from core.ports.unit_of_work import UnitOfWork
from core.services.applications import ApplicationRequest, send_application
from core.services.favorites import keep_favorite
from core.services.saved_searches import save_search
from db.clock import ClockFrom
from db.database import Database
from db.reaching import ReachingActs, ReachingReads
from tests.bot.conftest import LARGE, PARENT, STAFF, furnish
from tests.bot.counted_chat import Chat
from tests.builders import (
    CHESS,
    TEN_PLACES,
    Town,
    add_contract,
    add_desk_offer,
    add_module,
    add_program,
    add_request,
)
from tests.crossings import Crossings, into_threads, to_server
from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url

__all__ = ["migrated_file", "migrated_postgres", "migrated_url", "sqlite_url"]

ANNA = CertificateId(1)
CONTRACT, REQUEST, OFFER, PROVIDER, PROGRAM, GROUP = 1, 2, 3, 1, 1, 1
LATE: Final = RefusalReason.OTHER
AUTUMN: Final = date(2020, 9, 1)
# What each screen waits for, on PostgreSQL and on SQLite: there for the ways to the server and
# back, here for the ways into a thread and back.
NOTHING: Final = (1, 0)  # asked beside the presence
ONCE: Final = (2, 0)
SEARCH: Final = (2, 1)
Screens = list[tuple[Pressed, tuple[int, int]]]
OF_FAMILY: Final[Screens] = [
    (c.NothingPressed(), NOTHING),
    (c.HomePressed(), NOTHING),
    (c.MorePressed(), NOTHING),
    (c.HelpPressed(), NOTHING),
    (c.LanguageOpened(), NOTHING),
    (c.PrivacyPressed(), NOTHING),
    (c.NotificationsOpened(), ONCE),
    (c.NotificationGroupOpened(section="money"), ONCE),
    (c.FamilyPressed(), ONCE),
    (c.ChildPressed(certificate=ANNA), ONCE),
    (c.HistoryPressed(certificate=ANNA, page=1), ONCE),
    (c.ChildrenOpened(program=PROGRAM, pick=0), ONCE),
    (c.ChildChosen(certificate=ANNA, program=PROGRAM, pick=0), ONCE),
    (c.ProgramPressed(program=PROGRAM, page=1), ONCE),
    (catalog.QrPressed(program=PROGRAM), ONCE),
    (catalog.WantedFamily(program=PROGRAM), ONCE),
    (catalog.FavoritesPressed(page=1), ONCE),
    (c.GroupPressed(certificate=ANNA, group=GROUP), ONCE),
    (c.StartPressed(certificate=ANNA, group=GROUP, start=AUTUMN, ticks=0), ONCE),
    (c.EnrollmentsPressed(page=1), ONCE),
    (c.EnrollmentPressed(enrollment=CONTRACT), ONCE),
    (c.LeavePressed(enrollment=CONTRACT), ONCE),
    (funding.UnfundingPressed(certificate=ANNA), ONCE),
    (privacy.UnlinkPressed(certificate=ANNA), ONCE),
    (privacy.WhoSeesPressed(certificate=ANNA), ONCE),
    (privacy.ErasurePressed(), ONCE),
    (c.OfferOpened(enrollment=OFFER, ticks=0), ONCE),
    (c.MovePressed(enrollment=CONTRACT), ONCE),
    (c.SimilarPressed(program=PROGRAM), SEARCH),
    (c.ApplyPressed(), ONCE),
    (c.ApplyStepPressed(step=Step.PLACE), ONCE),
    (c.ApplyPlaces(page=1), ONCE),
    (search.SearchNew(), SEARCH),
    (search.SearchAll(), SEARCH),
    (search.SearchPage(page=1), SEARCH),
    (search.FiltersOpened(), SEARCH),
    (search.FilterOpened(kind=Kind.DIRECTION, page=1), SEARCH),
    (search.SortOpened(), SEARCH),
    (search.SortChosen(sort=Sort.FIT), SEARCH),
    (search.FilterChosen(kind=Kind.DIRECTION, pick=0), SEARCH),
    (search.ChipPressed(pick=1), SEARCH),
    (search.DropPressed(pick=1), SEARCH),
    (search.WordChosen(pick=1), SEARCH),
    (search.SavedSearchesPressed(), SEARCH),
    (search.SavedSearchOpened(search=1), SEARCH),
]
OF_APPLICANT: Final[Screens] = [
    (c.ApplyPressed(), ONCE),
    (c.ApplyAnew(), ONCE),
    (c.ApplicationPressed(application=1), ONCE),
    (c.ApplicationWithdraw(application=1), ONCE),
]
OF_STAFF: Final[Screens] = [
    (c.HomePressed(), ONCE),
    (c.WaitingPressed(provider=PROVIDER, page=1), ONCE),
    (c.RequestOpened(provider=PROVIDER, enrollment=REQUEST), ONCE),
    (c.RefusePressed(provider=PROVIDER, enrollment=REQUEST), ONCE),
    (c.RefusalReasonPressed(provider=PROVIDER, enrollment=REQUEST, reason=LATE), ONCE),
    (c.ProviderGroupsPressed(provider=PROVIDER, page=1), ONCE),
    (at_desk.DeskGroupsPressed(provider=PROVIDER, page=1), ONCE),
    (at_desk.DeskGroupPressed(provider=PROVIDER, group=GROUP), ONCE),
    (at_desk.DeskStartPressed(provider=PROVIDER, group=GROUP, start=AUTUMN), NOTHING),
    (at_desk.ContractsPressed(provider=PROVIDER, page=1), SEARCH),
    (at_desk.ContractOpened(provider=PROVIDER, enrollment=CONTRACT), ONCE),
    (at_desk.TerminatePressed(provider=PROVIDER, enrollment=CONTRACT), ONCE),
    (at_desk.GroundPressed(provider=PROVIDER, enrollment=CONTRACT, ground=Ground.LAW), ONCE),
]
# Buttons that do something, and those of an operator, who works with a few applications a day.
ACTS: Final = [
    "ac", "apa", "apc", "apq", "apx", "cf", "cl", "co", "ey", "fa", "fq",
    "fv", "fy", "la", "lc", "mc", "md", "mf", "mw", "na", "nt", "oa", "op", "opc", "opf",
    "opi", "opl", "opo", "opr", "ops", "opt", "px", "q", "rs", "sv", "svx", "uy",
]  # fmt: skip


@pytest.fixture
async def another(migrated_url: str, clock: ClockFrom) -> AsyncIterator[Database]:
    """What another process sees of the same town."""
    opened = Database.open(migrated_url, clock)
    await opened.perform(_begun)
    yield opened
    await opened.close()


@pytest.fixture
async def chat(migrated_url: str, another: Database, clock: ClockFrom) -> AsyncIterator[Chat]:
    async with _counted(migrated_url) as (door, crossings):
        database = Database.open(door, clock)
        read = ReachingReads(database.read)
        yield Chat(make_dispatcher(ReachingActs(database.perform), read), crossings)
        await database.close()


@asynccontextmanager
async def _counted(url: str) -> AsyncIterator[tuple[str, Crossings]]:
    if url.startswith("sqlite"):
        with into_threads() as crossings:
            yield url, crossings
    else:
        async with to_server(url) as opened:
            yield opened


def _begun(uow: UnitOfWork) -> Town:
    town = furnish(uow)
    (anna,) = uow.certificates.get([ANNA])
    add_contract(uow, town, anna)
    add_request(uow, town, anna, key="screen-2")
    add_desk_offer(uow, town, anna)
    account = uow.accounts.by_chat(PARENT)
    assert account is not None
    family = Family(account.id, account.acting)
    keep_favorite(uow, family, ProgramId(PROGRAM))
    save_search(uow, family, {"text": "шахматы"}, ANNA)
    applying = uow.accounts.by_chat(LARGE)
    assert applying is not None
    said = Particulars("Иванов Пётр", date(2013, 4, 1), Applicant.PARENT, "Иванова Ольга")
    request = ApplicationRequest(town.municipality.id, said, CONSENT_VERSION, "key")
    send_application(uow, Family(applying.id), request)
    return town


async def test_no_screen_waits_more_often_than_it_is_written_here(
    chat: Chat, migrated_url: str
) -> None:
    here = migrated_url.startswith("sqlite")
    for person, screens in ((PARENT, OF_FAMILY), (LARGE, OF_APPLICANT), (STAFF, OF_STAFF)):
        chat.person = person
        waited = [(button, await chat.waits(button.pack())) for button, _ in screens]

        assert waited == [(button, most[here]) for button, most in screens]
    assert chat.failed == 0


def test_every_button_is_a_screen_whose_waits_are_counted_or_an_act() -> None:
    counted = {button.__prefix__ for button, _ in (*OF_FAMILY, *OF_APPLICANT, *OF_STAFF)}

    assert counted | set(ACTS) == set(ROUTES.buttons)
    assert not counted & set(ACTS)


async def test_a_role_that_was_taken_away_elsewhere_is_gone_at_once(
    chat: Chat, another: Database
) -> None:
    before = await chat.say("/family")
    account = await another.read(lambda uow: uow.accounts.by_chat(PARENT))
    assert account is not None
    role = Role(RoleKind.CHILD, ANNA)

    await another.perform(lambda uow: uow.accounts.take_role(role, account.id))

    assert "Анна К." in before
    assert "Анна К." not in await chat.say("/family")


async def test_what_changed_elsewhere_in_the_catalog_is_found_at_once(
    chat: Chat, another: Database
) -> None:
    before = [await chat.press(search.SearchAll().pack()) for _ in range(2)]

    await another.perform(_renamed)

    assert all(CHESS.title in each for each in before)
    after = await chat.press(search.SearchAll().pack())
    assert "Го для всех" in after
    assert CHESS.title not in after


async def test_what_fits_a_saved_search_is_counted_as_it_is_elsewhere(
    chat: Chat, another: Database
) -> None:
    for _ in range(2):
        await chat.press(search.SavedSearchesPressed().pack())
    before = chat.labels

    await another.perform(_renamed)
    await chat.press(search.SavedSearchesPressed().pack())

    assert "1. Открыть (1)" in before
    assert "1. Открыть (0)" in chat.labels


async def test_what_is_similar_is_what_is_there_now(chat: Chat, another: Database) -> None:
    pressed = c.SimilarPressed(program=PROGRAM).pack()
    for _ in range(2):
        await chat.press(pressed)
    before = chat.labels

    await another.perform(_brought)
    await chat.press(pressed)

    assert not any("Шахматы и шашки" in each for each in before)
    assert any("Шахматы и шашки" in each for each in chat.labels)


def _brought(uow: UnitOfWork) -> None:
    found = uow.catalog.program(ProgramId(PROGRAM))
    (place,) = uow.municipalities.all()
    assert found is not None
    draft = replace(CHESS, title="Шахматы и шашки")
    added = add_program(uow, draft, provider=found.program.provider, municipality=place)
    uow.intake.add_group(add_module(uow, added), TEN_PLACES)
    uow.intake.index(added)


def _renamed(uow: UnitOfWork) -> None:
    draft = replace(CHESS, title="Го для всех")
    uow.intake.change_program(ProgramId(PROGRAM), draft, state=ProgramState.CERTIFIED)
