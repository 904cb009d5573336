"""Python looks for garbage while a bot runs, seldom, and after it as before."""

import gc
from collections.abc import Iterator

import pytest

from bot.app import LOOKS_OF_A_BOT, look_seldom
from office.commands.bot import bot
from office.console import Refused


@pytest.fixture(autouse=True)
def looks() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*before)


def test_a_bot_that_was_started_without_looking_looks_when_it_runs() -> None:
    gc.disable()
    look_seldom()

    assert gc.isenabled()
    assert gc.get_threshold() == LOOKS_OF_A_BOT


def test_a_command_that_is_refused_leaves_python_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRUZHOK_BOT_TOKEN", "no token")

    with pytest.raises(Refused):
        bot()

    assert gc.isenabled()
