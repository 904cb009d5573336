"""Every screen has a way home, every button an answer, whoever presses what in which order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from bot.keyboards.application_callbacks import (
    ApplicationConfirmed,
    ApplicationRefused,
    ApplicationWithdrawn,
    ApplySent,
)
from bot.keyboards.callbacks import (
    HomePressed,
    LeaveConfirmed,
    MorePressed,
    NothingPressed,
    RequestPressed,
)
from bot.keyboards.packing import APART
from bot.keyboards.privacy_callbacks import ErasureConfirmed
from bot.keyboards.provider_callbacks import ConfirmPressed, RefusalReasonPressed, RefusalSkipped
from core.domain.ids import CertificateId
from core.ports.unit_of_work import UnitOfWork
from sandbox.messages import Message
from tests.bot.conftest import ENGLISH, LARGE, LOOKING, NEWCOMER, PARENT, STAFF, STRANGER
from tests.bot.play import Play
from tests.builders import add_request

COMMANDS = (
    "/start", "/family", "/search", "/search шахматы", "/enrollments", "/history",
    "/notifications", "/language", "/privacy", "/help", "/settings", "/requests", "/groups",
    "/apply", "/invite 3901000001", "/start p_1", "танцы", "ничего подобного", "/nonsense",
)  # fmt: skip
# Pressed elsewhere, in scenes that say what must come of them.
DECIDING = tuple(
    button.__prefix__
    for button in (
        ConfirmPressed, LeaveConfirmed, RefusalReasonPressed, RefusalSkipped, RequestPressed,
        NothingPressed, ApplySent, ApplicationConfirmed, ApplicationRefused, ApplicationWithdrawn,
        ErasureConfirmed,
    )
)  # fmt: skip
SCREENS_MAX = 80


@pytest.mark.parametrize("who", [PARENT, LOOKING, LARGE, STAFF, STRANGER, NEWCOMER, ENGLISH])
async def test_wherever_somebody_wanders_there_is_a_way_home(play: Play, who: int) -> None:
    await play.perform(_some_requests, play)
    actor = play.actor(who)
    visited: set[str] = set()

    with capture_logs() as logs:
        await actor.start()
        for command in COMMANDS:
            await actor.say(command)
            _ensure_way_home(actor.last, command)
            waiting = list(_data(actor.last))
            while waiting and len(visited) < SCREENS_MAX:
                data = waiting.pop(0)
                if data in visited:
                    continue
                visited.add(data)
                await actor.forge(data)
                _ensure_way_home(actor.last, data)
                waiting += [each for each in _data(actor.last) if each not in visited]

    assert not [log for log in logs if log["event"] in {"update_failed", "apology_failed"}]


def _ensure_way_home(message: Message, after: str) -> None:
    # Home itself has the door to everything else.
    home = {HomePressed().pack(), MorePressed().pack()}
    ways = {data.removeprefix(APART) for data in _data(message, every=True)}
    assert home & ways or "/start" in message.text, f"no way home after {after}: {message.text}"


def _data(message: Message, *, every: bool = False) -> Iterator[str]:
    rows = message.keyboard.rows if message.keyboard else ()
    for button in (button for row in rows for button in row):
        data = str(button.get("callback_data", ""))
        kind = data.removeprefix(APART).partition(":")[0]
        if data and (every or kind not in DECIDING):
            yield data


def _some_requests(uow: UnitOfWork, play: Play) -> None:
    for n, certificate in enumerate(uow.certificates.get([CertificateId(1), CertificateId(3)])):
        add_request(uow, play.town, certificate, key=f"screen-{n}")
