"""Notifications, language and help."""

from __future__ import annotations

from bot.keyboards.callbacks import (
    HelpPressed,
    LanguageOpened,
    LanguagePressed,
    NotificationGroupOpened,
    NotificationGroupPressed,
    NotificationPressed,
    NotificationsOpened,
)
from bot.menu import announce_roles
from bot.routes import Routes
from bot.talk import Talk
from bot.views import notifications
from bot.views import settings as views
from bot.views import start as start_views
from core.services import accounts

routes = Routes()


@routes.command("settings")
async def settings_command(talk: Talk, _: str) -> None:
    await talk.show(start_views.more(talk.words))


@routes.command("notifications")
async def notifications_command(talk: Talk, _: str) -> None:
    await _show_notifications(talk)


@routes.pressed(NotificationsOpened)
async def notifications_opened(talk: Talk, _: NotificationsOpened) -> None:
    await _show_notifications(talk)


@routes.pressed(NotificationPressed)
async def notification_pressed(talk: Talk, pressed: NotificationPressed) -> None:
    await talk.perform(accounts.switch_notices, talk.account, pressed.kind, off=pressed.off)
    await _show_group(talk, notifications.group_of(pressed.kind))


@routes.pressed(NotificationGroupOpened)
async def notification_group_opened(talk: Talk, pressed: NotificationGroupOpened) -> None:
    await _show_group(talk, pressed.section)


@routes.pressed(NotificationGroupPressed)
async def notification_group_pressed(talk: Talk, pressed: NotificationGroupPressed) -> None:
    for kind in notifications.kinds_of(talk.account, pressed.section):
        await talk.perform(accounts.switch_notices, talk.account, kind, off=pressed.off)
    await _show_group(talk, pressed.section)


@routes.command("language")
async def language_command(talk: Talk, _: str) -> None:
    await talk.show(start_views.languages(talk.words))


@routes.pressed(LanguageOpened)
async def language_opened(talk: Talk, _: LanguageOpened) -> None:
    await talk.show(start_views.languages(talk.words))


@routes.pressed(LanguagePressed)
async def language_pressed(talk: Talk, pressed: LanguagePressed) -> None:
    await talk.speak(pressed.language)
    await announce_roles(talk.bot, talk.account)
    await talk.show(start_views.language_chosen(talk.words, talk.account))


@routes.command("help")
async def help_command(talk: Talk, _: str) -> None:
    await talk.show(views.help_(talk.words, talk.account))


@routes.pressed(HelpPressed)
async def help_pressed(talk: Talk, _: HelpPressed) -> None:
    await talk.show(views.help_(talk.words, talk.account))


async def _show_notifications(talk: Talk) -> None:
    off = await talk.read(accounts.switched_off, talk.account)
    await talk.show(notifications.groups(talk.words, talk.account, off))


async def _show_group(talk: Talk, group: str) -> None:
    off = await talk.read(accounts.switched_off, talk.account)
    await talk.show(notifications.switches(talk.words, talk.account, group, off))
