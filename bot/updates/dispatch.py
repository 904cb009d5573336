"""The whole conversation put together: every handler of the bot in one table.

Filters cost more than handlers: twenty-five of them in a row take three quarters of the rate
(measured), so there is one handler for each kind of update, and no filter.
"""

from __future__ import annotations

from aiogram import Dispatcher, Router

from bot.handlers import (
    applications,
    applying,
    completeness,
    contracts,
    desk_offers,
    enrolling,
    enrollments,
    family,
    favorites,
    funding,
    linking,
    missed,
    moving,
    offers,
    open_offers,
    operator,
    others,
    privacy,
    programs,
    provider,
    refining,
    saved_searches,
    searching,
    settings,
    start,
)
from bot.routes import Routes
from bot.updates.switchboard import Switchboard
from core.ports.acts import Acts, Reads

ROUTES = Routes.of(
    start.routes,
    family.routes,
    funding.routes,
    searching.routes,
    refining.routes,
    saved_searches.routes,
    programs.routes,
    favorites.routes,
    enrolling.routes,
    enrollments.routes,
    offers.routes,
    missed.routes,
    linking.routes,
    privacy.routes,
    settings.routes,
    provider.routes,
    contracts.routes,
    completeness.routes,
    desk_offers.routes,
    open_offers.routes,
    moving.routes,
    operator.routes,
    applying.routes,
    applications.routes,
    others.routes,
)


def make_dispatcher(perform: Acts, read: Reads, *, default_language: str = "ru") -> Dispatcher:
    """The whole conversation over a database's acts and reads.

    Updates of one chat must be fed one after the other; chats may go side by side.
    """
    return dispatcher_of(make_switchboard(perform, read, default_language=default_language))


def make_switchboard(perform: Acts, read: Reads, *, default_language: str = "ru") -> Switchboard:
    return Switchboard(perform, read, ROUTES, missed.show_missed, default_language)


def dispatcher_of(switchboard: Switchboard) -> Dispatcher:
    """One handler for each kind of update."""
    router = Router(name=__name__)
    router.message.register(switchboard.message)
    router.edited_message.register(switchboard.edited)
    router.callback_query.register(switchboard.callback)
    router.my_chat_member.register(switchboard.member)
    router.inline_query.register(switchboard.inline)
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(router)
    return dispatcher
