"""A running bot knows of changes of the catalog before anybody searches."""

from __future__ import annotations

import pytest

from bot.app import BotApp
from bot.settings import BotSettings
from db.clock import ClockFrom
from db.database import Database
from db.search.kept import KeptIndex
from sandbox.server import Sandbox
from tests.sandbox.waiting import eventually


async def test_a_running_bot_looks_again_and_again_for_what_is_new_of_the_index(
    telegram: Sandbox,
    database: Database,
    clock: ClockFrom,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = []
    renew = KeptIndex.renew

    def noted(index: KeptIndex, *args: object) -> object:
        looks.append(index)
        if len(looks) == 2:
            raise OSError("the database is away")
        return renew(index, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(KeptIndex, "renew", noted)
    monkeypatch.setattr("bot.running.SEARCH_RENEWED_SECONDS", 0.01)
    settings = BotSettings.model_validate(
        {"bot_token": telegram.token, "telegram_api": telegram.url, "database_url": sqlite_url}
    )
    app = BotApp(settings, database, clock)

    await app.start()
    await eventually(lambda: len(looks) > 3)
    await app.stop()
    then = len(looks)
    # Nothing is asked of a database that is closed next.
    await database.read(lambda uow: uow.municipalities.all())

    assert len(looks) == then
