"""`kruzhok bot`: the bot itself, by long polling, until it is stopped."""

from __future__ import annotations

from office.console import Refused


def bot() -> None:
    """Run the bot until Ctrl-C or SIGTERM. Needs KRUZHOK_BOT_TOKEN."""
    from bot.settings import BotSettings
    from office.databases import database_errors, make_ready
    from office.opening import settings_of

    settings = settings_of(BotSettings)
    make_ready(settings.database_url)

    from bot.app import run_bot
    from bot.lock import SecondBot
    from bot.updates.polling import TokenUnknown

    try:
        with database_errors():
            run_bot(settings)
    except SecondBot:
        raise Refused(
            "another bot works with this SQLite file already: stop it, or use PostgreSQL,"
            " where several bots share the work"
        ) from None
    except TokenUnknown:
        raise Refused(f"{settings.telegram_api} does not know this KRUZHOK_BOT_TOKEN") from None
