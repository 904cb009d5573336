"""How updates come: fetched by long polling, or brought to a webhook when the settings name one."""

from __future__ import annotations

from aiogram import Bot

from bot.settings import BotSettings, address_of
from bot.updates.intake import Intake, Limits
from bot.updates.polling import Polling
from bot.updates.webhook import Webhook


def receiver_of(
    bot: Bot, intake: Intake, settings: BotSettings, limits: Limits
) -> Polling | Webhook:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return Polling(bot, intake, limits=limits)
    return Webhook(
        bot,
        intake,
        url=settings.webhook_url,
        secret=settings.webhook_secret.get_secret_value(),
        listen=address_of(settings.webhook_listen),
        limits=limits,
    )
