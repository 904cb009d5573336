"""A family that had blocked the bot comes back: what it missed is offered, not poured out."""

from __future__ import annotations

from datetime import timedelta

from core.domain.notice import Facts, NoticeKind
from core.domain.parked import ParkedWhy
from core.ports.unit_of_work import UnitOfWork
from tests.bot.conftest import PARENT
from tests.bot.play import Actor, Play


def park_one(uow: UnitOfWork) -> None:
    account = uow.accounts.by_chat(PARENT)
    assert account is not None
    (certificate,) = account.acting
    facts = Facts(certificate=certificate)
    uow.outbox.to_account(account.id, NoticeKind.CERTIFICATE_CLOSED, facts, not_before=uow.now)
    for notice in uow.outbox.claim(most=50, lease=timedelta(minutes=1)):
        uow.outbox.parked(notice.id, why=ParkedWhy.BLOCKED)


async def back(play: Play, parent: Actor) -> None:
    await parent.start()
    parent.person.block()
    await play.settle()
    await play.perform(park_one)
    parent.person.unblock()
    await play.settle()


async def test_whoever_comes_back_is_asked_and_gets_what_was_missed(
    play: Play, parent: Actor
) -> None:
    await back(play, parent)
    asked = parent.text

    coming = await parent.press("Прислать")
    await play.relay()

    assert "не дошло 1 сообщение" in asked
    assert "Присылаю" in coming
    assert "Анна" in parent.text
    await parent.forge("mw")
    count = len(parent.answers)
    await play.relay()
    assert len(parent.answers) == count


async def test_whoever_does_not_want_it_gets_nothing(play: Play, parent: Actor) -> None:
    await back(play, parent)

    said = await parent.press("Не нужно")
    count = len(parent.answers)
    await play.relay()

    assert "не присылаю" in said
    assert len(parent.answers) == count


async def test_whoever_missed_nothing_is_not_bothered(play: Play, parent: Actor) -> None:
    await parent.start()
    count = len(parent.answers)
    parent.person.block()
    await play.settle()
    parent.person.unblock()
    await play.settle()

    assert len(parent.answers) == count
