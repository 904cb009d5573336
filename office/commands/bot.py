"""`kruzhok bot`: the bot itself, by long polling or a webhook, until it is stopped."""

from __future__ import annotations

import gc

from office.console import Refused
from office.said import say


def bot() -> None:
    """Run the bot until Ctrl-C or SIGTERM. Needs KRUZHOK_BOT_TOKEN.

    With KRUZHOK_WEBHOOK_URL Telegram brings the updates; else they are fetched.
    """
    # What is imported is no garbage: looking for some takes a tenth of the start. The running
    # bot looks again.
    gc.disable()
    try:
        _run()
    finally:
        gc.enable()


def _run() -> None:
    from bot.lock import BotLock, SecondBot
    from bot.settings import BotSettings
    from core.domain.errors import ClockSetBack
    from office.databases import database_errors, make_ready
    from office.opening import settings_of
    from office.words import refusal

    settings = settings_of(BotSettings)
    lock = BotLock(settings.database_url)
    try:
        # Before anything that takes long: a second bot is told at once.
        lock.take()
        make_ready(settings.database_url)

        from bot.lean import import_aiogram

        import_aiogram()
        from bot.app import run_bot
        from bot.updates.polling import TokenUnknown
        from bot.updates.webhook import WebhookRefused

        try:
            with database_errors():
                run_bot(settings, lock)
        except ClockSetBack as refused:
            raise Refused(refusal(refused)) from None
        except TokenUnknown:
            raise Refused(
                say("refused-token-unknown", {"api": str(settings.telegram_api)})
            ) from None
        except WebhookRefused as refused:
            raise Refused(say("refused-webhook", {"why": str(refused)})) from None
    except SecondBot:
        raise Refused(say("refused-second-bot")) from None
    finally:
        lock.release()
