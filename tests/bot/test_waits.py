"""How often somebody waits for the database: each screen, on each database, counted.

A screen reads: with the presence before it that is two waits where it asks once, and two more
(BEGIN, COMMIT) with one for each of its statements where one statement follows from another. What
a search is sure to need is asked together with the presence; what it finds, it finds in memory, and
asks for the cards together with the version of the index that it believed in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Final

import pytest

from bot.keyboards import application_callbacks as applying
from bot.keyboards import callbacks as c
from bot.keyboards import catalog_callbacks as catalog
from bot.keyboards import completeness_callbacks as lessons
from bot.keyboards import desk_callbacks as at_desk
from bot.keyboards import funding_callbacks as funding
from bot.keyboards import privacy_callbacks as privacy
from bot.keyboards import provider_callbacks as at_provider
from bot.keyboards import search_callbacks as search
from bot.keyboards.packing import Pressed
from bot.updates.dispatch import ROUTES
from core.domain.actor import Family
from core.domain.application import ApplicationRefusal, Step
from core.domain.grounds import Ground, RefusalReason
from core.domain.searching import Kind, Sort
from core.ports.unit_of_work import UnitOfWork
from core.services.saved_searches import save_search
from db import pooled
from db.clock import ClockFrom
from db.database import Database
from db.search import kept, lexicon
from tests.bot.conftest import LARGE, PARENT, STAFF
from tests.bot.counted_chat import ANNA, FREE_CHESS, OFFICE, PROGRAM, Chat, another, chat
from tests.builders import CHESS, TEN_PLACES, ZONE, add_module, add_program
from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url

__all__ = ["another", "chat", "migrated_file", "migrated_postgres", "migrated_url", "sqlite_url"]

CONTRACT, REQUEST, OFFER, PROVIDER, GROUP = 1, 2, 3, 1, 1
LATE: Final = RefusalReason.OTHER
NOT_THERE: Final = ApplicationRefusal.OTHER
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
    (c.StatementPressed(certificate=ANNA), ONCE),
    (c.ChildrenOpened(program=PROGRAM, pick=0), ONCE),
    (c.ChildChosen(certificate=ANNA, program=PROGRAM, pick=0), ONCE),
    (c.ProgramPressed(program=PROGRAM, page=1), ONCE),
    (catalog.QrPressed(program=PROGRAM), ONCE),
    (catalog.AboutPressed(program=PROGRAM, page=1), ONCE),
    (catalog.WantedFamily(program=PROGRAM), ONCE),
    (catalog.FavoritesPressed(page=1), ONCE),
    (c.GroupPressed(certificate=ANNA, group=GROUP), ONCE),
    (c.StartPressed(certificate=ANNA, group=GROUP, start=AUTUMN, ticks=0), ONCE),
    (c.EnrollmentsPressed(page=1), ONCE),
    (c.EnrollmentPressed(enrollment=CONTRACT), ONCE),
    (c.ContractPressed(enrollment=CONTRACT), ONCE),
    (c.LeavePressed(enrollment=CONTRACT), ONCE),
    (funding.UnfundingPressed(certificate=ANNA), ONCE),
    (privacy.UnlinkPressed(certificate=ANNA, family=True), ONCE),
    (privacy.WhoSeesPressed(certificate=ANNA, family=True), ONCE),
    (privacy.ErasurePressed(), ONCE),
    (privacy.ConsentTextPressed(), ONCE),
    (privacy.OwnDataPressed(), ONCE),
    (c.OfferOpened(enrollment=OFFER, ticks=0), ONCE),
    (c.MovePressed(enrollment=CONTRACT), ONCE),
    (c.MoveAsked(enrollment=CONTRACT, group=GROUP), ONCE),
    (c.SimilarPressed(program=PROGRAM), SEARCH),
    (applying.ApplyPressed(), ONCE),
    (applying.ApplyStepPressed(step=Step.PLACE), ONCE),
    (applying.ApplyPlaces(page=1), ONCE),
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
    (applying.ApplyPressed(), ONCE),
    (applying.ApplyAnew(), ONCE),
    (applying.ApplicationPressed(application=1), ONCE),
    (applying.ApplicationWithdraw(application=1), ONCE),
]
OF_STAFF: Final[Screens] = [
    (c.HomePressed(), ONCE),
    (at_provider.WaitingPressed(provider=PROVIDER, page=1), ONCE),
    (at_provider.RequestOpened(provider=PROVIDER, enrollment=REQUEST), ONCE),
    (at_provider.RefusePressed(provider=PROVIDER, enrollment=REQUEST), ONCE),
    (at_provider.RefusalReasonPressed(provider=PROVIDER, enrollment=REQUEST, reason=LATE), ONCE),
    (at_provider.ProviderGroupsPressed(provider=PROVIDER, page=1), ONCE),
    (at_desk.DeskGroupsPressed(provider=PROVIDER, page=1), ONCE),
    (at_desk.DeskGroupPressed(provider=PROVIDER, group=GROUP), ONCE),
    (at_desk.DeskStartPressed(provider=PROVIDER, group=GROUP, start=AUTUMN), NOTHING),
    (at_desk.DeskOffersPressed(provider=PROVIDER, page=1), ONCE),
    (at_desk.DeskOfferOpened(provider=PROVIDER, enrollment=OFFER), ONCE),
    (at_desk.TakeBackPressed(provider=PROVIDER, enrollment=OFFER), ONCE),
    (lessons.CompletenessPressed(provider=PROVIDER, page=1), ONCE),
    (lessons.GroupMonthsPressed(provider=PROVIDER, group=GROUP), ONCE),
    (lessons.MonthPressed(provider=PROVIDER, group=GROUP, month=AUTUMN), ONCE),
    (lessons.PercentPressed(provider=PROVIDER, group=GROUP, month=AUTUMN, percent=80), ONCE),
    (at_desk.ContractsPressed(provider=PROVIDER, page=1), SEARCH),
    (at_desk.ContractOpened(provider=PROVIDER, enrollment=CONTRACT), ONCE),
    (at_desk.TerminatePressed(provider=PROVIDER, enrollment=CONTRACT), ONCE),
    (at_desk.GroundPressed(provider=PROVIDER, enrollment=CONTRACT, ground=Ground.LAW), ONCE),
]
# Of an application that an operator opens the look is recorded: it is an act. Behind the presence
# are BEGIN, the update, all that is shown, for the list how many there are and for one of them who
# is called like its child, the look, and COMMIT. What the chat is asked is written behind the
# answer.
LOOK: Final = (7, 0)
LOOK_AND_QUESTION: Final = (12, 0)
OF_OPERATOR: Final[Screens] = [
    (c.OperatorPressed(), ONCE),
    (applying.ApplicationsPressed(page=1), LOOK),
    (applying.ApplicationOpened(application=1), LOOK),
    (applying.ApplicationCategories(application=1), LOOK),
    (applying.ApplicationRefuse(application=1), LOOK_AND_QUESTION),
    (applying.ApplicationRefusalChosen(application=1, refusal=NOT_THERE), LOOK_AND_QUESTION),
]
WHO: Final = (
    (PARENT, OF_FAMILY), (LARGE, OF_APPLICANT), (STAFF, OF_STAFF), (OFFICE, OF_OPERATOR)
)  # fmt: skip
# Words and commands, of a family with two children and searches for each of them.
OF_WORDS: Final = [
    ("/start", NOTHING),
    ("/family", ONCE),
    ("/history", ONCE),
    ("/enrollments", ONCE),
    ("/favorites", ONCE),
    ("/searches", SEARCH),
    ("/apply", ONCE),
    ("шахматы", SEARCH),
    ("шахматы 10 лет свободные места", SEARCH),
    ("керлинг", SEARCH),
    ("шохматы", SEARCH),
]
# Words that this process hears for the first time: where they stand, and of those that nobody knows
# what they are like, comes with who asks.
FOR_THE_FIRST_TIME: Final = [
    ("танцы", "народные танцы", SEARCH),
    ("народные танцы", "робототехника", SEARCH),
    ("робототехника", "шохматф", SEARCH),
    ("шохматф", "плаванье для дошкольников", SEARCH),
    ("плаванье для дошкольников", "кёрлинк", SEARCH),
    # As a title is written, and as a name is.
    ("кёрлинк", "Начинающих Обучения", SEARCH),
]
# What nobody counts here: buttons that do something, which wait for a transaction of their own and
# then for the screen that follows.
ACTS: Final = [
    "ac", "apa", "apc", "apq", "apx", "cf", "cl", "co", "ey", "fa", "fq",
    "fv", "fy", "ky", "la", "lc", "mf", "mk", "mw", "na", "nt", "oa", "opf", "opi", "ops", "opy",
    "px", "q", "rs", "ry", "sv", "svx", "ty", "uy",
]  # fmt: skip


async def test_no_screen_waits_more_often_than_it_is_written_here(
    chat: Chat, migrated_url: str
) -> None:
    here = migrated_url.startswith("sqlite")
    for person, screens in WHO:
        chat.person = person
        waited = [(button, await chat.waits(button.pack())) for button, _ in screens]

        assert waited == [(button, most[here]) for button, most in screens]
    assert chat.failed == 0


async def test_a_month_that_has_begun_and_what_it_means_wait_no_more_often(
    chat: Chat, clock: ClockFrom, migrated_url: str
) -> None:
    here = migrated_url.startswith("sqlite")
    clock.advance_to(datetime(2020, 10, 1, 12, tzinfo=ZONE))
    chat.person = STAFF
    month = lessons.MonthPressed(provider=PROVIDER, group=GROUP, month=AUTUMN)
    check = lessons.PercentPressed(**month.model_dump(), percent=80)

    waited = [await chat.waits(each.pack()) for each in (month, check)]

    assert waited == [ONCE[here]] * 2
    assert chat.failed == 0


async def test_words_that_name_another_child_wait_no_more_than_others(
    chat: Chat, migrated_url: str
) -> None:
    here = migrated_url.startswith("sqlite")
    chat.person = LARGE

    await chat.say("шахматы Вере")
    await chat.say("танцы Вере")
    of_another = await chat.waits_for("шахматы Боре", behind="шахматы Вере")
    again = await chat.waits_for("шахматы Боре")
    back = await chat.waits_for("шахматы 9 лет Вере", behind="шахматы 8 лет")

    assert [of_another, again, back] == [SEARCH[here]] * 3
    assert chat.failed == 0


async def test_no_words_wait_more_often_than_it_is_written_here(
    chat: Chat, another: Database, migrated_url: str
) -> None:
    here = migrated_url.startswith("sqlite")
    chat.person = LARGE
    searches = await another.perform(_saved_for_each)

    # The first one finds nothing that was seen before.
    await chat.waits(search.SavedSearchOpened(search=searches[0]).pack())
    opened = [await chat.waits(search.SavedSearchOpened(search=each).pack()) for each in searches]
    waited = [(text, await chat.waits_for(text)) for text, _ in OF_WORDS]
    first = [await chat.waits_for(text, behind=like) for like, text, _ in FOR_THE_FIRST_TIME]
    listed = await chat.waits(search.SavedSearchesPressed().pack())
    similar = await chat.waits(c.SimilarPressed(program=PROGRAM).pack())

    assert waited == [(text, most[here]) for text, most in OF_WORDS]
    assert first == [most[here] for _, _, most in FOR_THE_FIRST_TIME]
    assert [*opened, listed, similar] == [SEARCH[here]] * (len(searches) + 2)
    assert chat.failed == 0


async def test_who_finds_the_dictionary_unread_waits_for_the_database_no_more_than_others(
    chat: Chat, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await chat.say("танцы")
    await chat.say("шахматы")
    monkeypatch.setattr(lexicon, "said_forms", cache(lexicon.said_forms.__wrapped__))
    for module in (kept, pooled):
        monkeypatch.setattr(module, "said_forms", lexicon.said_forms)

    waited = await chat.waits_at_once_for("робототехника")

    # Into a thread, to find out, and once more behind the dictionary.
    assert waited == (2 if migrated_url.startswith("sqlite") else SEARCH[0])
    assert lexicon.said_forms.cache_info().currsize
    assert chat.failed == 0


async def test_a_change_of_the_catalog_that_was_seen_in_time_is_waited_for_by_nobody(
    chat: Chat, another: Database, migrated_url: str
) -> None:
    here = migrated_url.startswith("sqlite")
    for _ in range(2):
        await chat.say("шахматы")
        await chat.press(search.SearchPage(page=1).pack())

    await another.perform(_one_more)
    await chat.database.renew_search()
    page = await chat.waits_now(search.SearchPage(page=1).pack())
    words = await chat.waits_at_once_for("шахматы")

    assert [page, words] == [SEARCH[here]] * 2
    assert any("у озера" in label for label in chat.labels)
    assert chat.failed == 0


def _one_more(uow: UnitOfWork) -> None:
    card, *_ = uow.catalog.offerings([PROGRAM])[PROGRAM]
    (town,) = uow.municipalities.all()
    draft = replace(CHESS, title="Шахматы у озера")
    program = add_program(uow, draft, provider=card.program.provider, municipality=town)
    uow.intake.add_group(add_module(uow, program), TEN_PLACES)


def _saved_for_each(uow: UnitOfWork) -> list[int]:
    account = uow.accounts.by_chat(LARGE)
    assert account is not None
    family = Family(account.id, account.acting)
    chess = {"text": "шахматы"}
    saved = [save_search(uow, family, chess, child) for child in sorted(family.certificates)]
    return [*(each.id for each in saved), save_search(uow, family, FREE_CHESS, None).id]


def test_every_button_is_a_screen_whose_waits_are_counted_or_an_act() -> None:
    counted = {
        button.__prefix__ for button, _ in (*OF_FAMILY, *OF_APPLICANT, *OF_STAFF, *OF_OPERATOR)
    }

    assert counted | set(ACTS) == set(ROUTES.buttons)
    assert not counted & set(ACTS)
