"""Nobody is left without an answer because the line to Telegram broke for a while (S3)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import repeat

import pytest
from structlog.testing import capture_logs

from bot import showing
from bot.updates.intake import Limits
from core.domain.enrollment import State
from tests.bot.broken_line import BrokenLine, Trouble, broken_line
from tests.bot.conftest import PARENT
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, to_request_button


@pytest.fixture
async def line(play: Play, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BrokenLine]:
    """Nobody waits here for the line to come back."""
    monkeypatch.setattr(showing, "PAUSES_SECONDS", (0.0,) * len(showing.PAUSES_SECONDS))
    async with broken_line(play.sandbox) as (breaking, bot):
        play.bot = bot
        yield breaking


@pytest.fixture
def anna(play: Play, line: BrokenLine) -> Actor:
    return play.actor(PARENT)


@pytest.mark.parametrize("trouble", Trouble)
async def test_a_message_is_said_again_until_it_arrives(
    line: BrokenLine, anna: Actor, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trouble is Trouble.SILENT:
        monkeypatch.setattr(showing, "CALL_SECONDS", 1.0)
    times = 1 if trouble is Trouble.SILENT else 3
    line.troubles = iter([trouble] * times)

    text = await anna.say("/family")

    assert "Доступно" in text
    assert line.tried == times + 1
    # Of a lost answer nobody knows that the message arrived: rather twice than never.
    assert len(anna.answers) == (4 if trouble is Trouble.ANSWER_LOST else 1)


@pytest.mark.parametrize("trouble", Trouble)
async def test_a_screen_is_put_in_its_place_again_until_it_is_there(
    line: BrokenLine, anna: Actor, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trouble is Trouble.SILENT:
        monkeypatch.setattr(showing, "CALL_SECONDS", 1.0)
    await anna.say("/family")
    line.troubles = iter([trouble] * (1 if trouble is Trouble.SILENT else 2))

    text = await anna.press("История")

    assert "движение денег" in text
    assert len(anna.answers) == 1


async def test_what_was_done_is_said_when_the_line_is_back_and_was_done_once(
    play: Play, line: BrokenLine, anna: Actor
) -> None:
    await to_request_button(anna)
    line.troubles = iter([Trouble.NOT_SENT] * 5)

    text = await anna.press("заявку")

    assert await enrollments(play) == [State.REQUESTED]
    assert "Заявка отправлена" in text


async def test_an_apology_is_repeated_like_every_answer(line: BrokenLine, anna: Actor) -> None:
    tries = len(showing.PAUSES_SECONDS) + 1
    line.troubles = iter([Trouble.NOT_SENT] * (tries + 3))

    text = await anna.say("/family")

    assert "Что-то сломалось у нас" in text
    assert line.tried == tries + 4


async def test_a_line_that_stays_broken_stops_nothing_but_is_in_the_log(
    line: BrokenLine, anna: Actor
) -> None:
    line.troubles = repeat(Trouble.NOT_SENT)

    with capture_logs() as logs:
        await anna.say("/family")

    assert anna.answers == []
    assert line.tried == 2 * (len(showing.PAUSES_SECONDS) + 1)
    assert [log["event"] for log in logs][-1] == "apology_failed"


def test_pauses_grow_and_leave_time_for_an_apology() -> None:
    assert list(showing.PAUSES_SECONDS) == sorted(showing.PAUSES_SECONDS)
    assert sum(showing.PAUSES_SECONDS) < Limits().update_seconds - showing.CALL_SECONDS
