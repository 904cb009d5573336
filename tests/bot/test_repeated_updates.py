"""A repeated update repeats the answer, never the effect (promise S3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiogram.types import Update
from sqlalchemy import func, select

from bot.handlers import linking
from bot.keyboards.callbacks import NotificationPressed
from core.domain.enrollment import State
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.invitations import invite_staff
from core.services.linking import set_phone
from db.tables.messages import deliveries, notices, switches
from db.unit_of_work import SqlUnitOfWork
from tests.bot.conftest import LARGE, ONCE, OPERATOR, PARENT, TWICE, TWICE_LONG
from tests.bot.play import Actor, Play
from tests.bot.steps import ANNA, enrollments, to_request_button
from tests.builders import NOON
from tests.simulation.test_twice import everything

KIND = NoticeKind.MONEY_LOW


async def fetched(play: Play) -> Update:
    """The update that waits, as Telegram would give it again after a crash."""
    (update,) = await play.bot.get_updates(timeout=0)
    await play.bot.get_updates(offset=update.update_id + 1, limit=1, timeout=0)
    return update


def counted(uow: UnitOfWork) -> tuple[int, int]:
    """Notices and switches."""
    assert isinstance(uow, SqlUnitOfWork)
    ask = uow.connection.scalar
    return (
        ask(select(func.count()).select_from(notices)) or 0,
        ask(select(func.count()).select_from(switches)) or 0,
    )


def remembered(uow: UnitOfWork) -> int:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection.scalar(select(func.count()).select_from(deliveries)) or 0


async def test_a_request_that_is_delivered_twice_is_asked_once_and_answered_twice(
    play: Play, parent: Actor
) -> None:
    await to_request_button(parent)
    parent.person.press(parent.last.id, next(each for each in parent.buttons if "заявку" in each))
    update = await fetched(play)

    await play.feed(update)
    first, after_one = parent.text, await play.database.read(counted)
    await play.feed(update)

    assert await play.database.read(counted) == after_one
    assert await enrollments(play) == [State.REQUESTED]
    assert parent.text == first


async def test_an_answer_in_words_is_taken_for_the_same_question_again(
    play: Play, newcomer: Actor
) -> None:
    await newcomer.start("apply")
    await newcomer.press("Даю согласие")
    await newcomer.press("Калининград")
    newcomer.person.send("Петров Пётр Петрович")
    update = await fetched(play)

    await play.feed(update)
    first = newcomer.text
    await play.feed(update)

    assert newcomer.text == first


async def test_an_old_update_does_not_undo_what_came_after_it(play: Play, parent: Actor) -> None:
    await parent.say("/notifications")
    off = NotificationPressed(kind=NoticeKind.MONEY_LOW, off=True)
    parent.person.forge(parent.last.id, off.pack())
    first = await fetched(play)
    await play.feed(first)
    await parent.forge(NotificationPressed(kind=NoticeKind.MONEY_LOW, off=False).pack())
    state = await play.database.read(counted)

    await play.feed(first)

    assert await play.database.read(counted) == state
    assert "уже сделано" in parent.text


async def test_a4_what_an_erased_account_sent_before_does_not_bring_it_back(play: Play) -> None:
    large = play.actor(LARGE)
    await large.say("/notifications")
    large.person.forge(large.last.id, NotificationPressed(kind=KIND, off=True).pack())
    switching = await fetched(play)
    await play.feed(switching)
    await large.say("/privacy")
    await large.press("Удалить")
    large.person.press(large.last.id, next(each for each in large.buttons if "навсегда" in each))
    erasing = await fetched(play)
    await play.feed(erasing)
    first, state = large.text, await play.database.read(everything)

    answers = []
    for update in (erasing, switching):
        await play.feed(update)
        answers.append(large.text)

    assert "больше ничего нет" in first
    assert answers == [first, first]
    assert await play.database.read(everything) == state
    assert await play.database.read(lambda uow: uow.accounts.by_chat(LARGE)) is None
    assert "Кружок поможет" in await large.start()
    assert await play.database.read(lambda uow: uow.accounts.by_chat(LARGE)) is not None


async def test_a4_an_old_start_that_is_delivered_again_does_not_bring_an_erased_account_back(
    play: Play,
) -> None:
    large = play.actor(LARGE)
    large.person.send("/start")
    starting = sent_at(await fetched(play), NOON - timedelta(hours=1))
    await play.feed(starting)
    large.person.press(large.last.id, large.buttons[0])
    pressing = sent_at(await fetched(play), NOON - timedelta(minutes=59))
    await large.say("/privacy")
    await large.press("Удалить")
    await large.press("навсегда")
    first, state = large.text, await play.database.read(everything)

    for update in (starting, pressing):
        await play.feed(update)

        assert large.text == first
    assert await play.database.read(everything) == state
    assert "Кружок поможет" in await large.start()


def sent_at(update: Update, at: datetime) -> Update:
    """The update, of a message that was sent then."""
    written = update.model_dump(mode="json", exclude_none=True, by_alias=True)
    about = written.get("callback_query", written)["message"]
    about["date"] = int(at.timestamp())
    return Update.model_validate(written, context={"bot": update.bot})


async def test_looking_around_is_not_remembered(play: Play, parent: Actor) -> None:
    before = await play.database.read(remembered)

    await parent.say("/family")
    await parent.press("История")

    assert await play.database.read(remembered) == before


async def test_the_conversation_is_kept_with_the_act_that_it_led_to(
    play: Play, parent: Actor
) -> None:
    await parent.say("робототехника")
    account = await play.database.read(lambda uow: uow.accounts.by_chat(PARENT))
    assert account is not None

    kept = await play.database.read(lambda uow: uow.conversations.of(account.id))

    assert kept["text"] == "робототехника"
    assert await play.database.read(remembered) == 1


async def test_an_invitation_that_comes_again_is_answered_alike(
    play: Play, newcomer: Actor
) -> None:
    town = play.town
    link = await play.perform(invite_staff, OPERATOR, town.provider)
    newcomer.person.start(f"i_{link.token}")
    starting = await fetched(play)
    await play.feed(starting)
    newcomer.person.press(
        newcomer.last.id, next(each for each in newcomer.buttons if "согласие" in each)
    )
    consenting = await fetched(play)

    said = []
    for update in (consenting, consenting):
        await play.feed(update)
        said.append((newcomer.text, newcomer.buttons))

    assert "уже воспользовались" not in said[0][0]
    assert said[0] == said[1]


async def test_a_telephone_that_comes_again_is_answered_alike_whether_it_links_or_not(
    play: Play, mother: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "ANSWERED_AFTER_SECONDS", 0.0)
    said = []
    for phone in ("+79005550000", mother.person.account.profile.phone):
        await play.perform(set_phone, OPERATOR, ANNA, phone)
        await mother.say("3901000001")
        mother.person.share_contact()
        update = await fetched(play)
        for _ in range(2):
            before = len(mother.answers)
            await play.feed(update)
            said.append([each.text for each in mother.answers[before:]])

    assert said[0] == said[1]
    assert said[2] == said[3]
    assert "теперь в вашей семье" in str(said[2])
    assert "теперь в вашей семье" not in str(said[0])


def test_of_every_module_it_is_said_whether_its_scenes_are_played_twice() -> None:
    said = [*TWICE, *TWICE_LONG, *ONCE]
    playing = [
        path.stem
        for path in Path(__file__).parent.glob("test_*.py")
        if "from tests.bot.play import" in path.read_text("utf-8")
    ]

    assert sorted(said) == sorted(playing), "say it in tests/bot/conftest.py"
